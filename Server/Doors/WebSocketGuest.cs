using System.Net;
using Ecs.Protocol;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors;

/// <summary>Somebody behind a WebSocket.</summary>
public abstract class WebSocketGuest : Guest
{
    protected WebSocketGuest(DoorContext context, WebSocketConnection connection)
        : base(context)
    {
        Connection = connection;
        connection.Owner = this;
    }

    public WebSocketConnection Connection { get; }

    public override string Address => Connection.Remote.ToString();

    public override IPAddress? Source => Connection.Remote.Address;

    protected override void Close(Reason reason, string text) => Connection.Close(WebSocketCloseCode.PolicyViolation, text);
}
