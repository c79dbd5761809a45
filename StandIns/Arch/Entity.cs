namespace Arch.Core;

/// <summary>
/// A handle to an entity: slot number, world and the generation of the slot. It is 12 bytes, says nothing about where the
/// components are, and stays valid through structural changes until the entity is destroyed.
/// </summary>
/// <remarks><c>default(Entity)</c> and <see cref="Null"/> are never alive: generations start at 1.</remarks>
public readonly struct Entity : IEquatable<Entity>, IComparable<Entity>
{
    /// <summary>The handle that refers to nothing.</summary>
    public static readonly Entity Null = new();

    /// <summary>Slot in its world; used again after the entity is destroyed.</summary>
    public readonly int Id;

    /// <summary>The world that made it. World numbers are never used twice within a process.</summary>
    public readonly int WorldId;

    /// <summary>Generation of the slot, 1 for its first entity.</summary>
    public readonly int Version;

    /// <summary>Makes the same value as <see cref="Null"/>.</summary>
    public Entity()
    {
        Id = -1;
        WorldId = 0;
        Version = -1;
    }

    internal Entity(int id, int worldId, int version)
    {
        Id = id;
        WorldId = worldId;
        Version = version;
    }

    public static bool operator ==(Entity left, Entity right) => left.Equals(right);

    public static bool operator !=(Entity left, Entity right) => !left.Equals(right);

    public bool Equals(Entity other) => Id == other.Id && WorldId == other.WorldId && Version == other.Version;

    /// <summary>Orders by slot, then by generation; for grouping only, it says nothing about age.</summary>
    public int CompareTo(Entity other) => Id != other.Id ? Id.CompareTo(other.Id) : Version.CompareTo(other.Version);

    public override bool Equals(object? obj) => obj is Entity other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Id, WorldId, Version);

    public override string ToString() => $"Entity {Id} (world {WorldId}, version {Version})";
}
