using Ecs.Server.Doors.WebSocket;

namespace Ecs.Server.Doors.Arena;

/// <summary>What the arena door asks of its clients.</summary>
public sealed record ArenaDoorOptions
{
    /// <summary>Time to give a name in, seconds.</summary>
    public int AuthenticationSeconds { get; init; } = 10;

    /// <summary>A client's longest honest message is a line of chat.</summary>
    public WebSocketOptions WebSocket { get; init; } = new() { MessageLimit = 2048 };
}
