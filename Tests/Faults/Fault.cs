namespace Ecs.Tests.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>Packets are lost; the level is the chance.</summary>
    Loss,

    /// <summary>All packets of a short time are lost.</summary>
    Burst,

    /// <summary>Packets arrive twice; the level is the chance.</summary>
    Duplicate,

    /// <summary>Packets overtake each other; the level is the chance.</summary>
    Reorder,

    /// <summary>The way gets longer; the level is in seconds, one direction.</summary>
    Delay,

    /// <summary>The level is in bytes per second.</summary>
    RateCap,

    /// <summary>Nothing gets through.</summary>
    Partition,

    /// <summary>Packets arrive with a bit flipped; the level is the chance.</summary>
    Corruption,

    /// <summary>The client's clock runs at another rate; the level is the rate less one.</summary>
    Drift,

    /// <summary>The client's clock jumps once; the level is in seconds and may be negative.</summary>
    ClockJump,

    /// <summary>The client stands still, its socket does not.</summary>
    ClientStall,

    /// <summary>The server stands still.</summary>
    ServerStall,

    /// <summary>
    /// The client is gone without a word and comes back after so many ticks, as another program; on both sides, only its connection is, and
    /// it comes back by itself.
    /// </summary>
    Crash,

    /// <summary>The client says goodbye and comes back after so many ticks.</summary>
    Leave,

    /// <summary>Somebody connects who means harm; the level says how.</summary>
    Hostile,

    /// <summary>An operator pauses the room: its ticks stand still, its clients are talked to nevertheless.</summary>
    Pause,
}

/// <summary>One entry of a schedule.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Start">The tick in which it begins.</param>
/// <param name="Ticks">How long it lasts.</param>
/// <param name="Client">Whom it hits.</param>
/// <param name="Up">Whether it hits the way to the server.</param>
/// <param name="Down">Whether it hits the way back.</param>
/// <param name="Level">How bad it is; see the kinds.</param>
internal readonly record struct Fault(FaultKind Kind, int Start, int Ticks, int Client, bool Up, bool Down, double Level)
{
    /// <summary>Whether a crash takes the connection and leaves the program.</summary>
    public bool LosesLine => Up && Down;

    public bool IsOn(int tick) => tick >= Start && tick < Start + Ticks;
}
