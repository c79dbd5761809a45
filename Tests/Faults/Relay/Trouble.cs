


namespace Ecs.Tests.Faults.Relay;

/// <summary>What goes wrong on the way of one client.</summary>
internal enum TroubleKind
{
    /// <summary>Level: the chance that a datagram is lost.</summary>
    Loss,

    /// <summary>Level: the chance that a datagram comes twice.</summary>
    Duplicate,

    /// <summary>Level: seconds, one direction, and a fifth of it as jitter.</summary>
    Delay,

    /// <summary>Level: seconds, evenly from none to this: datagrams overtake each other.</summary>
    Jitter,

    /// <summary>Level: the chance that a datagram is held back.</summary>
    Reorder,

    /// <summary>Level: bytes a second, behind a queue.</summary>
    RateCap,

    /// <summary>Level: bytes of the longest datagram that gets through.</summary>
    SizeLimit,

    /// <summary>Level: the chance that a datagram arrives with a flipped bit.</summary>
    Corruption,

    /// <summary>Nothing gets through, in one direction or both.</summary>
    Partition,

    /// <summary>The server sees another port from then on.</summary>
    Rebind,
}

/// <summary>One entry of a plan.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Start">When it begins.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Client">Whom it hits.</param>
/// <param name="Up">Whether it hits the way to the server.</param>
/// <param name="Down">Whether it hits the way back.</param>
/// <param name="Level">How bad it is; see the kinds.</param>
internal readonly record struct Trouble(TroubleKind Kind, TimeSpan Start, TimeSpan Length, int Client, bool Up, bool Down, double Level)
{
    public bool IsOn(TimeSpan now) => now >= Start && now < Start + Length;

    /// <summary>The line with this on top of what is wrong with it already.</summary>
    public RelayLine Worsen(RelayLine line)
    {
        var conditions = line.Conditions;
        return Kind switch
        {
            TroubleKind.Loss => line with { Conditions = conditions with { Loss = Math.Max(conditions.Loss, Level) } },
            TroubleKind.Duplicate => line with { Conditions = conditions with { Duplicate = Level } },
            TroubleKind.Delay => line with { Conditions = conditions with { Delay = TimeSpan.FromSeconds(Level), Jitter = TimeSpan.FromSeconds(Level / 5) } },
            TroubleKind.Jitter => line with { Conditions = conditions with { Jitter = TimeSpan.FromSeconds(Level) } },
            TroubleKind.Reorder => line with { Conditions = conditions with { Reorder = Level } },
            TroubleKind.RateCap => line with { Conditions = conditions with { BytesPerSecond = (int)Level } },
            TroubleKind.SizeLimit => line with { SizeLimit = Math.Min(line.SizeLimit, (int)Level) },
            TroubleKind.Corruption => line with { Conditions = conditions with { Corrupt = Level } },
            TroubleKind.Partition => line with { IsCut = true },
            _ => line,
        };
    }

    public override string ToString() =>
        $"{Kind} of c{Client} {(Up ? "up" : "")}{(Down ? "down" : "")} from {Start.TotalSeconds:F2} for {Length.TotalSeconds:F2} s, {Level:G4}";
}
