using System.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Whom one client knows, and by which of the wire's 256 numbers. A player gets the number of the seat where it is free, so that in
/// rooms of ordinary size everybody means the same by a number. A number that somebody had rests before it is given again.
/// </summary>
internal sealed class ArenaIdMap
{
    /// <summary>Others that a client knows at most.</summary>
    public const int OthersLimit = 254;

    private const int Ids = byte.MaxValue + 1;

    private short[] _idOfSlot = [];
    private EntityId[] _avatarOfSlot = [];
    private readonly bool[] _isTaken = new bool[Ids];
    private readonly TimeSpan[] _restsUntil = new TimeSpan[Ids];

    /// <summary>How long a number rests: longer than anything about its last bearer can be on its way.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The client itself included.</summary>
    public int Count { get; private set; }

    /// <summary>When it was last decided whom the client knows.</summary>
    public TimeSpan ChosenAt { get; set; } = -Rest;

    public bool TryGetId(PlayerSlot slot, out byte id)
    {
        var isKnown = IsKnown(slot);
        id = isKnown ? (byte)_idOfSlot[slot.Value] : (byte)0;
        return isKnown;
    }

    /// <summary>Whether the client knows this very player, and not one who sat there before.</summary>
    public bool Knows(PlayerSlot slot, EntityId avatar) => IsKnown(slot) && _avatarOfSlot[slot.Value] == avatar;

    /// <summary>False when the client knows enough people, or all numbers are taken or rest.</summary>
    public bool TryAdd(PlayerSlot slot, EntityId avatar, TimeSpan now, out byte id)
    {
        id = 0;
        if (Count > OthersLimit)
            return false;
        var free = slot.Value < Ids && IsFree(slot.Value, now) ? slot.Value : FindFree(now);
        if (free < 0)
            return false;
        id = (byte)free;
        EnsureSlot(slot);
        _isTaken[free] = true;
        _idOfSlot[slot.Value] = (short)free;
        _avatarOfSlot[slot.Value] = avatar;
        Count++;
        return true;
    }

    /// <summary>Gives the number that the player had.</summary>
    public byte Remove(PlayerSlot slot, TimeSpan now)
    {
        var id = _idOfSlot[slot.Value];
        _idOfSlot[slot.Value] = -1;
        _isTaken[id] = false;
        _restsUntil[id] = now + Rest;
        Count--;
        return (byte)id;
    }

    private bool IsKnown(PlayerSlot slot) => slot.Value < _idOfSlot.Length && _idOfSlot[slot.Value] >= 0;

    /// <summary>Every client has such a map, so it is as long as the seats that it knows ask for.</summary>
    private void EnsureSlot(PlayerSlot slot)
    {
        var known = _idOfSlot.Length;
        if (slot.Value < known)
            return;
        Array.Resize(ref _idOfSlot, Math.Max(Ids, (int)BitOperations.RoundUpToPowerOf2(slot.Value + 1U)));
        _idOfSlot.AsSpan(known).Fill(-1);
        Array.Resize(ref _avatarOfSlot, _idOfSlot.Length);
    }

    private bool IsFree(int id, TimeSpan now) => !_isTaken[id] && _restsUntil[id] <= now;

    private int FindFree(TimeSpan now)
    {
        for (var id = 0; id < Ids; id++)
        {
            if (IsFree(id, now))
                return id;
        }

        return -1;
    }
}
