using Ecs.Server.Net.WebSocket;
using Ecs.Server.Options;

namespace Ecs.Server.Doors.Survival;

/// <summary>What the survival door lets its clients do. The defaults are those of the original game.</summary>
public sealed record SurvivalOptions
{
    /// <summary>Connections at once.</summary>
    public int SlotLimit { get; init; } = 125;

    /// <summary>Connections of one address at once; IPv6 counts by its /64.</summary>
    public int AddressLimit { get; init; } = ServerOptions.DefaultSurvivalAddressLimit;

    /// <summary>Messages of one connection in a second; one more ends it.</summary>
    public int MessagesPerSecond { get; init; } = 120;

    /// <summary>Messages of one connection in a minute; one more ends it.</summary>
    public int MessagesPerMinute { get; init; } = 5_400;

    /// <summary>Messages at once that make no sense; a second forgives one, one more than that ends the connection.</summary>
    public int FaultLimit { get; init; } = 20;

    /// <summary>Updates per second to each client.</summary>
    public int UpdatesPerSecond { get; init; } = 10;

    /// <summary>Of the layer below.</summary>
    public WebSocketOptions WebSocket { get; init; } = new() { MessageLimit = 4 * 1024, ConnectionLimit = 160 };
}
