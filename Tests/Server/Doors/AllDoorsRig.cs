using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Scenes.Doors.Arena;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Console;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Server.Doors.Argentum;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors;

/// <summary>One server with every door there is, each with a room of its mode, all of them in memory.</summary>
internal sealed class AllDoorsRig : IDisposable
{
    private readonly MemoryStreamListener _arena = new(9913);
    private readonly MemoryStreamListener _plaza = new(8000);
    private readonly MemoryStreamListener _survival = new(3000);
    private readonly MemoryStreamListener _argentum = new(7666);
    private readonly MemoryWavesListener _waves = new();
    private readonly AccountService _accounts;
    private readonly List<ScriptedClient> _scripted = [];
    private uint _nextId = 7;

    /// <param name="sessions">Of the native door.</param>
    /// <param name="store">Where accounts are kept; one in memory of its own without.</param>
    /// <param name="plazaToken">What the plaza's door asks for; empty for nothing.</param>
    public AllDoorsRig(NativeOptions? sessions = null, IStore? store = null, string plazaToken = "")
    {
        AccountService? accounts = null;
        Rig = new ServerRig(
            1,
            1,
            sessions,
            [.. Modes.Select(static mode => new RoomOptions { Name = mode, Mode = mode })],
            accounts: rig =>
            {
                accounts = new AccountService(
                    store ?? new MemoryStore(),
                    new AccountOptions { HashRounds = Limits.RoundsMin, RunsInline = true },
                    rig.Time,
                    rig.Metrics,
                    NullLogger.Instance,
                    rig.Server.Admission);
                return accounts.OpenClient();
            });
        _accounts = accounts!;
        foreach (var mode in Modes)
        {
            var streams = mode switch { "arena" => _arena, "plaza" => _plaza, "survival" => _survival, _ => _argentum };
            Rig.Server.OpenDoor(MemoryDoors.Make(mode, Rig.Server.Context, RoomOf(mode), streams, _waves, _accounts, plazaToken), room => room.Options.Mode == mode);
        }

        var registry = new CommandRegistry(NullLogger.Instance);
        new PeopleCommands(Rig.Server).AddTo(registry);
        new BanCommands(Rig.Server, static () => true).AddTo(registry);
        Rig.Server.Operators.Execute = (guest, line) => registry.Execute(CommandCaller.Of(guest), line);
        Console = line => registry.Execute(new CommandCaller("console", CommandRight.Console), line);
    }

    /// <summary>One room each; the native door leads to all.</summary>
    public static IReadOnlyList<string> Modes => MemoryDoors.Kinds;

    /// <summary>Every door.</summary>
    public static IReadOnlyList<string> Doors { get; } = [.. Modes, "native"];

    public ServerRig Rig { get; }

    public AccountCalls Accounts => _accounts.Calls;

    /// <summary>Runs a line of the server's own console.</summary>
    public Func<string, string> Console { get; }

    public Room RoomOf(string name) => Rig.Server.Rooms.Find(name)!;

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Rig.Run(1);
            _scripted.ForEach(static client => client.Turn());
        }
    }

    /// <summary>Somebody who has come through that door and is in; what they have heard so far is forgotten.</summary>
    public Visitor Enter(string door, string name, IPAddress? from = null)
    {
        var visitor = Knock(door, name, from);
        Assert.Equal(visitor.Room, Assert.IsAssignableFrom<Guest>(Rig.Server.Names.Find(visitor.Name)).Room?.Name);
        visitor.Hear();
        return visitor;
    }

    /// <summary>Somebody who has tried to come through that door and may be in or not.</summary>
    public Visitor Knock(string door, string name, IPAddress? from = null)
    {
        var visitor = door switch
        {
            "arena" => EnterArena(name, from),
            "plaza" => EnterPlaza(name, from),
            "survival" => EnterSurvival(name, from),
            "argentum" => EnterArgentum(name, from),
            "waves" => EnterWaves(from),
            _ => KnockNative(name, from),
        };
        Run(12);
        return visitor;
    }

    /// <summary>A client of the argentum door that has said nothing yet.</summary>
    public ScriptedClient DialArgentum(IPAddress? from = null)
    {
        var client = new ScriptedClient(_argentum.Connect(from));
        _scripted.Add(client);
        return client;
    }

    /// <summary>A client of the plaza's door that asks for an id of its own.</summary>
    /// <param name="query">What stands behind the path.</param>
    /// <param name="from">Where it comes from.</param>
    public WebSocketClient DialPlaza(string query, IPAddress? from = null) => WebSocketClient.OpenFrom(_plaza, from, $"/ws/{_nextId++}?{query}");

    /// <summary>Whether somebody of that name is in a room.</summary>
    public bool IsIn(string name) => Rig.Server.Names.Find(name)?.Room is not null;

    /// <summary>A native client in a room.</summary>
    public RawClient Dial(string name, string room, PlayerRole role = PlayerRole.Player)
    {
        var client = Rig.Dial();
        client.Authenticate(name);
        client.RequestEnter(room, role);
        Rig.RunUntil(() => client.Has(MessageId.Entered), seconds: 10);
        return client;
    }

    /// <summary>Somebody with a native client in a room.</summary>
    public Visitor EnterNative(string name, string room) => OfNative(Dial(name, room), name, room);

    private Visitor KnockNative(string name, IPAddress? from)
    {
        var client = Rig.Dial(address: from);
        client.Authenticate(name);
        client.RequestEnter("arena");
        return OfNative(client, name, "arena");
    }

    private static Visitor OfNative(RawClient client, string name, string room)
    {
        var (heard, roles) = (0, 0);
        return new Visitor
        {
            Name = name,
            Room = room,
            Say = text => client.Send(new ChatSend(text)),
            Whisper = (to, text) => client.Send(new ChatSend($"/whisper {to} {text}")),
            Hear = () =>
            {
                List<string> lines = [
                    .. client.All<RoleChanged>().Skip(roles).Select(static changed => $"role {changed.Role}"),
                    .. client.All<ChatReceived>().Skip(heard).Select(static line => line.Text)];
                (heard, roles) = (client.Count(MessageId.ChatReceived), client.Count(MessageId.RoleChanged));
                return lines;
            },
            End = () => client.IsClosed ? client.End?.Text ?? "" : null,
            Vanish = () => client.Send(new Leave()),
        };
    }

    public void Dispose()
    {
        Rig.Dispose();
        _accounts.Dispose();
    }

    private Visitor EnterArena(string name, IPAddress? from)
    {
        var client = WebSocketClient.OpenFrom(_arena, from);
        client.SendBinary([0, .. System.Text.Encoding.UTF8.GetBytes(name), 0]);
        client.SendBinary([1]);
        return OfSocket(client, name, "arena", Say, static bytes => bytes[0] == ArenaHeard.Chat ? ArenaHeard.Read(bytes).Text : null);
        void Say(string text) => client.SendBinary([100, .. System.Text.Encoding.UTF8.GetBytes(text), 0]);
    }

    private Visitor EnterPlaza(string name, IPAddress? from)
    {
        var id = _nextId;
        var client = DialPlaza($"name={name}", from);
        return OfSocket(client, name, "plaza", Say, static bytes => bytes[0] == 4 ? PlazaSaying.Read(bytes).Text : null);
        void Say(string text) => client.SendBinary(PlazaSaying.Chat(id, System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private Visitor EnterSurvival(string name, IPAddress? from)
    {
        var client = WebSocketClient.OpenFrom(_survival, from);
        client.SendBinary(PackedJson.Packet("sp", ("name", name)));
        return OfSocket(client, name, "survival", text => client.SendBinary(PackedJson.Packet("ch", text)), static bytes =>
        {
            var parts = PackedJson.Read(bytes).Split('"');
            return parts[1] == "ch" ? parts[3] : null;
        });
    }

    private static Visitor OfSocket(WebSocketClient client, string name, string room, Action<string> say, Func<byte[], string?> lineOf) => new()
    {
        Name = name,
        Room = room,
        Say = say,
        Whisper = (to, text) => say($"/whisper {to} {text}"),
        Hear = () => [.. client.TakeMessages().Select(lineOf).OfType<string>()],
        End = () =>
        {
            client.TakeMessages();
            return client.CloseCode == 0 ? null : client.CloseReason;
        },
        Vanish = () => client.Stream.Close(),
    };

    private Visitor EnterArgentum(string name, IPAddress? from)
    {
        var client = DialArgentum(from);
        client.Say(ClientBytes.Create(name, "secreto1"));
        return new Visitor
        {
            Name = name,
            Room = "argentum",
            Say = text => client.Say(ClientBytes.Talk(text)),
            Whisper = (to, text) => client.Say(ClientBytes.Whisper(to, text)),
            Hear = () =>
            {
                List<string> lines = [.. client.Lines];
                client.Forget();
                return lines;
            },
            End = () => client.All(55).Select(static packet => packet.Fields[0].ToString()).FirstOrDefault(),
            Vanish = () => client.Stream.Close(),
        };
    }

    private Visitor EnterWaves(IPAddress? from)
    {
        var client = new OriginalWavesClient(_waves.Connect(from));
        Rig.Add(client);
        return new Visitor
        {
            Name = "ship 1",
            Room = "waves",
            Say = null,
            Whisper = null,
            Hear = static () => [],
            End = () => client.Link.IsClosed ? "" : null,
            Vanish = () => client.Link.Break(),
        };
    }
}
