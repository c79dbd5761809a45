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

        /// <summary>It has been told, and is to be told again.</summary>
        Outdated,
    }

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
        if (slot.Value >= _states.Length || _states[slot.Value] != State.Known)
            return;

        _states[slot.Value] = State.Outdated;
        _waiting.Enqueue(slot);
    }

    /// <summary>The player is gone; true when the client must be told so.</summary>
    public bool Forget(PlayerSlot slot)
    {
        if (slot.Value >= _states.Length)
            return false;

        var wasTold = _states[slot.Value] is State.Known or State.Outdated;
        _states[slot.Value] = State.Unknown;
        return wasTold;
    }

    /// <summary>Whose turn it is to be told of.</summary>
    public bool TryPeek(out PlayerSlot slot)
    {
        while (_waiting.TryPeek(out slot))
        {
            // Who left while waiting is no longer waited for.
            if (_states[slot.Value] is State.Waiting or State.Outdated)
                return true;
            _waiting.Dequeue();
        }

        return false;
    }

    /// <summary>The client has been told of the player that was peeked at.</summary>
    public void Take() => _states[_waiting.Dequeue().Value] = State.Known;

    /// <summary>There is nothing to tell of the player that was peeked at: it has left, or is not there yet.</summary>
    public void Skip()
    {
        ref var state = ref _states[_waiting.Dequeue().Value];
        state = state == State.Outdated ? State.Known : State.Unknown;
    }
}
