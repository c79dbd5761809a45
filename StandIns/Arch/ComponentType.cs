namespace Arch.Core;

/// <summary>The number a component type got when this process first used it, and its size in an array.</summary>
public readonly struct ComponentType : IEquatable<ComponentType>
{
    internal ComponentType(int id, int byteSize)
    {
        Id = id;
        ByteSize = byteSize;
    }

    /// <summary>Counts from 0 in the order of first use, so it differs between runs: never store or send it.</summary>
    public int Id { get; }

    /// <summary>Bytes per entity: the size of the struct (at least 1), or of a reference.</summary>
    public int ByteSize { get; }

    public Type Type => ComponentRegistry.Column(Id).ComponentClrType;

    public static implicit operator ComponentType(Type type) => ComponentRegistry.Register(type);

    public static implicit operator Type(ComponentType type) => type.Type;

    public bool Equals(ComponentType other) => Id == other.Id;

    public override bool Equals(object? obj) => obj is ComponentType other && Equals(other);

    public override int GetHashCode() => Id;

    public override string ToString() => Type.Name;
}
