using Ecs.Protocol;

namespace Ecs.Client;

/// <summary>What a client counted since it was made.</summary>
public sealed class ClientFigures
{
    private readonly long[] _faults = new long[(int)ReadFault.WrongLane + 1];

    /// <summary>Bytes of messages, without the transport's headers.</summary>
    public long BytesReceived { get; internal set; }

    /// <inheritdoc cref="BytesReceived"/>
    public long BytesSent { get; internal set; }

    /// <summary>Commands made; one per tick, whether or not the server took them.</summary>
    public long Commands { get; internal set; }

    /// <summary>Snapshots shown: complete, readable and newer than the one before.</summary>
    public long Snapshots { get; internal set; }

    /// <summary>Snapshots that came whole and could not be read, or showed that something here was wrong.</summary>
    public long MalformedSnapshots { get; internal set; }

    /// <summary>Snapshots that came whole and say only what differs from one that is not here.</summary>
    public long BaselessSnapshots { get; internal set; }

    /// <summary>Parts of snapshots that came too late, twice, or before the room was entered.</summary>
    public long UselessParts { get; internal set; }

    /// <summary>Parts of maps that nobody had asked for or that were not the next, and maps that were not what was asked for.</summary>
    public long UselessMapParts { get; internal set; }

    /// <summary>Times that the session went on over a new connection.</summary>
    public long Resumes { get; internal set; }

    /// <summary>Messages that the state of the handshake does not allow.</summary>
    public long OutOfOrder { get; internal set; }

    /// <summary>Messages refused for this cause.</summary>
    public long Refused(ReadFault cause) => _faults[(int)cause];

    internal void Count(ReadFault cause) => _faults[(int)cause]++;
}
