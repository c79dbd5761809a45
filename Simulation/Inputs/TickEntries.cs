using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inputs;

/// <summary>A player enters the world in this tick.</summary>
/// <param name="Slot">A free seat.</param>
/// <param name="Name">As shown to others: cleaned and unique in the room, at most <see cref="Components.PlayerName.ByteLimit"/> bytes of UTF-8.</param>
/// <param name="Team">0 or 1, or <see cref="ModeChoosesTeam"/>.</param>
/// <param name="IsBot">Driven by this process; has no session.</param>
public readonly record struct PlayerJoin(PlayerSlot Slot, string Name, byte Team, bool IsBot)
{
    /// <summary>
    /// What the mode once saved of this player, or what a door made of the player's choices; empty for somebody without a
    /// past. At most <see cref="GameWorld.CharacterLimit"/> bytes; the mode takes bytes that it cannot read for none.
    /// </summary>
    public ReadOnlyMemory<byte> Character { get; init; }

    public const byte ModeChoosesTeam = 255;
}

/// <summary>A player leaves the world in this tick; leaves come before joins.</summary>
public readonly record struct PlayerLeave(PlayerSlot Slot);

/// <summary>The one command of a player for this tick.</summary>
public readonly record struct SlotCommand(PlayerSlot Slot, PlayerCommand Command);

/// <summary>A rare act, in the order of arrival.</summary>
public readonly record struct SlotAction(PlayerSlot Slot, PlayerAction Action);
