using Ecs.Server.Net.WebSocket;

namespace Ecs.Server.Doors.Plaza;

/// <summary>What the plaza's door asks of its clients.</summary>
public sealed record PlazaOptions
{
    /// <summary>Who connects has to say it, as <c>?token=</c>; empty = nobody has to. Never printed.</summary>
    public string Token { get; init; } = "";

    /// <summary>Stamps of messages are this clock's; nothing else depends on it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The list of rooms is for everybody, so pages from anywhere may read it.</summary>
    public WebSocketOptions WebSocket { get; init; } = new() { AllowOrigin = "*" };

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(PlazaOptions)} {{ {WebSocket} }}";
}
