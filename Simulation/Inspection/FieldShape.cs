using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecs.Simulation.Components;

namespace Ecs.Simulation.Inspection;

/// <summary>One field of a component as checkpoints hold it.</summary>
/// <param name="Name">As in the source.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Format">Text for people, from the field's bytes.</param>
public sealed record FieldShape(string Name, int Size, FieldShape.Formatter Format)
{
    public delegate string Formatter(ReadOnlySpan<byte> bytes);

    internal static string FormatAs<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() <= sizeof(ulong) ? MemoryMarshal.Read<T>(bytes).ToString() ?? "" : Convert.ToHexString(bytes);
}

/// <summary>Collects the shapes of the fields that it is shown.</summary>
internal readonly struct ShapeCollector(List<FieldShape> fields) : IFieldVisitor
{
    public void Field<T>(string name, ref T value)
        where T : unmanaged =>
        fields.Add(new FieldShape(name, Unsafe.SizeOf<T>(), FieldShape.FormatAs<T>));
}
