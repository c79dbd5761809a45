using Ecs.Benchmarks.Ticks;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>What it costs the others that somebody joins; names as in the JSON.</summary>
internal sealed record JoinFigures
{
    public required int Entities { get; init; }

    /// <summary>Clients that have everything.</summary>
    public required int Residents { get; init; }

    /// <summary>Clients that join at once, each time.</summary>
    public required int AtOnce { get; init; }

    public required int Joins { get; init; }

    /// <summary>Bytes a second and client.</summary>
    public required int Budget { get; init; }

    /// <summary>From the first datagram of a join until it has everything, seconds of the game.</summary>
    public required double JoinSeconds { get; init; }

    /// <summary>Ticks with snapshots while nobody joins.</summary>
    public required Milliseconds TicksWithout { get; init; }

    /// <summary>Ticks with snapshots while somebody does.</summary>
    public required Milliseconds TicksWith { get; init; }

    /// <summary>By how much the second are longer at the median.</summary>
    public required double LongerAtP50 { get; init; }

    /// <summary>At the 99th percentile.</summary>
    public required double LongerAtP99 { get; init; }
}
