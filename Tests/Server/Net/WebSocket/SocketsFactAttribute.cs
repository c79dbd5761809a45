namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>A test that plays with hundreds of real sockets for seconds; it is asked for with WEBSOCKET_SOCKETS=1.</summary>
public sealed class SocketsFactAttribute : FactAttribute
{
    public SocketsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("WEBSOCKET_SOCKETS") != "1")
            Skip = "runs with WEBSOCKET_SOCKETS=1";
    }
}
