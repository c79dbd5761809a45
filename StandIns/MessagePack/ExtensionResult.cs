using System.Buffers;

namespace MessagePack;

/// <summary>An extension value; the data is a window on the buffer it was read from.</summary>
public readonly struct ExtensionResult
{
    public ExtensionResult(sbyte typeCode, Memory<byte> data)
        : this(typeCode, new ReadOnlySequence<byte>(data))
    {
    }

    public ExtensionResult(sbyte typeCode, ReadOnlySequence<byte> data)
    {
        TypeCode = typeCode;
        Data = data;
    }

    public sbyte TypeCode { get; }

    public ReadOnlySequence<byte> Data { get; }

    public ExtensionHeader Header => new(TypeCode, checked((uint)Data.Length));
}
