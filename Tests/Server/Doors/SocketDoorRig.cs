using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Server.Net.Streams;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors;

/// <summary>
/// A WebSocket door of a server on real sockets of the loopback. The test turns the server's ticks; bytes move by themselves. Every wait
/// is bounded by far more than a loaded machine needs.
/// </summary>
internal sealed class SocketDoorRig : IDisposable
{
    private const int PatienceMilliseconds = 60_000;

    private readonly List<Socket> _clients = [];
    private readonly SocketStreamListener _listener;

    /// <param name="door">Also the mode and the name of its room.</param>
    /// <param name="room">What else is special about the room.</param>
    /// <param name="column">The codes of a survival door.</param>
    /// <param name="proxies">Whose word about their clients is taken.</param>
    public SocketDoorRig(string door, RoomOptions? room = null, string column = ServerOptions.DefaultCodes, TrustedProxies? proxies = null)
    {
        Rig = new ServerRig(1, null, (room ?? new RoomOptions()) with { Name = door, Mode = door });
        var codes = SurvivalCodes.Of(column);
        IPingWord? word = door switch { "arena" => new ArenaPingWord(), "survival" => new SurvivalPingWord(codes), _ => null };
        var options = new SocketStreamOptions { Echo = new WebSocketOptions().EchoOf(word), Proxies = proxies ?? TrustedProxies.None };
        Assert.True(SocketStreamListener.TryOpen(options, Rig.Metrics, out var listener, out _));
        _listener = listener;
        Door = door switch
        {
            "arena" => new ArenaDoor(Rig.Server.Context, Rig.Room, listener, new ArenaOptions()),
            "plaza" => new PlazaDoor(Rig.Server.Context, Rig.Room, listener, new PlazaOptions()),
            _ => new SurvivalDoor(Rig.Server.Context, Rig.Room, listener, new SurvivalOptions(), codes),
        };
        Rig.Server.OpenDoor(Door);
    }

    public ServerRig Rig { get; }

    public IDoor Door { get; }

    /// <summary>A client that has said nothing yet.</summary>
    public Socket Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = PatienceMilliseconds,
        };
        _clients.Add(client);
        client.Connect(IPAddress.Loopback, _listener.Port);
        return client;
    }

    /// <summary>A client whose request was answered, and that the server knows to have the answer.</summary>
    /// <param name="target">Of the request.</param>
    /// <param name="before">What goes out first, in one piece with the request.</param>
    public Socket Upgrade(string target, params byte[] before)
    {
        var client = Connect();
        client.Send([.. before, .. Encoding.ASCII.GetBytes(WebSocketClient.Request(target))]);
        RunUntil(() => client.Available != 0);
        ReadAnswer(client);

        // A tick behind this pong knows it.
        client.Send(WebSocketClient.FrameOf(WebSocketOpcode.Ping, "warm"u8));
        RunUntil(() => client.Available >= 6);
        Rig.Run(2);
        return client;
    }

    public static void ReadAnswer(Socket client)
    {
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            answer.Append((char)SocketStreamRig.Read(client, 1)[0]);
        Assert.StartsWith("HTTP/1.1 101 ", answer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The next frame of the kind; others are passed over.</summary>
    public static byte[] Next(Socket client, WebSocketOpcode wanted)
    {
        while (true)
        {
            (var opcode, var payload) = Next(client);
            if (opcode == wanted)
                return payload;
        }
    }

    /// <summary>The server's frames here are whole messages shorter than 64 KiB.</summary>
    public static (WebSocketOpcode Opcode, byte[] Payload) Next(Socket client)
    {
        var head = SocketStreamRig.Read(client, 2);
        int length = head[1];
        if (length == 126)
        {
            var two = SocketStreamRig.Read(client, 2);
            length = (two[0] << 8) | two[1];
        }

        return ((WebSocketOpcode)(head[0] & 15), SocketStreamRig.Read(client, length));
    }

    /// <summary>Ticks until other threads have done their part.</summary>
    public void RunUntil(Func<bool> condition)
    {
        var deadline = Environment.TickCount64 + PatienceMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, "nothing happened");
            Rig.Server.Tick.Run(TimeSpan.FromMilliseconds(0.1));
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        Rig.Dispose();
    }
}
