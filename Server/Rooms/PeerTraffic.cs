namespace Ecs.Server.Rooms;

/// <summary>What a connection has carried so far, as its transport counted it; a door that does not count knows nothing.</summary>
/// <param name="BytesIn">Transport payload received.</param>
/// <param name="BytesOut">Transport payload sent.</param>
/// <param name="PacketsOut">Packets sent, repetitions included.</param>
/// <param name="PacketsLost">Of those, how many the other side did not get, as far as it says.</param>
public readonly record struct PeerTraffic(long BytesIn, long BytesOut, long PacketsOut, long PacketsLost)
{
    /// <summary>Whether anything was counted at all.</summary>
    public bool IsKnown => PacketsOut != 0;

    /// <summary>Lost per thousand packets sent, 0 to 1000.</summary>
    public int LossPerMille => PacketsOut == 0 ? 0 : (int)Math.Clamp(PacketsLost * 1000 / PacketsOut, 0, 1000);
}
