namespace Ecs.Server.Net.WebSocket;

/// <summary>Where an upgraded connection stands.</summary>
internal enum WebSocketState
{
    Open,

    /// <summary>Our close frame is out, the client's is not in.</summary>
    Closing,

    /// <summary>The stream belongs to its listener again.</summary>
    Ended,
}
