using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Arena;

/// <summary>Everybody in the room as the wire tells it, now and when it was last told, by seat.</summary>
internal sealed class ArenaRoster(Room room)
{
    private readonly ArenaFields[] _now = new ArenaFields[room.World.Options.MaxPlayers];
    private readonly ArenaFields[] _told = new ArenaFields[room.World.Options.MaxPlayers];
    private readonly EntityId[] _avatars = new EntityId[room.World.Options.MaxPlayers];
    private readonly EntityId[] _toldAvatars = new EntityId[room.World.Options.MaxPlayers];

    public int Count { get; private set; }

    /// <summary>Seats are, and were, below this: the room's own limit falls when the last seat is left, which is still to be told.</summary>
    public int SeatLimit { get; private set; }

    public ref readonly ArenaFields this[PlayerSlot slot] => ref _now[slot.Value];

    /// <summary>None where nobody is.</summary>
    public EntityId AvatarOf(PlayerSlot slot) => _avatars[slot.Value];

    /// <summary>Takes the world as the last tick left it.</summary>
    public void Look()
    {
        Array.Clear(_avatars, 0, SeatLimit);
        SeatLimit = Math.Max(SeatLimit, room.SeatLimit);
        Count = 0;
        foreach (ref readonly var avatar in room.View.Entities)
        {
            if (avatar.Kind != EntityKind.Avatar)
                break;
            _avatars[avatar.Slot.Value] = avatar.Id;
            _now[avatar.Slot.Value] = ArenaFields.Of(avatar, room.Options.TickRate);
            Count++;
        }
    }

    /// <summary>What those who know the player have not been told; a newcomer is told as a whole.</summary>
    public ArenaFieldMask ChangesOf(PlayerSlot slot) =>
        IsKnown(slot) ? _now[slot.Value].ChangesSince(_told[slot.Value]) : ArenaFieldMask.None;

    /// <summary>Everything of this player has been told, or will be at once.</summary>
    public void Settle(PlayerSlot slot)
    {
        _told[slot.Value] = _now[slot.Value];
        _toldAvatars[slot.Value] = _avatars[slot.Value];
    }

    /// <summary>Everything but the kills, which belong to somebody else's death.</summary>
    public void SettleDeath(PlayerSlot slot)
    {
        var kills = IsKnown(slot) ? _told[slot.Value].Kills : _now[slot.Value].Kills;
        Settle(slot);
        _told[slot.Value] = _told[slot.Value] with { Kills = kills };
    }

    /// <summary>The kills and nothing else.</summary>
    public void SettleKills(PlayerSlot slot) => _told[slot.Value] = _told[slot.Value] with { Kills = _now[slot.Value].Kills };

    private bool IsKnown(PlayerSlot slot) => !_avatars[slot.Value].IsNone && _avatars[slot.Value] == _toldAvatars[slot.Value];
}
