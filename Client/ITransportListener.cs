using Ecs.Protocol;

namespace Ecs.Client;

/// <summary>What a transport tells.</summary>
public interface ITransportListener
{
    void OnConnected();

    /// <param name="lane">The lane it came on.</param>
    /// <param name="message">One message, any bytes; valid during the call only.</param>
    void OnMessage(Lane lane, ReadOnlyMemory<byte> message);

    /// <summary>The connection has ended, or never began; nothing of it follows.</summary>
    /// <param name="reason">What the transport itself knows.</param>
    /// <param name="farewell">What the server sent along, any bytes; empty when nothing. Valid during the call only.</param>
    void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell);
}
