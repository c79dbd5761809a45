using Ecs.Protocol;

namespace Ecs.Client;

/// <summary>
/// A connection to a server, whatever carries it, and after its end another one to the same server. Driven by the thread that calls it;
/// nothing here blocks.
/// </summary>
public interface IClientTransport : IDisposable
{
    /// <summary>
    /// Begins to connect; the answer comes through <see cref="Receive"/>. Called again, it drops what is left of the connection before
    /// without a word, so that to the server that one is lost and not left, and connects anew from another port.
    /// </summary>
    void Connect();

    /// <summary>Hands everything that arrived to the listener.</summary>
    void Receive(ITransportListener listener);

    /// <summary>Queues a message; does nothing unless connected. The bytes are copied.</summary>
    void Send(Lane lane, ReadOnlySpan<byte> message);

    /// <summary>Sends what was queued, resends, pings and notices the silent.</summary>
    void Update(TimeSpan elapsed);

    /// <summary>
    /// Bytes of the longest datagram that is known to get through; <see cref="Limits.LongestPath"/> where there are no datagrams. Stream
    /// messages are sent whole all the same.
    /// </summary>
    int PathBytes { get => Limits.LongestPath; set => _ = value; }

    /// <summary>Time since the server was last heard, be it only by the transport; zero where that is not known.</summary>
    TimeSpan SilentFor => TimeSpan.Zero;

    /// <summary>Ends the connection like <see cref="Close()"/>, and tells the server why, if there is a way to.</summary>
    void Close(Reason reason) => Close();

    /// <summary>Ends the connection without waiting; a second call does nothing.</summary>
    void Close();
}
