namespace Ecs.Server.Net.WebSocket;

/// <summary>What a frame is, as the wire numbers it (RFC 6455, section 5.2). From 8 on it controls the connection.</summary>
public enum WebSocketOpcode
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
