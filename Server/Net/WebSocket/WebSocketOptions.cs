using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>What a WebSocket listener lets its clients do, and for how long it waits for them.</summary>
public sealed record WebSocketOptions
{
    /// <summary>The most that fits into a stream's window with its head.</summary>
    public const int MessageLimitMax = ByteStream.ReceiveLimit - 1024;

    /// <summary>Bytes of a message, all its fragments together; 1 to <see cref="MessageLimitMax"/>. A longer one ends the connection with 1009.</summary>
    public int MessageLimit { get; init; } = 64 * 1024;

    /// <summary>Connections at once; the next one hears 503.</summary>
    public int ConnectionLimit { get; init; } = 512;

    /// <summary>Connections that have not said what they want; the oldest makes place for the next one.</summary>
    public int HandshakeLimit { get; init; } = 256;

    /// <summary>Time for a whole request head, in seconds.</summary>
    public double HeaderSeconds { get; init; } = 5;

    /// <summary>Time between two pings of ours.</summary>
    public double PingSeconds { get; init; } = 20;

    /// <summary>Silence after which a client counts as gone; longer than <see cref="PingSeconds"/>, so that a pong can break it. 0 for never.</summary>
    public double SilenceSeconds { get; init; } = 30;

    /// <summary>Time in which a client takes nothing of what waits for it.</summary>
    public double BacklogSeconds { get; init; } = 5;

    /// <summary>Time that a client has to answer our close frame.</summary>
    public double CloseSeconds { get; init; } = 2;

    /// <summary>Frames of one connection looked at in one tick; the others wait in their stream.</summary>
    public int FramesPerTick { get; init; } = 64;

    /// <summary>Answers to plain GETs per second, all clients together; beyond them 429.</summary>
    public double GetsPerSecond { get; init; } = 100;

    /// <summary>The same of one address; IPv6 counts by its /64.</summary>
    public double GetsPerSecondOfAddress { get; init; } = 20;

    /// <summary>For the streams below: pings are answered as they arrive, those of the protocol and those of a game.</summary>
    internal Func<IStreamEcho> EchoOf(IPingWord? word = null) => () => new WebSocketEcho(MessageLimit, word);

    /// <summary>Value of Access-Control-Allow-Origin in answers to plain GETs; empty for no such header.</summary>
    public string AllowOrigin { get; init; } = "";
}
