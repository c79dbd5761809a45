using System.Globalization;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation.Worlds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// The door for clients of Argentum Online: their packets become acts and talk of one room, and what happens there becomes their
/// packets. A dead connection is nobody's business but its own.
/// </summary>
public sealed class ArgentumDoor : IDoor
{
    /// <summary>Packets of one client in one tick; the rest waits in its stream.</summary>
    private const int PacketsPerTick = 32;

    /// <summary>
    /// Some clients end the moving of an item with the kind of move, 0 to 2, others do not. Those bytes are dice and log-ins, which
    /// nobody in play sends, so one right behind a move belongs to it.
    /// </summary>
    private const byte LastKindOfMove = 2;

    private readonly DoorContext _context;
    private readonly IStreamListener _streams;
    private readonly ArgentumOptions _options;
    private readonly List<ArgentumGuest> _clients = [];
    private readonly byte[] _character = new byte[GameWorld.CharacterLimit];
    private readonly StrayPackets _strays;
    private readonly AccountClient _accounts;
    private readonly ILogger _log;
    private ArgentumLogin? _logins;
    private ArgentumHandler? _plays;
    private ArgentumFeed? _feed;
    private bool _isStopping;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Of the mode argentum; null for none yet.</param>
    /// <param name="streams">Where clients come from; disposed of with the door.</param>
    /// <param name="options">The limits.</param>
    /// <param name="accounts">Of this door alone.</param>
    /// <param name="log">Is told of unreadable messages and of comings.</param>
    public ArgentumDoor(
        DoorContext context, Room? room, IStreamListener streams, ArgentumOptions options, AccountClient accounts, ILogger? log = null)
    {
        _log = log ?? NullLogger.Instance;
        _context = context;
        _streams = streams;
        _options = options;
        _strays = new StrayPackets(_log);
        _accounts = accounts;
        if (room is not null)
            Lead(room);
    }

    public static DoorKind Kind { get; } = new("argentum", 7666, ["argentum"], Open) { HasAccounts = true };

    private static int Open(DoorOpening opening, out IDoor? door, out string fault)
    {
        door = null;
        var code = opening.TryListen(requiresProxyHead: true, echo: null, out var listener, out fault);
        if (listener is null)
            return code;

        code = opening.Accounts.TryOpenClient(out var accounts, out fault);
        if (accounts is null)
        {
            listener.Dispose();
            return code;
        }

        var options = new ArgentumOptions { ConnectionLimit = opening.Connection.Limit };
        door = new ArgentumDoor(
            opening.Context, null, listener, options, accounts, opening.Logs.CreateLogger("Ecs.Server.Doors.Argentum"));
        return ExitCode.Ok;
    }

    public Room? Room { get; private set; }

    public string Label => string.Create(CultureInfo.InvariantCulture, $"argentum:{_streams.Port}");

    public int SessionCount => _clients.Count;

    public bool IsDrained => _isStopping && _clients.Count == 0;

    /// <summary>What newcomers throw.</summary>
    public DiceCup Dice { get; init; } = new();

    /// <summary>Of the room; nobody plays without one.</summary>
    internal ArgentumAnswers? Answers { get; private set; }

    public void Lead(Room room)
    {
        Room = room;
        _feed = new ArgentumFeed(room, _options, _context.Clock);
        Answers = new ArgentumAnswers(_context, room);
        _logins = new ArgentumLogin(this, _context, room, _accounts, _options, _log);
        _plays = new ArgentumHandler(Answers, _context, room, _feed);
    }

    public void Leave(Room room)
    {
        if (Room != room)
            return;

        DropAll(Reason.NoSuchRoom);
        (Room, _feed) = (null, null);
    }

    public void Receive(TimeSpan elapsed)
    {
        while (_streams.TryAccept(out var stream))
            Accept(stream);

        for (var index = 0; index < _clients.Count; index++)
        {
            Read(_clients[index]);
            Watch(_clients[index], elapsed);
        }
    }

    /// <summary>Answers of the account service come in, who does not log in goes, and what is due is saved.</summary>
    public void Settle()
    {
        _logins?.TakeAnswers();
        var now = _context.Clock.Now;
        foreach (var client in _clients)
        {
            if (client.State == ArgentumState.Nameless)
                client.ShowDice(now);

            if (client.State is ArgentumState.Nameless && now - client.ConnectedAt > TimeSpan.FromSeconds(_options.LoginSeconds))
            {
                _context.Metrics.CountDrop(DropCause.Timeout);
                client.Drop(Reason.Timeout);
            }

            if (client.State == ArgentumState.Playing && now >= client.NextSave)
            {
                client.NextSave = now + TimeSpan.FromSeconds(_options.SaveSeconds);
                client.Character!.Save(SaveOf(client));
            }
        }

        _clients.RemoveAll(static client => client.State == ArgentumState.Gone);
    }

    /// <summary>Players act, and each act was offered as it came.</summary>
    public void Offer()
    {
    }

    public void Tell() => _feed?.Replicate(_clients);

    public void Flush(TimeSpan elapsed)
    {
        foreach (var client in _clients)
        {
            if (client.State != ArgentumState.Gone && !client.Flush())
                Lose(client);
        }

        _clients.RemoveAll(static client => client.State == ArgentumState.Gone);
        _streams.Flush();
    }

    public void BeginStop()
    {
        _isStopping = true;
        _streams.StopAccepting();
        DropAll(Reason.ServerStopping);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Leave(Reason.ServerStopping);

        _clients.Clear();
        _streams.Dispose();
    }

    private void DropAll(Reason reason)
    {
        foreach (var client in _clients)
            client.Drop(reason);

        _clients.Clear();
    }

    /// <summary>Ends a connection that takes nothing any more.</summary>
    private void Lose(ArgentumGuest client)
    {
        _context.Metrics.CountDrop(DropCause.QueueFull);
        client.Leave(Reason.ConnectionLost);
        client.Stream.Abort();
    }

    private void Accept(ByteStream stream)
    {
        if (_isStopping || (_clients.Count >= _options.ConnectionLimit && !TryMakePlace()))
        {
            _context.Metrics.CountDrop(DropCause.Refused);
            stream.Close();
            return;
        }

        var client = new ArgentumGuest(_context, this, stream)
        {
            Watch = new StreamWatch(TimeSpan.Zero, TimeSpan.FromSeconds(_options.StuckSeconds)),
        };
        if (client.LeavesBanned())
            return;

        if (Room is null)
        {
            _context.Metrics.CountDrop(DropCause.NoRoom);
            client.Drop(Reason.NoSuchRoom);
            return;
        }

        _clients.Add(client);
    }

    /// <summary>Who has been at the login screen for longest goes; whoever wants to play is not kept out by those who do not.</summary>
    private bool TryMakePlace()
    {
        var oldest = _clients.FindIndex(static client => client.State == ArgentumState.Nameless);
        if (oldest < 0)
            return false;

        _context.Metrics.CountDrop(DropCause.Refused);
        _clients[oldest].Drop(Reason.ServerFull);
        _clients.RemoveAt(oldest);
        return true;
    }

    private void Read(ArgentumGuest client)
    {
        for (var count = 0; count < PacketsPerTick && client.State != ArgentumState.Gone; count++)
        {
            var bytes = client.Stream.Received;
            if (bytes.IsEmpty)
                return;

            if (client.MaySayKindOfMove)
            {
                client.MaySayKindOfMove = false;
                if (client.State == ArgentumState.Playing && bytes[0] <= LastKindOfMove)
                {
                    client.Stream.Consume(1);
                    continue;
                }
            }

            switch (ArgentumClientPacket.Measure(bytes, out var length))
            {
                case PacketFit.Whole:
                    Hear(client, bytes[..length]);
                    if (client.State != ArgentumState.Gone)
                        client.Stream.Consume(length);

                    break;
                case PacketFit.Partial:
                    return;
                case PacketFit.Unknown:
                    GiveUp(client, bytes, DropCause.UnknownMessage, ArgentumTexts.NotHere);
                    return;
                default:
                    GiveUp(client, bytes, DropCause.Malformed, ArgentumTexts.NotUnderstood);
                    return;
            }
        }
    }

    /// <summary>
    /// Drops all that has come: where the next packet begins cannot be told. Clients write whole packets, so the next read most likely
    /// begins with one.
    /// </summary>
    private void GiveUp(ArgentumGuest client, ReadOnlySpan<byte> bytes, DropCause cause, string text)
    {
        _strays.Note(client.Address, bytes, _context.Clock.Now);
        _context.Metrics.CountDrop(cause);
        client.TellOnce(bytes[0], text);
        client.Stream.Consume(bytes.Length);
    }

    private void Hear(ArgentumGuest client, ReadOnlySpan<byte> packet)
    {
        var message = (ArgentumClientMessage)packet[0];
        if (client.State == ArgentumState.Playing)
        {
            _plays!.Hear(client, message, new PacketReader(packet));
            return;
        }

        switch (message)
        {
            case ArgentumClientMessage.ThrowDices when client.State == ArgentumState.Nameless:
                _logins!.Throw(client);
                break;
            case ArgentumClientMessage.LoginExistingChar when client.State == ArgentumState.Nameless:
                _logins!.LogIn(client, new PacketReader(packet));
                break;
            case ArgentumClientMessage.LoginNewChar when client.State == ArgentumState.Nameless:
                _logins!.Create(client, new PacketReader(packet));
                break;
            case ArgentumClientMessage.Quit:
                client.Drop(Reason.Left);
                break;
            default:
                _context.Metrics.CountDrop(client.State == ArgentumState.Entering ? DropCause.InputBeforeEntering : DropCause.OutOfOrder);
                break;
        }
    }

    private void Watch(ArgentumGuest client, TimeSpan elapsed)
    {
        if (client.State == ArgentumState.Gone)
            return;

        if (client.Watch.Look(client.Stream, elapsed) != StreamHealth.Fine)
        {
            _context.Metrics.CountDrop(DropCause.Timeout);
            Lose(client);
        }
        else if (!client.Stream.IsOpen && ArgentumClientPacket.IsNothingWhole(client.Stream.Received))
        {
            client.Drop(Reason.ConnectionLost);
        }
    }

    /// <summary>The character of somebody in the world, to be kept; valid until the next call.</summary>
    internal ReadOnlySpan<byte> SaveOf(ArgentumGuest client) =>
        _character.AsSpan(0, client.Seat!.Room.World.SaveCharacter(client.Seat!.Slot, _character));
}
