using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>One field of a component as checkpoints hold it.</summary>
/// <param name="Name">As in the source.</param>
/// <param name="Type">The type's own name, without that of its namespace: files move.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Format">Text for people, from the field's bytes.</param>
public sealed record FieldShape(string Name, string Type, int Size, FieldShape.Formatter Format)
{
    public delegate string Formatter(ReadOnlySpan<byte> bytes);

    internal static string FormatAs<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged =>
        // A byte that a fault has made neither true nor false would call itself true.
        typeof(T) == typeof(bool) && bytes[0] > 1 ? $"{bytes[0]} (neither true nor false)"
        : Unsafe.SizeOf<T>() > sizeof(ulong) ? Convert.ToHexString(bytes)
        : MemoryMarshal.Read<T>(bytes) is IFormattable number ? number.ToString(null, System.Globalization.NumberFormatInfo.InvariantInfo)
        : MemoryMarshal.Read<T>(bytes).ToString() ?? "";
}

/// <summary>Collects the shapes of the fields that it is shown.</summary>
internal readonly struct ShapeCollector(List<FieldShape> fields) : IFieldVisitor
{
    public void Field<T>(string name, ref T value)
        where T : unmanaged =>
        fields.Add(new FieldShape(name, typeof(T).Name, Unsafe.SizeOf<T>(), FieldShape.FormatAs<T>));
}
