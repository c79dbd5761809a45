using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>What a newcomer brings along, beside the birth of the avatar.</summary>
internal readonly record struct PlayerBirth(string Name, ReadOnlyMemory<byte> Character);

/// <summary>An entity that is to be born at the end of the tick, and why.</summary>
public readonly record struct Birth
{
    public required EntityKind Kind { get; init; }

    public required TickStage Stage { get; init; }

    /// <summary>The entity that asked; none when the input did.</summary>
    public EntityId Cause { get; init; }

    /// <summary>Tells apart several births with one stage and cause.</summary>
    public int Ordinal { get; init; }

    public PlayerSlot Slot { get; init; }

    public byte Team { get; init; }

    public bool IsBot { get; init; }

    /// <summary>Where an avatar's name and character stand in the commands.</summary>
    public int PlayerIndex { get; init; }

    /// <summary>Of a creature, a piece of scenery or an item.</summary>
    public ushort Variant { get; init; }

    /// <summary>Of an item; for a bullet whatever the mode's <see cref="IGameMode.Furnish"/> makes of it.</summary>
    public ushort Amount { get; init; }

    public FixedVector At { get; init; }

    public Angle Direction { get; init; }

    /// <summary>World units per second.</summary>
    public ushort Speed { get; init; }

    public ushort Damage { get; init; }

    public static int Compare(in Birth left, in Birth right)
    {
        var order = (int)left.Stage - (int)right.Stage; // CompareTo of an enum boxes.
        if (order == 0)
            order = left.Cause.CompareTo(right.Cause);

        return order != 0 ? order : left.Ordinal.CompareTo(right.Ordinal);
    }
}
