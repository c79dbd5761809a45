using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Tests.Protocol;
using Ecs.Tests.Server.Web;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Web;

/// <summary>Clients of the socket that want no game.</summary>
[Collection(AloneLane.Name)]
public sealed class HostileSocketTests(ITestOutputHelper output)
{
    private const int Attackers = 40;

    /// <summary>Fewer than get a connection ended for their number: what is on its way to one that ends is taken by nobody.</summary>
    private const int PerConnection = 500;

    private static readonly int Messages = DeepRun.Or("WEB_MUTATED", 100_000);
    private static readonly int Deaf = DeepRun.Or("WEB_DEAF_READERS", 8);

    [Theory]
    [InlineData(17)]
    public async Task Damaged_messages_have_no_effect_on_anybody_else(int seed)
    {
        using var rig = new WebRig(sessions: new NativeOptions { MalformedLimit = int.MaxValue, ConnectionLimit = 256 }, rooms: [new RoomOptions { Bots = 4 }]);
        var honest = rig.Seat("honest");
        rig.TakeTicks();
        var attacks = Enumerable.Range(0, Attackers).Select(attacker => Task.Run(() => AttackAsync(rig, new Random(seed + attacker)))).ToArray();

        var all = Task.WhenAll(attacks);
        WebRig.Turn([honest], () => all.IsCompleted);
        await all;
        var before = honest.Figures.Snapshots;
        WebRig.Turn([honest], () => honest.Figures.Snapshots > before + 10);

        var ticks = rig.TakeTicks();
        output.WriteLine($"seed {seed}: {rig.Metrics.PacketsIn} messages, tick p99 {ticks[ticks.Length * 99 / 100]:0.0} ms, {string.Join(", ", Drops(rig))}");
        Assert.InRange(rig.Metrics.PacketsIn, Messages, long.MaxValue);
        Assert.Equal(ClientState.Playing, honest.State);
        Assert.Equal(0, honest.Figures.Resumes);
        Assert.Equal(0, honest.Figures.MalformedSnapshots);
        Assert.Empty(rig.Log.Lines);
    }

    [Theory]
    [InlineData("82 05 00 01 02 03 04")]
    [InlineData("C2 80 00 00 00 00")]
    [InlineData("83 80 00 00 00 00")]
    [InlineData("80 80 00 00 00 00")]
    [InlineData("82 FF 7F FF FF FF FF FF FF FF 00 00 00 00", 20_000)]
    [InlineData("82 FF FF FF FF FF FF FF FF FF 00 00 00 00")]
    [InlineData("89 FE 01 00 00 00 00 00")]
    [InlineData("09 80 00 00 00 00")]
    [InlineData("88 81 00 00 00 00 03")]
    public void Frames_that_are_none_end_their_connection_only(string frame, int more = 0)
    {
        using var rig = new WebRig();
        var honest = rig.Seat("honest");
        var socket = Upgrade(rig);

        socket.Send([.. Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal)), .. new byte[more]]);

        WebRig.Turn([honest], () => RawConnection.IsEnded(socket));
        WebRig.Turn([honest], () => rig.Ask(static server => server.Doors[0].SessionCount) == 1);
        Assert.True(honest.IsInRoom);
        Assert.Empty(rig.Log.Lines);
    }

    /// <summary>The socket answers pings itself, when it reads them.</summary>
    [Theory]
    [InlineData("89 80 00 00 00 00")]
    [InlineData("8A 80 00 00 00 00")]
    public void Whoever_floods_a_connection_with_pings_or_pongs_loses_it_and_nobody_else_does(string frame)
    {
        using var rig = new WebRig();
        var honest = rig.Seat("honest");
        var socket = Upgrade(rig);
        var control = Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal));
        byte[] burst = [.. Enumerable.Repeat(control, 16).SelectMany(static bytes => bytes)];
        var sent = 0;

        WebRig.Turn([honest], () =>
        {
            sent += RawConnection.IsEnded(socket) ? 0 : 16;
            return RawConnection.IsEnded(socket) || !TrySend(socket, burst);
        });

        output.WriteLine($"ended after {sent} at most");
        WebRig.Turn([honest], () => rig.Ask(static server => server.Doors[0].SessionCount) == 1);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.Rate));
        Assert.True(honest.IsInRoom);
        Assert.Equal(0, honest.Figures.Resumes);
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public void Readers_that_stop_are_gone_in_time_and_cost_the_others_nothing()
    {
        const int timeout = 3_000;
        var connection = new ConnectionOptions { AddressLimit = 4096, TimeoutMilliseconds = timeout };
        using var rig = new WebRig(connection: connection, rooms: [new RoomOptions { Bots = 8 }]);
        var honest = rig.Seat("honest");
        var deaf = Enumerable.Range(0, Deaf).Select(number => (Client: rig.Invite($"deaf-{number}", out var transport), Transport: transport)).ToArray();
        GameClient[] all = [honest, .. deaf.Select(static one => one.Client)];
        WebRig.Turn(all, () => all.All(static client => client.IsInRoom));
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        rig.TakeTicks();
        var start = Stopwatch.GetTimestamp();
        var (snapshots, began) = (honest.Figures.Snapshots, start);
        Array.ForEach(deaf, static one => one.Transport.StopReading());

        WebRig.Turn(all, () => rig.Metrics.DropsOf(DropCause.Timeout) + rig.Metrics.DropsOf(DropCause.QueueFull) >= Deaf);
        var took = Stopwatch.GetElapsedTime(start);
        var perSecond = (honest.Figures.Snapshots - snapshots) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - memory) / 1024 / Deaf;

        WebRig.Turn(all, () => deaf.All(static one => one.Client.Figures.Resumes > 0));
        var ticks = rig.TakeTicks();
        output.WriteLine(
            $"{Deaf} gone after {took.TotalSeconds:0.0} s; the other {perSecond:0.0} snapshots/s; tick p99 {ticks[ticks.Length * 99 / 100]:0.0} ms; {grown} KiB each");
        Assert.InRange(took.TotalMilliseconds, 0, timeout + 2_500);
        Assert.InRange(grown, long.MinValue, 512);
        Assert.True(honest.IsInRoom);
        Assert.Equal(0, honest.Figures.Resumes);
    }

    private static IEnumerable<string> Drops(WebRig rig) => Enum.GetValues<DropCause>()
        .Where(cause => rig.Metrics.DropsOf(cause) != 0)
        .Select(cause => $"{rig.Metrics.DropsOf(cause)} {DropCauses.NameOf(cause)}");

    private static async Task AttackAsync(WebRig rig, Random random)
    {
        byte[][] corpus = [.. MessageCases.All.Select(item => (byte[])[(byte)random.Next(2), .. item.EncodeRandom(random)])];
        var mutator = new PacketMutator(random, corpus);
        while (rig.Metrics.PacketsIn < Messages)
        {
            using var socket = await rig.DialAsync($"ecs.{Limits.Version}");
            try
            {
                for (var left = PerConnection; left > 0; left--)
                    await socket.SendAsync(mutator.Next(), WebSocketMessageType.Binary, true, CancellationToken.None);

                // Whoever reads the end knows that all before was taken.
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            catch (Exception loss) when (loss is WebSocketException or IOException)
            {
                // Thrown out; there are other connections.
            }
        }
    }

    /// <summary>A connection that speaks WebSocket from now on.</summary>
    private static Socket Upgrade(WebRig rig)
    {
        var socket = rig.Connect();
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET /play HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ecs.{Limits.Version}\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        return socket;
    }

    private static bool TrySend(Socket socket, byte[] bytes)
    {
        try
        {
            return socket.Send(bytes) == bytes.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
