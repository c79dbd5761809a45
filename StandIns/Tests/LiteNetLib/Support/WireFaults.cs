namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>What one direction of a link does to datagrams. Chances are 0 to 1, times in milliseconds.</summary>
internal sealed record WireFaults
{
    public static WireFaults None { get; } = new();

    public double Loss { get; init; }

    public double Duplicate { get; init; }

    public double MinDelay { get; init; }

    public double MaxDelay { get; init; }

    /// <summary>Chance per datagram that a burst begins, in which everything is lost.</summary>
    public double BurstStart { get; init; }

    public double BurstLength { get; init; }
}
