namespace MessagePack;

/// <summary>What precedes the data of an extension value.</summary>
public readonly struct ExtensionHeader : IEquatable<ExtensionHeader>
{
    public ExtensionHeader(sbyte typeCode, uint length)
    {
        TypeCode = typeCode;
        Length = length;
    }

    public ExtensionHeader(sbyte typeCode, int length)
        : this(typeCode, checked((uint)length))
    {
    }

    /// <summary>Negative codes belong to the specification (-1 is the timestamp), the others to applications.</summary>
    public sbyte TypeCode { get; }

    /// <summary>Bytes of data that follow.</summary>
    public uint Length { get; }

    public bool Equals(ExtensionHeader other) => TypeCode == other.TypeCode && Length == other.Length;

    public override bool Equals(object? obj) => obj is ExtensionHeader other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(TypeCode, Length);
}
