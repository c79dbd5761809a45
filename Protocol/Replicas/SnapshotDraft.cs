namespace Ecs.Protocol.Replicas;

/// <summary>What the snapshot in the making has to say. The encoders of a room take turns and share it: it grows to the longest that any of them needs.</summary>
internal sealed class SnapshotDraft
{
    /// <summary>What may be told.</summary>
    public List<PendingItem> Pending { get; } = [];

    /// <summary>What must be forgotten, by its index in the view that the receiver holds.</summary>
    public List<int> Leaves { get; } = [];
}
