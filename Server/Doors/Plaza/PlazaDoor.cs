using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecs.Protocol;
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
public sealed class PlazaDoor : WebSocketDoor
{
    private const string PlayerPath = "/ws/";
    private const string RoomsPath = "/rooms";
    private const int Conflict = 409;
    private const ushort TryAgainLater = 1013;

    /// <summary>Of the codes for private use: somebody else has come with the same id.</summary>
    private const ushort Replaced = 4001;

    private readonly PlazaOptions _options;
    private readonly PlazaRoster _roster = new();
    private readonly PlazaClock _clock;
    private readonly PlazaRoomList _rooms;
    private PlazaFeed? _feed;
    private TimeSpan _elapsed;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Of the mode plaza; null for none yet.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">What it asks of clients.</param>
    public PlazaDoor(DoorContext context, Room? room, IStreamListener streams, PlazaOptions options)
        : base("plaza", context, streams, options.WebSocket)
    {
        _options = options;
        _clock = new PlazaClock(options.Time);
        _rooms = new PlazaRoomList(context.Rooms, context.Games);
        if (room is not null)
            Lead(room);
    }

    /// <param name="token">Who comes has to show it; empty = nobody has to.</param>
    public static DoorKind Kind(string token) =>
        new("plaza", 8000, ["plaza"], (DoorOpening opening, out IDoor? door, out string fault) => Open(opening, token, out door, out fault));

    private static int Open(DoorOpening opening, string token, out IDoor? door, out string fault)
    {
        var options = new PlazaOptions { Token = token };
        options = options with { WebSocket = options.WebSocket with { ConnectionLimit = opening.Connection.Limit } };
        return Open(opening, options.WebSocket, null, streams => new PlazaDoor(opening.Context, null, streams, options), out door, out fault);
    }

    protected override IEnumerable<Guest> Guests => _roster.Clients;

    public override void Lead(Room room)
    {
        base.Lead(room);
        _roster.EnsureSeats(room.World.Options.MaxPlayers);
        _feed = new PlazaFeed(room, _roster, _clock);
        _feed.Begin();
    }

    protected override void OnLeft()
    {
        _roster.ForgetAll();
        _feed = null;
    }

    public override void Receive(TimeSpan elapsed)
    {
        _elapsed = elapsed;

        // Who is kicked by such a line leaves the roster in the midst of this, as a dictionary lets them.
        foreach (var client in _roster.Clients)
        {
            while (client.IsIn && client.Early.TryTake(out var line))
                client.Say(line);
        }

        base.Receive(elapsed);
    }

    public override void Offer()
    {
        foreach (var client in _roster.Clients)
            client.Offer();
    }

    public override void Tell() => _feed?.Tell(_elapsed, Context.Clock.IsBehind);

    public override HttpAnswer Route(in HttpRequest request)
    {
        if (request.Path == RoomsPath && !request.IsUpgrade)
            return HttpAnswer.Ok("application/json", _rooms.At(Context.Clock.Now));
        if (request.After(PlayerPath) is not { } text)
            return HttpAnswer.Refuse(request.IsUpgrade ? HttpStatus.Forbidden : HttpStatus.NotFound);
        if (!TryReadId(text, out var id))
            return HttpAnswer.Refuse(HttpStatus.Forbidden);
        if (Judge(request) is not HttpStatus.Ok and var refusal)
            return HttpAnswer.Refuse(refusal);
        if (_roster.IsLent(id))
            return HttpAnswer.Refuse(Conflict);
        return HttpAnswer.Upgrade;
    }

    protected override void Welcome(WebSocketConnection connection, Room room)
    {
        TryReadId(UrlText.Decode(connection.Path.AsSpan(PlayerPath.Length), isQuery: false), out var id);
        if (_roster.Find(id) is { } former)
        {
            former.Leave(Reason.Left);
            former.Connection.Close(Replaced, "somebody else has come with this id");
        }

        var client = new PlazaGuest(Context, connection, id, room.Options.TickRate, _roster, _clock);
        var wished = UrlText.ValueOf(connection.Query, "name");
        DisplayText.TryCleanName(wished, out var clean);
        if (client.LeavesBanned(clean))
            return;
        TakeName(client, wished);
        if (client.TryJoin(room))
        {
            _roster.Add(client);
        }
        else
        {
            Count(DropCause.Refused);
            client.Leave(Reason.RoomFull);
            connection.Dismiss(TryAgainLater, "the room is full");
        }
    }

    public override void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not PlazaGuest client)
            return;
        if (opcode == WebSocketOpcode.Text)
        {
            Count(DropCause.WrongLane);
            connection.Close(WebSocketCloseCode.UnsupportedData, "binary messages only");
        }
        else if (payload.IsEmpty)
        {
            Count(DropCause.Empty);
        }
        else
        {
            Obey(client, payload);
        }
    }

    private void Obey(PlazaGuest client, ReadOnlySpan<byte> message)
    {
        switch ((PlazaMessageType)message[0])
        {
            case PlazaMessageType.PlayerUpdate:
                if (PlazaWire.TryReadUpdate(message, out var place))
                    Count(client.TryQueue(place, Context.Clock.Now), DropCause.QueueFull);
                else
                    Count(false, PlazaWire.IsUpdate(message) ? DropCause.OutOfRange : DropCause.Malformed);
                break;
            case PlazaMessageType.ChatMessage:
                if (PlazaWire.TryReadChat(message, out var text))
                    Hear(client, text);
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

    private void Hear(PlazaGuest client, ReadOnlySpan<byte> text)
    {
        if (!PlazaText.TryRead(text, out var line, out var cause))
            Count(cause);
        else if (client.IsIn)
            client.Say(line);
        else
            Count(client.Early.TryAdd(line), DropCause.InputBeforeEntering);
    }

    /// <summary>The wished name, or one made of the id when that is none, protected or taken; with a number behind it where somebody bears that.</summary>
    private static void TakeName(PlazaGuest client, string? wished)
    {
        var isTaken = wished is not null
            && DisplayText.TryCleanName(wished, out var name)
            && !ProtectedNames.Holds(name)
            && client.TryTakeName(name);
        if (!isTaken)
            client.TakeName(string.Create(CultureInfo.InvariantCulture, $"player-{client.Id}"));
    }

    /// <summary>Whether a token lets its bearer in. Whoever guesses has few guesses a minute, and a right one too many is none.</summary>
    private int Judge(in HttpRequest request)
    {
        if (_options.Token.Length == 0)
            return HttpStatus.Ok;
        if (Context.Admission.Guesses.IsReached(request.Remote.Address))
            return HttpStatus.TooManyRequests;
        var token = Encoding.UTF8.GetBytes(request.QueryValue("token") ?? "");
        if (CryptographicOperations.FixedTimeEquals(token, Encoding.UTF8.GetBytes(_options.Token)))
            return HttpStatus.Ok;
        Context.Admission.Guesses.Count(request.Remote.Address);
        return HttpStatus.Forbidden;
    }

    private void Count(bool wasTaken, DropCause cause)
    {
        if (!wasTaken)
            Count(cause);
    }

    private static bool TryReadId(ReadOnlySpan<char> text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && char.IsAsciiDigit(text[^1]); // It takes zero characters at the end.
}
