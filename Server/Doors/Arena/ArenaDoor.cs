using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// The door for clients of the original Bloom Sky arena: binary messages over a WebSocket on <c>/</c>. Described in docs/doors.md.
/// </summary>
public sealed class ArenaDoor : IDoor, IWebSocketHandler
{
    private readonly DoorContext _context;
    private readonly Room _room;
    private readonly ArenaDoorOptions _options;
    private readonly WebSocketListener _listener;
    private readonly List<ArenaPlayer> _players = [];
    private readonly ArenaDesk _desk;
    private readonly ArenaFeed _feed;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Of the mode arena.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">What it asks of clients.</param>
    public ArenaDoor(DoorContext context, Room room, IStreamListener streams, ArenaDoorOptions options)
    {
        _context = context;
        _room = room;
        _options = options;
        _listener = new WebSocketListener(streams, this, options.WebSocket, context.Metrics);
        _desk = new ArenaDesk(context, room);
        _feed = new ArenaFeed(room, context.Clock, _players);
    }

    public static DoorKind Kind { get; } = new("arena", 9913, ["arena"], Open);

    private static int Open(DoorOpening opening, out IDoor? door, out string fault)
    {
        door = null;
        var options = new ArenaDoorOptions { AuthenticationSeconds = opening.Connection.AuthenticationSeconds };
        int code = opening.TryListen(requiresProxyHead: false, options.WebSocket.EchoOf(new ArenaPingWord()), out SocketStreamListener? listener, out fault);
        if (listener is null)
            return code;

        options = options with { WebSocket = options.WebSocket with { ConnectionLimit = opening.Connection.Limit } };
        door = new ArenaDoor(opening.Context, opening.Room, listener, options);
        return ExitCode.Ok;
    }

    public string Label => $"arena:{_listener.Port}";

    public int SessionCount => _listener.ConnectionCount;

    public bool IsDrained => _listener.IsDrained;

    public void Receive(TimeSpan elapsed)
    {
        foreach (ArenaPlayer player in _players)
            _desk.CatchUp(player);
        _listener.Receive(elapsed);
    }

    public void Settle()
    {
        _players.RemoveAll(static player => player.State == ArenaState.Ended);
        foreach (ArenaPlayer player in _players)
            _desk.Watch(player, TimeSpan.FromSeconds(_options.AuthenticationSeconds));
    }

    public void Offer()
    {
        foreach (ArenaPlayer player in _players)
        {
            // One command per tick. While the room is paused the last one stays where it is, and the next wait at the door.
            if (player.Seat is { State: SeatState.Playing, Inputs.Waiting: 0 } seat)
                seat.OfferNext(player.Inputs.Next());
        }
    }

    public void Tell() => _feed.Tell();

    public void Flush(TimeSpan elapsed) => _listener.Update();

    public void BeginStop() => _listener.BeginStop();

    public void Dispose() => _listener.Dispose();

    HttpAnswer IWebSocketHandler.Route(in HttpRequest request) =>
        request.Path == "/" ? HttpAnswer.Upgrade : HttpAnswer.Refuse(HttpStatus.NotFound);

    void IWebSocketHandler.OnOpen(WebSocketConnection connection) =>
        _players.Add(new ArenaPlayer(connection, _room.Options.TickRate, _context.Clock.Now));

    void IWebSocketHandler.OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not ArenaPlayer player)
            return;
        if (opcode == WebSocketOpcode.Binary)
        {
            _desk.Hear(player, payload);
            return;
        }

        _context.Metrics.CountDrop(DropCause.WrongLane);
        connection.Close(WebSocketCloseCode.UnsupportedData, "Binary messages only");
    }

    void IWebSocketHandler.OnClosed(WebSocketConnection connection)
    {
        if (connection.Owner is ArenaPlayer player)
            _desk.Forget(player, connection.EndCode == WebSocketCloseCode.Abnormal ? Reason.ConnectionLost : Reason.Left);
    }
}
