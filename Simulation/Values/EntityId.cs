namespace Ecs.Simulation.Values;

/// <summary>
/// The stable name of an entity: drawn from the world's counter at birth, never reused, independent of where the storage
/// keeps the entity. <see cref="None"/> names nothing.
/// </summary>
public readonly record struct EntityId(ulong Value)
{
    public static EntityId None => default;

    public bool IsNone => Value == 0;

    /// <summary>Negative when born before <paramref name="other"/>, positive when after.</summary>
    public int CompareTo(EntityId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"#{Value}";
}
