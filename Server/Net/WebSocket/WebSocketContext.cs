using Ecs.Server.Metrics;

namespace Ecs.Server.Net.WebSocket;

/// <summary>What all connections of a listener share.</summary>
/// <param name="Options">The listener's.</param>
/// <param name="Handler">The door.</param>
/// <param name="Metrics">Counts what was dropped.</param>
/// <param name="Scratch">Holds the message that is being delivered; as long as the longest.</param>
internal sealed record WebSocketContext(WebSocketOptions Options, IWebSocketHandler Handler, ServerMetrics Metrics, byte[] Scratch);
