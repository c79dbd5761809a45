namespace LiteNetLib.Wire;

/// <summary>Sizes in bytes and counts that the protocol fixes.</summary>
internal static class WireLimits
{
    public const int ProtocolNumber = 13;

    /// <summary>The largest datagram ever sent or taken, packet layers included.</summary>
    public const int MaxDatagram = 1432;

    public const int InitialMtu = 1024;

    public const int UnreliableHeader = 1;
    public const int ChanneledHeader = 4;
    public const int FragmentHeader = 6;

    /// <summary>Length prefix of an entry in a merged packet.</summary>
    public const int EntryHeader = 2;

    /// <summary>Room a merge leaves free, so that a nearly full buffer is not searched for crumbs.</summary>
    public const int MergeSlack = 20;

    public const int AcceptSize = 15;
    public const int DisconnectHeader = 9;
    public const int RequestHeader = 18;
    public const int BlobV4 = 16;
    public const int BlobV6 = 28;
    public const int WindowAckSize = 13;
    public const int SequenceAckSize = 4;
    public const int PongSize = 11;

    public const int Window = 64;
    public const int Sequences = 32768;
    public const int ConnectionNumbers = 4;
    public const int MethodsPerChannel = 4;
    public const int MaxChannels = 64;

    /// <summary>Nesting of merged packets that is followed; genuine senders never nest.</summary>
    public const int MaxMergedDepth = 2;

    /// <summary>MTU discovery climbs this ladder; the first step is the starting size.</summary>
    public static ReadOnlySpan<int> MtuSteps => [1024, 1164, 1392, 1404, 1424, 1432];
}
