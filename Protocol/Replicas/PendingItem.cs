namespace Ecs.Protocol.Replicas;

/// <summary>Something that a receiver should be told.</summary>
/// <param name="Index">Of an update: in the view that it holds. Of an entry: among what it may see.</param>
/// <param name="Changes">Of an update: which fields; of an entry 0.</param>
/// <param name="Bits">What it takes at most.</param>
/// <param name="Urgency">The higher, the sooner.</param>
internal readonly record struct PendingItem(int Index, ulong Changes, int Bits, long Urgency) : IComparable<PendingItem>
{
    public bool IsEntry => Changes == 0;

    /// <summary>The most urgent first; equals in the order of their views.</summary>
    public int CompareTo(PendingItem other) =>
        Urgency != other.Urgency ? other.Urgency.CompareTo(Urgency)
        : IsEntry != other.IsEntry ? IsEntry.CompareTo(other.IsEntry)
        : Index.CompareTo(other.Index);
}
