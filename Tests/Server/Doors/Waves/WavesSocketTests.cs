using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>
/// The same door over real sockets on the loopback. The test turns the server's ticks; bytes move by themselves. The server's clock
/// stands still unless a test moves it: ticks that wait for other threads are as many as the machine makes of them, and no
/// connection may be timed out because its thread has not had its turn.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class WavesSocketTests : IDisposable
{
    private readonly ServerRig _rig = new(1, null, new Ecs.Server.Rooms.RoomOptions { Name = "waves", Mode = "waves" });
    private readonly WavesSocketListener _listener;
    private readonly WavesDoor _door;
    private readonly List<Socket> _clients = [];

    public WavesSocketTests()
    {
        // As many rounds as the machine makes while the clock stands still.
        var options = new WavesOptions { RoundsPerSecond = 1_000_000, RoundBurst = 1_000_000, AddressLimit = 16, FarewellMilliseconds = 60_000 };
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), options, _rig.Metrics, out var listener, out _));
        _listener = listener;
        _door = new WavesDoor(_rig.Server.Context, _rig.Room, listener, options);
        _rig.Server.OpenDoor(_door);
    }

    [Fact]
    public void Two_clients_are_welcomed_and_every_round_is_answered_without_a_tick()
    {
        var first = Enter();
        var second = Enter();
        for (var round = 0; round < 50; round++)
        {
            foreach (var client in (Socket[])[first, second])
            {
                client.Send(WavesWire.UserData());
                client.Send(WavesWire.Keys(4));
                Assert.Equal(4, ReadFrames(client, 4).Length);
            }
        }

        _rig.Run(1);
        Assert.Equal(2, _door.SessionCount);
        Assert.Equal((2, 2), (_rig.Room.PlayerCount, _listener.OpenCount));
    }

    [Fact]
    public void A_third_client_is_told_full_and_closed()
    {
        Enter();
        Enter();
        var third = Connect();
        third.Send(WavesWire.Hello);
        RunUntil(() => third.Available > 0);

        Assert.Equal("""{"error":"full"}""", ReadFrames(third, 2)[1]);
        Assert.Equal(0, third.Receive(new byte[1]));
        third.Dispose();
        RunUntil(() => _door.SessionCount == 2 && _listener.OpenCount == 2);
    }

    /// <summary>Whatever the client has said meanwhile: unread bytes would turn the end into a reset, which takes the last words along.</summary>
    [Fact]
    public void A_third_client_that_has_said_more_can_still_read_full_and_the_end()
    {
        Enter();
        Enter();
        var third = Connect();
        third.Send([.. WavesWire.Hello, .. WavesWire.Round(), .. WavesWire.Round()]);
        RunUntil(() => _rig.Drops(DropCause.Refused) == 1 && _door.SessionCount == 2);
        third.Send(WavesWire.Round());

        Assert.Equal("""{"error":"full"}""", ReadFrames(third, 2)[1]);
        Assert.Equal(0, third.Receive(new byte[1]));
        third.Send(WavesWire.Round());
        third.Shutdown(SocketShutdown.Send);
        RunUntil(() => _listener.OpenCount == 2);
    }

    [Fact]
    public void Who_is_told_full_and_stays_is_let_go_by_and_by()
    {
        Enter();
        Enter();
        var options = new WavesOptions { FarewellMilliseconds = 1 };
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), options, _rig.Metrics, out var listener, out _));
        _rig.Server.OpenDoor(new WavesDoor(_rig.Server.Context, _rig.Room, listener, options));
        var third = Connect(listener.Port);
        third.Send(WavesWire.Hello);
        RunUntil(() => third.Available > 0);
        Until(() => listener.OpenCount == 0);

        Assert.Equal("""{"error":"full"}""", ReadFrames(third, 2)[1]);
    }

    [Fact]
    public void A_client_that_is_held_back_goes_on_with_the_ticks_and_a_kick_ends_it()
    {
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), new WavesOptions(), _rig.Metrics, out var listener, out _));
        var door = new WavesDoor(_rig.Server.Context, _rig.Room, listener, new WavesOptions());
        _rig.Server.OpenDoor(door);
        var client = Connect(listener.Port);
        client.Send(WavesWire.Hello);
        RunUntil(() => client.Available > 0);
        ReadFrames(client, 1);
        for (var round = 0; round < 200; round++)
        {
            client.Send(WavesWire.Round());
            RunUntil(() => client.Available > 0);
            ReadFrames(client, 4);
        }

        Assert.Equal((1, 0), (door.SessionCount, _rig.Drops(DropCause.Rate)));
        for (var round = 0; round < 20; round++)
            client.Send(WavesWire.Round());

        Assert.True(_rig.Server.Kick("ship 1", "go"));
        RunUntil(() => listener.OpenCount == 0);
    }

    [Fact]
    public void Who_leaves_is_reset_as_in_the_original()
    {
        var first = Enter();
        first.Send([.. WavesWire.UserData(connection: false), .. WavesWire.UserData(connection: false), .. WavesWire.Keys()]);
        RunUntil(() => _door.SessionCount == 0 && _listener.OpenCount == 0);

        var error = SocketError.Success;
        try
        {
            Assert.Equal(0, first.Receive(new byte[1]));
        }
        catch (SocketException exception)
        {
            error = exception.SocketErrorCode;
        }

        Assert.True(error is SocketError.Success or SocketError.ConnectionReset);
        Assert.Equal(0, _rig.Room.PlayerCount);
    }

    [Fact]
    public void A_kick_ends_a_thread_that_waits_for_its_client()
    {
        var first = Enter();
        Assert.True(_rig.Server.Kick("ship 1", "go"));
        RunUntil(() => _listener.OpenCount == 0);

        Assert.Equal(0, first.Receive(new byte[1]));
    }

    [Fact]
    public void A_client_that_does_not_read_is_ended_and_its_thread_with_it()
    {
        var greedy = Enter();
        greedy.Blocking = false;
        var round = WavesWire.Round();
        var other = Enter();
        var refusals = 0;
        var rest = Memory<byte>.Empty;
        RunUntil(() =>
        {
            // Never reads: buffers fill, and the connection's own thread blocks. What it sends are whole rounds, piece by piece.
            rest = rest.IsEmpty ? round : rest;
            rest = rest[Math.Max(greedy.Send(rest.Span, SocketFlags.None, out var error), 0)..];
            refusals = error == SocketError.WouldBlock ? refusals + 1 : 0;
            Play(other, round);
            return refusals == 50;
        });
        Assert.Equal(2, _door.SessionCount);
        RunUntil(() =>
        {
            // Now time passes, and the tick sees rounds of one of them only.
            Play(other, round);
            _rig.Server.Tick.Run(TimeSpan.FromMilliseconds(100));
            return _door.SessionCount == 1;
        });

        RunUntil(() => _listener.OpenCount == 1);
        Assert.Equal(1, _rig.Drops(DropCause.Timeout));
        Play(other, round);
    }

    [Fact]
    public void A_stop_ends_all_threads_and_frees_the_port()
    {
        var first = Enter();
        var waiting = Connect();
        RunUntil(() => _listener.OpenCount == 2);
        _rig.Server.BeginStop();
        _rig.Run(2);
        RunUntil(() => _listener.OpenCount == 0);

        Assert.Equal(0, first.Receive(new byte[1]));
        Assert.Equal(0, waiting.Receive(new byte[1]));
        _listener.Dispose();
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        again.Bind(new IPEndPoint(IPAddress.Loopback, _listener.Port));
    }

    /// <summary>
    /// After a few answers the kernel turns quick acknowledgements off by itself, and the original client's payload would wait 40 ms
    /// for that of its header.
    /// </summary>
    [LinuxFact("only Linux has the option")]
    public void Answers_are_not_delayed_and_quick_acknowledgements_are_armed_again_before_each_receive()
    {
        const int TcpLevel = 6;
        const int QuickAcknowledge = 12;
        using var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
        client.Connect(port.LocalEndPoint!);
        var socket = port.Accept();
        var link = new WavesSocketLink(socket, (IPEndPoint)socket.RemoteEndPoint!, _rig.Metrics, static _ => { });
        Assert.True(socket.NoDelay);
        link.Start();
        link.Allow(20, 20);
        link.Decide(WavesAdmission.Seated);
        client.Send(WavesWire.Hello);
        ReadFrames(client, 1);
        var armed = new byte[sizeof(int)];
        for (var round = 0; round < 20; round++)
        {
            client.Send(WavesWire.UserData());
            client.Send(WavesWire.Keys());
            ReadFrames(client, 4);
            RunUntil(() => socket.GetRawSocketOption(TcpLevel, QuickAcknowledge, armed) == sizeof(int) && armed[0] == 1);
        }

        link.Abort();
    }

    [Fact]
    public void A_port_in_use_is_a_fault_with_its_exit_code()
    {
        Assert.False(WavesSocketListener.TryOpen(
            new IPEndPoint(IPAddress.Loopback, _listener.Port), new WavesOptions(), _rig.Metrics, out _, out var fault));

        Assert.Equal(74, fault.ExitCode);
        Assert.Contains($"TCP port {_listener.Port}", fault.Explain("Doors (--doors)", "Bind (--bind)"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_address_does_not_take_all_places_and_who_leaves_makes_place()
    {
        Assert.True(WavesSocketListener.TryOpen(
            new IPEndPoint(IPAddress.Loopback, 0), new WavesOptions { AddressLimit = 2 }, _rig.Metrics, out var listener, out _));
        using (listener)
        {
            var clients = Enumerable.Range(0, 3).Select(_ => Connect(listener.Port)).ToArray();
            RunUntil(() => _rig.Drops(DropCause.Refused) == 1);
            Assert.Equal(2, listener.OpenCount);

            clients[0].Dispose();
            RunUntil(() => listener.OpenCount == 1);
            Connect(listener.Port);
            RunUntil(() => listener.OpenCount == 2);
            Assert.Equal(1, _rig.Drops(DropCause.Refused));
        }
    }

    [Fact]
    public void Behind_a_proxy_each_person_has_an_address_and_a_limit_of_their_own()
    {
        var options = new WavesOptions { AddressLimit = 1, Proxies = new(IPNetwork.Parse("127.0.0.0/8")) };
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), options, _rig.Metrics, out var listener, out _));
        using (listener)
        {
            _rig.Server.OpenDoor(new WavesDoor(_rig.Server.Context, _rig.Room, listener, options));
            string[] people = ["203.0.113.7 192.0.2.1 33166", "203.0.113.8 192.0.2.1 33166"];
            foreach (var person in people)
            {
                var client = Connect(listener.Port);
                client.Send([.. System.Text.Encoding.ASCII.GetBytes($"PROXY TCP4 {person} 5050\r\n"), .. WavesWire.Hello]);
                RunUntil(() => client.Available > 0);
                Assert.Contains($"\"{person.Split(' ')[0]}\"", ReadFrames(client, 1)[0], StringComparison.Ordinal);
            }

            Connect(listener.Port).Send(System.Text.Encoding.ASCII.GetBytes($"PROXY TCP4 {people[0]} 5050\r\n"));
            RunUntil(() => _rig.Drops(DropCause.Refused) == 1 && listener.OpenCount == 2);
        }
    }

    [Fact]
    public void Proxies_that_say_nothing_readable_are_ended_and_counted_by_cause()
    {
        var options = new WavesOptions { HelloSeconds = 1, Proxies = new(IPNetwork.Parse("127.0.0.0/8")) };
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), options, _rig.Metrics, out var listener, out _));
        using (listener)
        {
            var silent = Connect(listener.Port);
            Connect(listener.Port).Dispose();
            Connect(listener.Port).Send(WavesWire.Hello);
            Connect(listener.Port).Send("PROXY TCP4 nobody\r\n"u8);
            var torn = Connect(listener.Port);
            torn.Send("PROXY "u8);
            torn.Dispose();

            RunUntil(() => _rig.Drops(DropCause.ProxyHead) == 3 && _rig.Drops(DropCause.Timeout) == 1 && listener.OpenCount == 0);

            Assert.Equal(0, silent.Receive(new byte[1]));
            Assert.False(listener.TryAccept(out _));
        }
    }

    [Fact]
    public void Without_handles_newcomers_are_closed_and_counted_and_whoever_leaves_gives_one_back()
    {
        var options = new WavesOptions { Handles = new Ecs.Server.Files.HandleBudget(1) };
        Assert.True(WavesSocketListener.TryOpen(new IPEndPoint(IPAddress.Loopback, 0), options, _rig.Metrics, out var listener, out _));
        using (listener)
        {
            var first = Connect(listener.Port);
            RunUntil(() => listener.OpenCount == 1);
            Assert.Equal(0, Connect(listener.Port).Receive(new byte[1]));
            Assert.Equal(1, _rig.Drops(DropCause.NoHandle));

            first.Dispose();
            RunUntil(() => listener.OpenCount == 0 && options.Handles.Left == 1);
            Connect(listener.Port);
            RunUntil(() => listener.OpenCount == 1);
        }
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void The_wildcard_takes_clients_of_both_versions(string address)
    {
        if (!Socket.OSSupportsIPv6)
            return;

        Assert.True(WavesSocketListener.TryOpen(
            new IPEndPoint(IPAddress.Parse(address), 0), new WavesOptions(), _rig.Metrics, out var listener, out _));
        using (listener)
        {
            Connect(listener.Port);
            using var sixth = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            sixth.Connect(IPAddress.IPv6Loopback, listener.Port);
            RunUntil(() => listener.OpenCount == 2);
        }
    }

    [Fact]
    public void Names_of_ships_that_others_bear_keep_nobody_out()
    {
        for (var number = 1; number <= 40; number++)
            Assert.True(_rig.Server.Names.TryTake($"ship {number}", null));

        Enter();
        Assert.Equal("ship 41", Assert.Single(_rig.Server.Names.People).Name);
    }

    [Fact]
    public void Connections_over_the_limit_are_closed()
    {
        var clients = Enumerable.Range(0, 20).Select(_ => Connect()).ToArray();
        RunUntil(() => _rig.Drops(DropCause.Refused) == 4);

        Assert.Equal(16, _listener.OpenCount);
        Assert.Equal(20, clients.Length);
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _rig.Dispose();
    }

    private Socket Connect() => Connect(_listener.Port);

    private Socket Connect(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
        _clients.Add(client);
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    private Socket Enter()
    {
        var client = Connect();
        client.Send(WavesWire.Hello);
        RunUntil(() => client.Available > 0);
        Assert.Contains(((IPEndPoint)client.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), ReadFrames(client, 1)[0], StringComparison.Ordinal);
        return client;
    }

    /// <summary>One round and its answer: the next tick sees it.</summary>
    private static void Play(Socket client, byte[] round)
    {
        client.Send(round);
        ReadFrames(client, 4);
    }

    private static string[] ReadFrames(Socket client, int count)
    {
        var bytes = new List<byte>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = client.Receive(buffer);
            Assert.True(received > 0, "the server has ended the connection");
            bytes.AddRange(buffer.AsSpan(0, received));
            if (IsWhole(bytes, count))
                return WavesWire.Split([.. bytes], count);
        }
    }

    private static bool IsWhole(List<byte> bytes, int count)
    {
        var at = 0;
        for (var frame = 0; frame < count; frame++)
        {
            if (bytes.Count < at + WavesWire.Header)
                return false;

            var digits = System.Text.Encoding.ASCII.GetString([.. bytes.Skip(at).Take(WavesWire.Header)]);
            at += WavesWire.Header + int.Parse(digits.TrimEnd(' '), System.Globalization.CultureInfo.InvariantCulture);
        }

        return bytes.Count >= at;
    }

    /// <summary>Waits without a tick until other threads have done their part.</summary>
    private static void Until(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, "nothing happened");
            Thread.Yield();
        }
    }

    /// <summary>Ticks, in which no time passes, until other threads have done their part.</summary>
    private void RunUntil(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, "nothing happened");
            _rig.Server.Tick.Run(TimeSpan.Zero);
            Thread.Yield();
        }
    }
}
