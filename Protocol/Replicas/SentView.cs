using Ecs.Protocol.Snapshots;

namespace Ecs.Protocol.Replicas;

/// <summary>What a receiver holds once it has got a certain snapshot. Its entries lie in a <see cref="SentRing"/>.</summary>
internal sealed class SentView
{
    private ViewEntry[] _entries = [];

    /// <summary>Where they begin there.</summary>
    public int First { get; private set; }

    public int Count { get; private set; }

    public ReadOnlySpan<ViewEntry> Entries => _entries.AsSpan(First, Count);

    public SnapshotHeader Header { get; set; }

    /// <summary>The largest id that it was ever told of.</summary>
    public ulong TopId { get; set; }

    /// <summary>Whether its snapshot said everything.</summary>
    public bool IsWhole { get; set; }

    /// <summary>It is empty, and what is added lies there.</summary>
    public void Begin(ViewEntry[] entries, int first)
    {
        (_entries, First, Count) = (entries, first, 0);
        (Header, TopId, IsWhole) = (default, 0, false);
    }

    /// <summary>What was added lies there from now on.</summary>
    public void Move(ViewEntry[] entries, int first)
    {
        Entries.CopyTo(entries.AsSpan(first));
        (_entries, First) = (entries, first);
    }

    public void Add(in ViewEntry entry) => _entries[First + Count++] = entry;
}
