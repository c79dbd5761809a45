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
public sealed class SurvivalDoor : WebSocketDoor
{
    private const string NameOfNobody = "unknown";
    private const ushort TryAgainLater = 1013;

    private readonly SurvivalOptions _options;
    private readonly PacketCodes _codes;
    private readonly SurvivalWriter _writer;
    private SurvivalFeed? _feed;
    private readonly AddressCounts _addresses;
    private readonly List<SurvivalGuest> _clients = [];
    private readonly byte[] _incoming;
    private uint _lastNumber;

    public SurvivalDoor(DoorContext context, Room? room, IStreamListener streams, SurvivalOptions options, PacketCodes codes)
        : base("survival", context, streams, options.WebSocket)
    {
        _options = options;
        _codes = codes;
        _writer = new SurvivalWriter(codes);
        _addresses = new AddressCounts(options.AddressLimit);
        _incoming = new byte[options.WebSocket.MessageLimit];
        if (room is not null)
            Lead(room);
    }

    protected override IEnumerable<Guest> Guests => _clients;

    public override void Lead(Room room)
    {
        base.Lead(room);
        _feed = new SurvivalFeed(room, _writer, _options.UpdatesPerSecond);
    }

    protected override void OnLeft() => _feed = null;

    public override int SessionCount => _clients.Count;

    public override void Offer()
    {
        foreach (var client in _clients)
            client.OfferKeys();
    }

    public override void Tell() => _feed?.Replicate(_clients);

    public override void BeginStop()
    {
        var notice = _writer.Numbers(SurvivalServerPacket.Shutdown, (int)DoorContext.StopPatience.TotalSeconds);
        foreach (var client in _clients)
            client.Connection.Send(notice);
        base.BeginStop();
    }

    protected override void Welcome(WebSocketConnection connection, Room room)
    {
        var isFull = _clients.Count >= _options.SlotLimit;
        if (isFull || !_addresses.TryAdd(connection.Remote.Address))
        {
            Count(DropCause.Refused);
            var reason = isFull ? "server full" : "too many connections from this address";
            TurnAway(connection, isFull ? TryAgainLater : WebSocketCloseCode.PolicyViolation, reason);
            return;
        }

        var client = new SurvivalGuest(Context, this, connection, ++_lastNumber, _options);
        _clients.Add(client);
        connection.Send(_writer.Text(SurvivalServerPacket.Init, client.Id));
        connection.Send(_writer.Clans());
        connection.AnswerPingsAtOnce();
    }

    protected override void TurnAway(WebSocketConnection connection, ushort code, string text)
    {
        connection.Send(_writer.Text(SurvivalServerPacket.Disconnect, text));
        base.TurnAway(connection, code, text);
    }

    public override void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not SurvivalGuest client)
            return;
        if (!client.MaySend(Context.Clock.Now))
        {
            Count(DropCause.Rate);
            End(client, WebSocketCloseCode.PolicyViolation, "too many messages", Reason.Rate);
            return;
        }

        payload.CopyTo(_incoming);
        var fault = SurvivalReader.Read(_incoming.AsMemory(0, payload.Length), _codes, out var message);
        if (fault == ReadFault.None)
            Obey(client, message);
        else
            Blame(client, fault);
    }

    /// <summary>Says something to one client as its own chat; gives in how many parts, up to a limit.</summary>
    internal int Say(SurvivalGuest client, ReadOnlySpan<char> line, int limit) => _feed!.Say(client, client.Seat?.Slot.Value ?? 0, line, limit);

    /// <summary>Tells a client why and closes.</summary>
    internal void Close(SurvivalGuest client, ushort code, string text)
    {
        client.Connection.Send(_writer.Text(SurvivalServerPacket.Disconnect, text));
        client.Connection.Close(code, text);
    }

    internal void Forget(SurvivalGuest client)
    {
        _clients.Remove(client);
        _addresses.Remove(client.Connection.Remote.Address);
    }

    private void End(SurvivalGuest client, ushort code, string text, Reason reason)
    {
        Close(client, code, text);
        client.Leave(reason);
    }

    private void Blame(SurvivalGuest client, ReadFault fault)
    {
        Count(DropCauses.Of(fault));
        if (!client.ForgivesFault(Context.Clock.Now))
        {
            var isStrange = fault is ReadFault.Empty or ReadFault.Malformed;
            var code = isStrange ? WebSocketCloseCode.UnsupportedData : WebSocketCloseCode.PolicyViolation;
            End(client, code, "malformed", Reason.MalformedTraffic);
        }
    }

    private void Obey(SurvivalGuest client, in SurvivalClientMessage message)
    {
        switch (message.Packet)
        {
            case SurvivalClientPacket.Ping:
                client.Connection.Send(_writer.Plain(SurvivalServerPacket.Pong));
                break;
            case SurvivalClientPacket.Spawn:
                Spawn(client, message.Text);
                break;
            case SurvivalClientPacket.Toggle or SurvivalClientPacket.Store:
                break; // Nothing here answers to them.
            default:
                if (client.IsIn || (client.Seat is not null && IsKey(message.Packet)))
                    Play(client, message);
                else
                    Count(DropCause.InputBeforeEntering);
                break;
        }
    }

    /// <summary>Keys are held by the client here, not by the world, which may not have taken the join yet.</summary>
    private static bool IsKey(SurvivalClientPacket packet) =>
        packet is SurvivalClientPacket.Move or SurvivalClientPacket.Stop or SurvivalClientPacket.Aim or SurvivalClientPacket.Attack;

    private static void Play(SurvivalGuest client, in SurvivalClientMessage message)
    {
        switch (message.Packet)
        {
            case SurvivalClientPacket.Move when message.Angle is { } direction:
                client.Steer(WireAngle.ToMove(direction));
                break;
            case SurvivalClientPacket.Move:
                client.Steer((0, 0));
                break;
            case SurvivalClientPacket.Stop:
                client.ReleaseKeys();
                break;
            case SurvivalClientPacket.Aim:
                client.Aim(message.Angle);
                break;
            case SurvivalClientPacket.Attack:
                client.Aim(message.Angle);
                client.Attack(message.Flag);
                break;
            case SurvivalClientPacket.Select:
                client.TryAct(new PlayerAction(PlayerActionCode.SelectItem, message.Item, message.Flag ? 1 : 0));
                break;
            case SurvivalClientPacket.Chat:
                client.Say(message.Text);
                break;
        }
    }

    /// <summary>The first time the player comes into the room; later, dead, back to life. Alive it means nothing.</summary>
    private void Spawn(SurvivalGuest client, string wish)
    {
        if (client.Seat is null)
        {
            Join(client, wish);
        }
        else if (client.IsIn && _feed!.IsDead(client))
        {
            client.ReleaseKeys();
            client.TryAct(new PlayerAction(PlayerActionCode.Ready, 1, 0));
        }
        else
        {
            Count(DropCause.OutOfOrder);
        }
    }

    /// <summary>By the name as wished, that of nobody where it is none or protected; where it is in use, with the first free number behind it.</summary>
    private void Join(SurvivalGuest client, string wish)
    {
        var isName = DisplayText.TryCleanName(wish, SurvivalWriter.NameLimit, out var name) && !ProtectedNames.Holds(name);
        if (client.LeavesBanned(isName ? name : ""))
            return;
        client.TakeName(isName ? name : NameOfNobody, SurvivalWriter.NameLimit);
        if (client.TryJoin(Room!))
            return;
        Count(DropCause.Refused);
        End(client, TryAgainLater, ReasonText.Of(Reason.RoomFull), Reason.RoomFull);
    }
}
