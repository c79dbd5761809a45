using Ecs.Server.Net.WebSocket;

namespace Ecs.Server.Doors.Arena;

/// <summary>What the arena door asks of its clients.</summary>
public sealed record ArenaOptions
{
    /// <summary>Time to give a name in, seconds.</summary>
    public int AuthenticationSeconds { get; init; } = 10;

    /// <summary>Of the layer below: the original's line of chat has no limit, so that a pasted page must be cut and not end the connection.</summary>
    public WebSocketOptions WebSocket { get; init; } = new();
}
