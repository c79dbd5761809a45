using Ecs.Protocol.Snapshots;

namespace Ecs.Protocol.Replicas;

/// <summary>What a receiver holds once it has got a certain snapshot.</summary>
internal sealed class SentView
{
    private ViewEntry[] _entries = new ViewEntry[64];

    public int Count { get; private set; }

    public ReadOnlySpan<ViewEntry> Entries => _entries.AsSpan(0, Count);

    public SnapshotHeader Header { get; set; }

    /// <summary>The largest id that it was ever told of.</summary>
    public ulong TopId { get; set; }

    public void Clear()
    {
        Count = 0;
        Header = default;
        TopId = 0;
    }

    public void Add(in ViewEntry entry)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        _entries[Count++] = entry;
    }
}
