namespace Ecs.PlainClient;

/// <summary>What one sees after a tick.</summary>
internal sealed record Snapshot
{
    /// <summary>The margin of a snapshot that has none to tell.</summary>
    public const int NoMargin = -128;

    /// <summary>No act, or none for so many ticks.</summary>
    public const int NoAct = 63;

    private const int NoLead = -128;

    public uint Tick { get; init; }

    /// <summary>By how many ticks the newest confirmed command is ahead of the world.</summary>
    public int Lead { get; init; } = NoLead;

    public int Margin { get; init; } = NoMargin;

    public uint Late { get; init; }

    public uint Clock { get; init; }

    public ulong Own { get; init; }

    /// <summary>How many ticks ago something last was that made a guess about the own avatar wrong: a command missed, one refused, somebody's act, the game's.</summary>
    public IReadOnlyList<int> Acts { get; init; } = [NoAct, NoAct, NoAct, NoAct];

    /// <summary>The largest id of anybody who has been in view.</summary>
    public ulong TopId { get; init; }

    /// <summary>Everybody in view; later snapshots name them by their places in this list.</summary>
    public List<EntityRecord> View { get; init; } = [];

    public uint Confirmed => Lead == NoLead ? 0 : Tick + (uint)Lead;
}
