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
    private const ushort TryAgainLater = 1013;

    private readonly string _name;

    /// <param name="name">As options spell it.</param>
    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">Of the layer below.</param>
    protected WebSocketDoor(string name, DoorContext context, IStreamListener streams, WebSocketOptions options)
    {
        _name = name;
        Context = context;
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

    public Room? Room { get; private set; }

    /// <summary>Who is behind it, in a room or not.</summary>
    protected abstract IEnumerable<Guest> Guests { get; }

    protected WebSocketListener Listener { get; }

    public virtual void Lead(Room room) => Room = room;

    public void Leave(Room room)
    {
        if (Room != room)
            return;

        foreach (var guest in Guests.ToArray())
            guest.Drop(Reason.NoSuchRoom, "the room has closed");

        Room = null;
        OnLeft();
    }

    /// <summary>It leads to no room any more, and nobody is behind it.</summary>
    protected abstract void OnLeft();

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

    public void OnOpen(WebSocketConnection connection)
    {
        if (Context.Admission.Bans.Find(connection.Remote.Address) is { } ban)
        {
            Count(DropCause.Refused);
            TurnAway(connection, WebSocketCloseCode.PolicyViolation, ban.Text);
            return;
        }

        if (Room is { } room)
        {
            Welcome(connection, room);
            return;
        }

        Count(DropCause.NoRoom);
        TurnAway(connection, TryAgainLater, "there is no room");
    }

    /// <summary>Somebody has come, and there is a room.</summary>
    protected abstract void Welcome(WebSocketConnection connection, Room room);

    /// <summary>Somebody may not come in, and can read why.</summary>
    protected virtual void TurnAway(WebSocketConnection connection, ushort code, string text) => connection.Dismiss(code, text);

    public abstract void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload);

    public void OnClosed(WebSocketConnection connection) =>
        (connection.Owner as Guest)?.Leave(connection.EndCode == WebSocketCloseCode.Abnormal ? Reason.ConnectionLost : Reason.Left);

    protected void Count(DropCause cause) => Context.Metrics.CountDrop(cause);
}
