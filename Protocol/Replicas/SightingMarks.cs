namespace Ecs.Protocol.Replicas;

/// <summary>Which entities a receiver may see, by their places: one table for all receivers of a room, one after the other.</summary>
internal sealed class SightingMarks
{
    private const int Taken = int.MaxValue;

    private readonly Mark[][] _marks = new Mark[ReplicaCodes.Lanes][];
    private int _turn;

    /// <summary>Forgets the receiver before.</summary>
    public void Begin(ReplicaStates states, ReadOnlySpan<Sighting> seen)
    {
        Begin(states);
        for (var index = 0; index < seen.Length; index++)
            _marks[seen[index].Lane][seen[index].Place] = new Mark(_turn, index);
    }

    /// <summary>The same with what a receiver holds in place of what it may see.</summary>
    public void Begin(ReplicaStates states, ReadOnlySpan<ViewEntry> held)
    {
        Begin(states);
        for (var index = 0; index < held.Length; index++)
            _marks[held[index].Lane][held[index].Place] = new Mark(_turn, index);
    }

    private void Begin(ReplicaStates states)
    {
        _turn++;
        for (var lane = 0; lane < _marks.Length; lane++)
        {
            var places = states[lane]?.PlaceLimit ?? 0;
            if ((_marks[lane]?.Length ?? 0) < places)
                Array.Resize(ref _marks[lane], (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)places));
        }
    }

    /// <summary>The index of the sighting, or -1.</summary>
    public int Find(byte lane, int place)
    {
        ref readonly var mark = ref _marks[lane][place];
        return mark.Turn == _turn ? mark.Index : -1;
    }

    /// <summary>The receiver holds it.</summary>
    public void Take(byte lane, int place) => _marks[lane][place] = new Mark(_turn, Taken);

    public bool IsTaken(byte lane, int place) => _marks[lane][place] == new Mark(_turn, Taken);

    private readonly record struct Mark(int Turn, int Index);
}
