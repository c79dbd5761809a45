using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Server.Text;

namespace Ecs.Server.Doors.Plaza;

/// <summary>
/// The door for clients of the original binary WebSocket server with positions and chat: <c>/ws/{id}</c>, and
/// <c>GET /rooms</c> for menus. Their positions become wishes of the plaza's world. Described in docs/doors.md.
/// </summary>
public sealed class PlazaDoor : IDoor, IWebSocketHandler
{
    private const string PlayerPath = "/ws/";
    private const string RoomsPath = "/rooms";
    private const int Conflict = 409;
    private const int WrongTokensPerMinute = 5;
    private const ushort TryAgainLater = 1013;

    /// <summary>Of the codes for private use: somebody else has come with the same id.</summary>
    private const ushort Replaced = 4001;

    private readonly DoorContext _context;
    private readonly Room _room;
    private readonly WebSocketListener _listener;
    private readonly PlazaDoorOptions _options;
    private readonly PlazaRoster _roster = new();
    private readonly PlazaClock _clock;
    private readonly PlazaTalk _talk;
    private readonly PlazaFeed _feed;
    private readonly RoomList _rooms;
    private readonly AttemptLimit _guesses = new(WrongTokensPerMinute);
    private TimeSpan _elapsed;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Of the mode plaza.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">What it asks of clients.</param>
    public PlazaDoor(DoorContext context, Room room, IStreamListener streams, PlazaDoorOptions options)
    {
        _context = context;
        _room = room;
        _options = options;
        _listener = new WebSocketListener(streams, this, options.WebSocket, context.Metrics);
        _clock = new PlazaClock(options.Time);
        _talk = new PlazaTalk(context);
        _feed = new PlazaFeed(room, _roster, _clock);
        _rooms = new RoomList(context.Rooms, context.Games);
        _feed.Begin();
    }

    /// <param name="token">Who comes has to show it; empty = nobody has to.</param>
    public static DoorKind Kind(string token) =>
        new("plaza", 8000, ["plaza"], (DoorOpening opening, out IDoor? door, out string fault) => Open(opening, token, out door, out fault));

    private static int Open(DoorOpening opening, string token, out IDoor? door, out string fault)
    {
        door = null;
        var options = new PlazaDoorOptions { Token = token };
        int code = opening.TryListen(requiresProxyHead: false, options.WebSocket.EchoOf(), out SocketStreamListener? listener, out fault);
        if (listener is null)
            return code;

        options = options with { WebSocket = options.WebSocket with { ConnectionLimit = opening.Connection.Limit } };
        door = new PlazaDoor(opening.Context, opening.Room, listener, options);
        return ExitCode.Ok;
    }

    public string Label => $"plaza:{_listener.Port}";

    public int SessionCount => _listener.ConnectionCount;

    public bool IsDrained => _listener.IsDrained;

    public void Receive(TimeSpan elapsed)
    {
        _elapsed = elapsed;
        foreach (PlazaClient client in _roster.Clients)
            _talk.CatchUp(client);
        _listener.Receive(elapsed);
    }

    /// <summary>Whoever comes has a seat with the first word, or none.</summary>
    public void Settle()
    {
    }

    public void Offer()
    {
        foreach (PlazaClient client in _roster.Clients)
            client.Offer();
    }

    public void Tell() => _feed.Tell(_elapsed, _context.Clock.IsBehind);

    public void Flush(TimeSpan elapsed) => _listener.Update();

    public void BeginStop() => _listener.BeginStop();

    public void Dispose() => _listener.Dispose();

    HttpAnswer IWebSocketHandler.Route(in HttpRequest request)
    {
        if (request.Path == RoomsPath && !request.IsUpgrade)
            return HttpAnswer.Ok("application/json", _rooms.At(_context.Clock.Now));
        if (request.After(PlayerPath) is not { } text)
            return HttpAnswer.Refuse(request.IsUpgrade ? HttpStatus.Forbidden : HttpStatus.NotFound);
        if (!TryReadId(text, out uint id))
            return HttpAnswer.Refuse(HttpStatus.Forbidden);
        if (Judge(request) is not HttpStatus.Ok and var refusal)
            return HttpAnswer.Refuse(refusal);
        if (_roster.IsLent(id))
            return HttpAnswer.Refuse(Conflict);
        return HttpAnswer.Upgrade;
    }

    void IWebSocketHandler.OnOpen(WebSocketConnection connection)
    {
        TryReadId(UrlText.Decode(connection.Path.AsSpan(PlayerPath.Length), isQuery: false), out uint id);
        if (_roster.Find(id) is { } former)
        {
            End(former, Reason.Left);
            former.Connection.Close(Replaced, "somebody else has come with this id");
        }

        var client = new PlazaClient(connection, id, _room.Options.TickRate, _roster, _clock);
        client.Name = TakeName(client, UrlText.ValueOf(connection.Query, "name"));
        if (!TrySeat(client))
        {
            _context.Metrics.CountDrop(DropCause.Refused);
            connection.Dismiss(TryAgainLater, "the room is full");
        }
    }

    void IWebSocketHandler.OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not PlazaClient client)
            return;
        if (opcode == WebSocketOpcode.Text)
        {
            _context.Metrics.CountDrop(DropCause.WrongLane);
            connection.Close(WebSocketCloseCode.UnsupportedData, "binary messages only");
        }
        else if (payload.IsEmpty)
            _context.Metrics.CountDrop(DropCause.Empty);
        else
            Hear(client, payload);
    }

    void IWebSocketHandler.OnClosed(WebSocketConnection connection)
    {
        if (connection.Owner is PlazaClient client)
            End(client, ReasonOf(client));
    }

    private static Reason ReasonOf(PlazaClient client) => client.DropReason != Reason.None ? client.DropReason
        : client.Connection.EndCode == WebSocketCloseCode.Abnormal ? Reason.ConnectionLost
        : Reason.Left;

    private void Hear(PlazaClient client, ReadOnlySpan<byte> message)
    {
        switch ((PlazaMessageType)message[0])
        {
            case PlazaMessageType.PlayerUpdate:
                if (PlazaWire.TryReadUpdate(message, out PlazaPlace place))
                    Count(client.TryQueue(place, _context.Clock.Now), DropCause.QueueFull);
                else
                    Count(false, PlazaWire.IsUpdate(message) ? DropCause.OutOfRange : DropCause.Malformed);
                break;
            case PlazaMessageType.ChatMessage:
                if (PlazaWire.TryReadChat(message, out ReadOnlySpan<byte> text))
                    _talk.Hear(client, text);
                else
                    Count(false, DropCause.Malformed);
                break;
            case PlazaMessageType.PlayerJoin or PlazaMessageType.PlayerLeave:
                Count(false, DropCause.OutOfOrder); // Who comes and goes is for the connections to say.
                break;
            default:
                Count(false, DropCause.UnknownMessage);
                break;
        }
    }

    /// <summary>Once per client: the name is free, the seat too with the next tick of the world, and the others hear of it.</summary>
    private void End(PlazaClient client, Reason reason)
    {
        if (_roster.Find(client.Id) != client || client.Seat is not { } seat)
            return;
        _roster.Remove(client, seat);
        _context.Names.Release(client.Name);
        _room.Leave(seat, reason);
    }

    /// <summary>The wished name, or one made of the id when that is none, protected or taken; with a number behind it where somebody bears that.</summary>
    private string TakeName(PlazaClient client, string? wished)
    {
        if (wished is not null
            && DisplayText.TryCleanName(wished, out string name)
            && !ProtectedNames.Holds(name)
            && _context.Names.TryTake(name, client))
            return name;
        string made = string.Create(CultureInfo.InvariantCulture, $"player-{client.Id}");
        string taken = made;
        for (int number = 2; !_context.Names.TryTake(taken, client); number++)
            taken = string.Create(CultureInfo.InvariantCulture, $"{made}-{number}");
        return taken;
    }

    private bool TrySeat(PlazaClient client)
    {
        if (!_room.TryJoin(client.Name, isBot: false, out Seat? seat))
        {
            _context.Names.Release(client.Name);
            return false;
        }

        client.Seat = seat;
        client.Connection.Owner = client;
        _roster.Add(client, seat);
        return true;
    }

    /// <summary>Whether a token lets its bearer in. Whoever guesses has few guesses a minute, and a right one too many is none.</summary>
    private int Judge(in HttpRequest request)
    {
        if (_options.Token.Length == 0)
            return HttpStatus.Ok;
        if (_guesses.IsReached(request.Remote.Address, _context.Clock.Now))
            return HttpStatus.TooManyRequests;
        byte[] token = Encoding.UTF8.GetBytes(request.QueryValue("token") ?? "");
        if (CryptographicOperations.FixedTimeEquals(token, Encoding.UTF8.GetBytes(_options.Token)))
            return HttpStatus.Ok;
        _guesses.Count(request.Remote.Address, _context.Clock.Now);
        return HttpStatus.Forbidden;
    }

    private void Count(bool wasTaken, DropCause cause)
    {
        if (!wasTaken)
            _context.Metrics.CountDrop(cause);
    }

    private static bool TryReadId(ReadOnlySpan<char> text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && char.IsAsciiDigit(text[^1]); // It takes zero characters at the end.
}
