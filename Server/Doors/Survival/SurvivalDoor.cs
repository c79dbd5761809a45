using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// The door for clients of the original survival game: MessagePack in WebSocket frames. It turns their packets into commands,
/// acts and chat of one room; <see cref="SurvivalFeed"/> tells them what happens there.
/// </summary>
public sealed class SurvivalDoor : IDoor, IWebSocketHandler
{
    private const char CommandMark = '/';
    private const string NameOfNobody = "unknown";
    private const int NameTries = 999;
    private const ushort TryAgainLater = 1013;

    /// <summary>Parts of a long answer; more would scroll past.</summary>
    private const int ToldLimit = 16;

    private readonly DoorContext _context;
    private readonly Room _room;
    private readonly SurvivalDoorOptions _options;
    private readonly PacketCodes _codes;
    private readonly SurvivalWriter _writer;
    private readonly SurvivalFeed _feed;
    private readonly WebSocketListener _listener;
    private readonly AddressCounts _addresses;
    private readonly List<SurvivalClient> _clients = [];
    private readonly byte[] _incoming;
    private uint _lastNumber;

    public SurvivalDoor(DoorContext context, Room room, IStreamListener streams, SurvivalDoorOptions options, PacketCodes codes)
    {
        _context = context;
        _room = room;
        _options = options;
        _codes = codes;
        _writer = new SurvivalWriter(codes);
        _feed = new SurvivalFeed(room, _writer, options.UpdatesPerSecond);
        _addresses = new AddressCounts(options.AddressLimit);
        _incoming = new byte[options.WebSocket.MessageLimit];
        _listener = new WebSocketListener(streams, this, options.WebSocket, context.Metrics);
    }

    public string Label => $"survival:{_listener.Port}";

    public int SessionCount => _clients.Count;

    public bool IsDrained => _listener.IsDrained;

    public void Receive(TimeSpan elapsed) => _listener.Receive(elapsed);

    /// <summary>Whoever comes has a seat with the first word, or none.</summary>
    public void Settle()
    {
    }

    public void Offer()
    {
        foreach (SurvivalClient client in _clients)
            client.OfferKeys();
    }

    public void Tell() => _feed.Replicate(_clients);

    public void Flush(TimeSpan elapsed) => _listener.Update();

    public void BeginStop()
    {
        ReadOnlySpan<byte> notice = _writer.Numbers(ServerPacket.Shutdown, (int)DoorContext.StopPatience.TotalSeconds);
        foreach (SurvivalClient client in _clients)
            client.Connection.Send(notice);
        _listener.BeginStop();
    }

    public void Dispose() => _listener.Dispose();

    HttpAnswer IWebSocketHandler.Route(in HttpRequest request) =>
        request.Path == "/" ? HttpAnswer.Upgrade : HttpAnswer.Refuse(HttpStatus.NotFound);

    void IWebSocketHandler.OnOpen(WebSocketConnection connection)
    {
        bool isFull = _clients.Count >= _options.SlotLimit;
        if (isFull || !_addresses.TryAdd(connection.Remote.Address))
        {
            _context.Metrics.CountDrop(DropCause.Refused);
            string reason = isFull ? "server full" : "too many connections from this address";
            connection.Send(_writer.Text(ServerPacket.Disconnect, reason));
            connection.Dismiss(isFull ? TryAgainLater : WebSocketCloseCode.PolicyViolation, reason);
            return;
        }

        var client = new SurvivalClient(this, connection, ++_lastNumber, _options);
        connection.Owner = client;
        _clients.Add(client);
        connection.Send(_writer.Text(ServerPacket.Init, client.Id));
        connection.Send(_writer.Clans());
        connection.AnswerPingsAtOnce();
    }

    void IWebSocketHandler.OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not SurvivalClient client)
            return;
        if (!client.MaySend(_context.Clock.Now))
        {
            _context.Metrics.CountDrop(DropCause.Rate);
            End(client, WebSocketCloseCode.PolicyViolation, "too many messages", Reason.Rate);
            return;
        }

        payload.CopyTo(_incoming);
        ReadFault fault = SurvivalReader.Read(_incoming.AsMemory(0, payload.Length), _codes, out ClientMessage message);
        if (fault == ReadFault.None)
            Obey(client, message);
        else
            Blame(client, fault);
    }

    void IWebSocketHandler.OnClosed(WebSocketConnection connection)
    {
        if (connection.Owner is SurvivalClient client)
            Forget(client, Reason.ConnectionLost);
    }

    /// <summary>Tells one client something as its own chat, which nobody else sees.</summary>
    internal void Tell(SurvivalClient client, string text)
    {
        int parts = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            parts += _feed.Say(client, client.Seat?.Slot.Value ?? 0, line.Trim(), ToldLimit - parts);
    }

    /// <summary>Tells a client why and closes; the player leaves the room at once.</summary>
    internal void End(SurvivalClient client, ushort code, string text, Reason reason)
    {
        client.Connection.Send(_writer.Text(ServerPacket.Disconnect, text));
        client.Connection.Close(code, text);
        Forget(client, reason);
    }

    private void Forget(SurvivalClient client, Reason reason)
    {
        if (!_clients.Remove(client))
            return;
        client.Connection.Owner = null;
        _addresses.Remove(client.Connection.Remote.Address);
        if (client.Seat is { } seat)
        {
            _room.Leave(seat, reason);
            _context.Names.Release(client.Name);
            client.Seat = null;
        }
    }

    private void Blame(SurvivalClient client, ReadFault fault)
    {
        _context.Metrics.CountDrop(fault switch
        {
            ReadFault.Empty => DropCause.Empty,
            ReadFault.UnknownMessage => DropCause.UnknownMessage,
            ReadFault.OutOfRange => DropCause.OutOfRange,
            _ => DropCause.Malformed,
        });
        if (!client.ForgivesFault(_context.Clock.Now))
        {
            bool isStrange = fault is ReadFault.Empty or ReadFault.Malformed;
            ushort code = isStrange ? WebSocketCloseCode.UnsupportedData : WebSocketCloseCode.PolicyViolation;
            End(client, code, "malformed", Reason.MalformedTraffic);
        }
    }

    private void Obey(SurvivalClient client, in ClientMessage message)
    {
        switch (message.Packet)
        {
            case ClientPacket.Ping:
                client.Connection.Send(_writer.Plain(ServerPacket.Pong));
                break;
            case ClientPacket.Spawn:
                Spawn(client, message.Text);
                break;
            case ClientPacket.Toggle or ClientPacket.Store:
                break; // Nothing here answers to them.
            default:
                if (client.IsIn || (client.Seat is not null && IsKey(message.Packet)))
                    Play(client, message);
                else
                    _context.Metrics.CountDrop(DropCause.InputBeforeEntering);
                break;
        }
    }

    /// <summary>Keys are held by the client here, not by the world, which may not have taken the join yet.</summary>
    private static bool IsKey(ClientPacket packet) =>
        packet is ClientPacket.Move or ClientPacket.Stop or ClientPacket.Aim or ClientPacket.Attack;

    private void Play(SurvivalClient client, in ClientMessage message)
    {
        switch (message.Packet)
        {
            case ClientPacket.Move when message.Angle is { } direction:
                client.Steer(WireAngle.ToMove(direction));
                break;
            case ClientPacket.Move:
                client.Steer((0, 0));
                break;
            case ClientPacket.Stop:
                client.ReleaseKeys();
                break;
            case ClientPacket.Aim:
                client.Aim(message.Angle);
                break;
            case ClientPacket.Attack:
                client.Aim(message.Angle);
                client.Attack(message.Flag);
                break;
            case ClientPacket.Select:
                Act(client, new PlayerAction(PlayerActionCode.SelectItem, message.Item, message.Flag ? 1 : 0));
                break;
            case ClientPacket.Chat:
                Chat(client, message.Text);
                break;
        }
    }

    private void Act(SurvivalClient client, in PlayerAction action)
    {
        if (client.Seat is not { } seat || !seat.TryAct(action))
            _context.Metrics.CountDrop(DropCause.ActionOverflow);
    }

    private void Chat(SurvivalClient client, string raw)
    {
        string text = DisplayText.CleanChat(raw);
        if (text.Length == 0)
            return;
        if (!client.MayChat(_context.Clock.Now))
            _context.Metrics.CountDrop(DropCause.Rate);
        else if (text[0] == CommandMark)
            client.Tell(_context.Operators.Answer(client, text[1..]));
        else if (client.Seat is { } seat)
            _room.Chat(seat.Slot, client.Name, DisplayText.Clean(text, WireText.ChatLimit));
    }

    /// <summary>The first time the player comes into the room; later, dead, back to life. Alive it means nothing.</summary>
    private void Spawn(SurvivalClient client, string wish)
    {
        if (client.Seat is null)
        {
            Join(client, wish);
        }
        else if (client.IsIn && _feed.IsDead(client))
        {
            client.ReleaseKeys();
            Act(client, new PlayerAction(PlayerActionCode.Ready, 1, 0));
        }
        else
        {
            _context.Metrics.CountDrop(DropCause.OutOfOrder);
        }
    }

    private void Join(SurvivalClient client, string wish)
    {
        if (!TryTakeName(client, wish))
        {
            End(client, WebSocketCloseCode.PolicyViolation, ReasonText.Of(Reason.NameTaken), Reason.NameTaken);
        }
        else if (_room.TryJoin(client.Name, isBot: false, out Seat? seat))
        {
            client.Seat = seat;
        }
        else
        {
            _context.Metrics.CountDrop(DropCause.Refused);
            _context.Names.Release(client.Name);
            End(client, TryAgainLater, ReasonText.Of(Reason.RoomFull), Reason.RoomFull);
        }
    }

    /// <summary>The name as wished, that of nobody where it is none or protected; where it is in use, with the first free number behind it.</summary>
    private bool TryTakeName(SurvivalClient client, string wish)
    {
        bool isName = DisplayText.TryCleanName(wish, WireText.NameLimit, out string clean) && !ProtectedNames.Holds(clean);
        string wished = isName ? clean : NameOfNobody;
        string name = wished;
        for (int number = 2; number <= NameTries; number++)
        {
            client.Name = name;
            if (_context.Names.TryTake(name, client))
                return true;
            string suffix = $"-{number}";
            name = string.Concat(WireText.Cut(wished, WireText.NameLimit - suffix.Length), suffix);
        }

        return false;
    }
}
