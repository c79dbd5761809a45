using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>Of whom one client has been told, and of whom it should be as soon as it may. Allocates only when more wait than ever before.</summary>
/// <param name="players">Seats of the room.</param>
internal sealed class KnownPlayers(int players)
{
    private const int UsuallyWaiting = 16;

    private readonly State[] _states = new State[players];
    private readonly Queue<PlayerSlot> _waiting = new(UsuallyWaiting);

    private enum State : byte
    {
        Unknown,
        Waiting,
        Known,
    }

    public bool IsKnown(PlayerSlot slot) => slot.Value < _states.Length && _states[slot.Value] == State.Known;

    /// <summary>The client should be told of a player, unless it has been; avatars that are nobody's have no name to tell.</summary>
    public void Want(PlayerSlot slot)
    {
        if (slot.Value >= _states.Length || _states[slot.Value] != State.Unknown)
            return;

        _states[slot.Value] = State.Waiting;
        _waiting.Enqueue(slot);
    }

    /// <summary>What it was told is no longer so.</summary>
    public void WantAgain(PlayerSlot slot)
    {
        if (!IsKnown(slot))
            return;

        _states[slot.Value] = State.Unknown;
        Want(slot);
    }

    /// <summary>The player is gone; true when the client must be told so.</summary>
    public bool Forget(PlayerSlot slot)
    {
        if (slot.Value >= _states.Length)
            return false;

        var wasKnown = IsKnown(slot);
        _states[slot.Value] = State.Unknown;
        return wasKnown;
    }

    /// <summary>Whose turn it is to be told of.</summary>
    public bool TryPeek(out PlayerSlot slot)
    {
        while (_waiting.TryPeek(out slot))
        {
            // Who left while waiting is no longer waited for.
            if (_states[slot.Value] == State.Waiting)
                return true;
            _waiting.Dequeue();
        }

        return false;
    }

    /// <summary>The client has been told of the player that was peeked at.</summary>
    public void Take() => _states[_waiting.Dequeue().Value] = State.Known;
}
