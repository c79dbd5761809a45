using Ecs.Simulation.Values;

namespace Ecs.DebugView.Frames;

/// <summary>Somebody who sits in the room, bots included.</summary>
/// <param name="Slot">The seat.</param>
/// <param name="Avatar">None before the avatar is born.</param>
/// <param name="Name">As everybody sees it.</param>
public readonly record struct FramePlayer(PlayerSlot Slot, EntityId Avatar, string Name)
{
    /// <summary>What a number is when nobody measured it.</summary>
    public const int Unknown = -1;

    public bool IsBot { get; init; }

    public int RoundTripMilliseconds { get; init; } = Unknown;

    /// <summary>Lost per thousand packets that the server sent, or <see cref="Unknown"/>.</summary>
    public int LossPerMille { get; init; } = Unknown;

    /// <summary>Sent to this player so far, or <see cref="Unknown"/>.</summary>
    public long BytesOut { get; init; } = Unknown;

    /// <summary>The newest snapshot that the player has put together; 0 = none or unknown.</summary>
    public Tick Acknowledged { get; init; }

    /// <summary>Entities that the player has in view with it, or <see cref="Unknown"/>.</summary>
    public int Held { get; init; } = Unknown;
}
