using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arch.Core;

/// <summary>
/// What storage must do with an array of a component whose type it does not know at compile time. One object per component
/// type for the whole process: moving one value is a virtual call and a typed copy, several times cheaper than Array.Copy.
/// </summary>
internal abstract class ColumnOperations
{
    protected ColumnOperations(ComponentType type, bool holdsReferences)
    {
        Type = type;
        HoldsReferences = holdsReferences;
    }

    public ComponentType Type { get; }

    /// <summary>Slots that nobody owns must be cleared, or they would keep objects alive.</summary>
    public bool HoldsReferences { get; }

    public abstract Type ComponentClrType { get; }

    public abstract Array NewColumn(int length);

    public abstract void Copy(Array from, int fromIndex, Array to, int toIndex);

    public abstract void Clear(Array column, int index, int count);
}

internal sealed class ColumnOperations<T> : ColumnOperations
{
    public ColumnOperations(int id)
        : base(new ComponentType(id, Unsafe.SizeOf<T>()), RuntimeHelpers.IsReferenceOrContainsReferences<T>())
    {
    }

    public override Type ComponentClrType => typeof(T);

    public override Array NewColumn(int length) => new T[length];

    public override void Copy(Array from, int fromIndex, Array to, int toIndex) =>
        At(to, toIndex) = At(from, fromIndex);

    public override void Clear(Array column, int index, int count) =>
        MemoryMarshal.CreateSpan(ref At(column, index), count).Clear();

    // Storage asks with arrays from NewColumn and indices below their length only.
    private static ref T At(Array column, int index) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(column)), index);
}
