namespace Ecs.Tests.Testing.Network;

/// <summary>How one direction of a virtual link treats what is sent. The default is a perfect wire without delay.</summary>
public sealed record LinkConditions
{
    public static LinkConditions Perfect { get; } = new();

    /// <summary>Chance that a packet is lost, 0 to 1. On the control lane a loss is a resend, so it only delays.</summary>
    public double Loss { get; init; }

    /// <summary>Chance that a packet of the stream lane arrives twice, 0 to 1.</summary>
    public double Duplicate { get; init; }

    /// <summary>Time on the way, one direction.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Added to <see cref="Delay"/>: evenly from zero to this. Packets overtake each other when it is large.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Chance that a packet of the stream lane is held back by <see cref="HoldBack"/>, 0 to 1.</summary>
    public double Reorder { get; init; }

    public TimeSpan HoldBack { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Chance that a packet of the stream lane arrives with one bit flipped, 0 to 1.</summary>
    public double Corrupt { get; init; }

    /// <summary>
    /// Bytes per second; 0 for no limit. What waits longer than <see cref="QueueTime"/> for its turn is lost; on the control
    /// lane it waits on.
    /// </summary>
    public int BytesPerSecond { get; init; }

    public TimeSpan QueueTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A way there and back of <paramref name="roundTrip"/>, the same in both directions.</summary>
    public static LinkConditions RoundTrip(TimeSpan roundTrip) => new() { Delay = roundTrip / 2 };
}
