using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors;

/// <summary>A door to one room whose clients speak over WebSockets.</summary>
public abstract class WebSocketDoor : IDoor, IWebSocketHandler
{
    private readonly string _name;

    /// <param name="name">As options spell it.</param>
    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Where its clients play.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">Of the layer below.</param>
    protected WebSocketDoor(string name, DoorContext context, Room room, IStreamListener streams, WebSocketOptions options)
    {
        _name = name;
        Context = context;
        Room = room;
        Listener = new WebSocketListener(streams, this, options, context.Metrics);
    }

    /// <summary>Listens for a door, and makes it. An exit code, and one line of fault without a door.</summary>
    /// <param name="opening">What it is opened with.</param>
    /// <param name="options">Of the layer below.</param>
    /// <param name="word">The game's own ping; null for none.</param>
    /// <param name="make">Takes the streams.</param>
    /// <param name="door">Null unless the code is <see cref="ExitCode.Ok"/>.</param>
    /// <param name="fault">One line.</param>
    internal static int Open(
        DoorOpening opening, WebSocketOptions options, IPingWord? word, Func<IStreamListener, IDoor> make, out IDoor? door, out string fault)
    {
        var code = opening.TryListen(requiresProxyHead: false, options.EchoOf(word), out var listener, out fault);
        door = listener is null ? null : make(listener);
        return code;
    }

    public string Label => $"{_name}:{Listener.Port}";

    public virtual int SessionCount => Listener.ConnectionCount;

    public bool IsDrained => Listener.IsDrained;

    protected DoorContext Context { get; }

    protected Room Room { get; }

    protected WebSocketListener Listener { get; }

    public virtual void Receive(TimeSpan elapsed) => Listener.Receive(elapsed);

    /// <summary>Nothing where whoever comes has a seat with the first word, or none.</summary>
    public virtual void Settle()
    {
    }

    public abstract void Offer();

    public abstract void Tell();

    public void Flush(TimeSpan elapsed) => Listener.Update();

    public virtual void BeginStop() => Listener.BeginStop();

    public void Dispose()
    {
        Listener.Dispose();
        GC.SuppressFinalize(this);
    }

    public virtual HttpAnswer Route(in HttpRequest request) =>
        request.Path == "/" ? HttpAnswer.Upgrade : HttpAnswer.Refuse(HttpStatus.NotFound);

    public abstract void OnOpen(WebSocketConnection connection);

    public abstract void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload);

    public void OnClosed(WebSocketConnection connection) =>
        (connection.Owner as Guest)?.Leave(connection.EndCode == WebSocketCloseCode.Abnormal ? Reason.ConnectionLost : Reason.Left);

    protected void Count(DropCause cause) => Context.Metrics.CountDrop(cause);
}
