namespace Ecs.PlainClient;

/// <summary>What one sees after a tick.</summary>
internal sealed record Snapshot
{
    /// <summary>The margin of a snapshot that has none to tell.</summary>
    public const int NoMargin = -128;

    private const int NoLead = -128;

    public uint Tick { get; init; }

    /// <summary>By how many ticks the newest confirmed command is ahead of the world.</summary>
    public int Lead { get; init; } = NoLead;

    public int Margin { get; init; } = NoMargin;

    public uint Late { get; init; }

    public uint Clock { get; init; }

    public ulong Own { get; init; }

    /// <summary>The largest id of anybody who has been in view.</summary>
    public ulong TopId { get; init; }

    /// <summary>Everybody in view; later snapshots name them by their places in this list.</summary>
    public List<EntityRecord> View { get; init; } = [];

    public uint Confirmed => Lead == NoLead ? 0 : Tick + (uint)Lead;
}
