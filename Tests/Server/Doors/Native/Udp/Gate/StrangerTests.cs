using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Udp.Gate;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Native.Udp.Gate;

/// <summary>Who has no connection: gets no slot for nothing, no answer longer than the question, and nobody into an endless talk.</summary>
[Collection(AloneLane.Name)]
public sealed class StrangerTests
{
    private const int Addresses = 1 << 20;

    /// <summary>A connect request as the library writes it, without a cookie.</summary>
    private static readonly byte[] Request = [6, 13, 0, 0, 0, .. new byte[12], 16, 2, .. new byte[15], 6, 0, .. "ecs/5"u8];

    [Fact]
    public void A_million_forged_requests_take_no_slot_and_hold_no_memory()
    {
        using var metrics = new ServerMetrics();
        var gate = new PacketGate(new GateState(), metrics);
        var packet = new byte[Request.Length];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Addresses; number++)
        {
            Request.CopyTo(packet, 0);
            var source = new IPEndPoint(new IPAddress((uint)number * 2_654_435_761u), 1024 + (number % 60_000));
            var data = packet;
            var length = packet.Length;
            gate.ProcessInboundPacket(ref source, ref data, ref length);
            Assert.Equal(0, length);
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(held, long.MinValue, 1 << 20);
        Assert.Equal(Addresses, metrics.DropsOf(DropCause.NoCookie) + metrics.DropsOf(DropCause.StrangerRate));
        GC.KeepAlive(gate);
    }

    [Fact]
    public void Requests_through_the_socket_take_no_slot_and_an_honest_client_gets_in_meanwhile()
    {
        using var rig = new GateRig(connectionLimit: 4);
        Socket[] strangers = [.. Enumerable.Range(0, 64).Select(static _ => GateRig.NewSocket())];
        var honest = rig.Join("ana");
        var most = 0;
        for (var round = 0; round < 200; round++)
        {
            foreach (var stranger in strangers)
                stranger.SendTo(Request, rig.Address);
            rig.Turn(GateRig.Step);
            most = Math.Max(most, rig.Carrier.PeerCount);
        }

        var late = rig.Join("bob");
        Assert.Equal((1, 2), (most, rig.Carrier.PeerCount));
        Assert.True(honest.Client.IsInRoom && late.Client.IsInRoom);
        Array.ForEach(strangers, static stranger => stranger.Dispose());
    }

    [Theory]
    [InlineData("ecs/1", true)]
    [InlineData("ecs/2", true)]
    [InlineData("ecs/9999", true)]
    [InlineData("ecs/65535", false)]
    [InlineData("ecs/5", false)]
    [InlineData("ecs/", false)]
    [InlineData("ecs/+1", false)]
    public void Client_of_another_version_is_told_both_without_a_cookie_in_no_more_bytes_than_it_has_sent(string key, bool isTold)
    {
        using var rig = new GateRig();
        using var stranger = GateRig.NewSocket();
        byte[] request = [.. Request[..34], (byte)(key.Length + 1), 0, .. Encoding.UTF8.GetBytes(key)];
        request[5] = 77;
        var answer = new byte[2048];
        for (var asked = 1; asked <= 3; asked++)
        {
            stranger.SendTo(request, rig.Address);
            rig.Server.Tick.Run(GateRig.Step);
            var length = stranger.Receive(answer);

            Assert.InRange(length, 10, request.Length);
            Assert.Equal(request[5..13], answer[1..9]);
            var isFarewell = MessageCodec.TryDecode(answer.AsMemory(9, length - 9), out Farewell farewell) == ReadFault.None;
            Assert.Equal(isTold, isFarewell);
            Assert.Equal(isTold, !GateWire.EndsLikeCookie(answer.AsSpan(9, length - 9)));
            Assert.Equal(isTold ? new Farewell(Reason.WrongVersion, $"server speaks 5, you speak {key[4..]}") : default, farewell);
            Assert.Equal((isTold ? asked : 0, isTold ? 0 : asked), (rig.DropsOf(DropCause.Refused), rig.DropsOf(DropCause.NoCookie)));
        }
    }

    [Fact]
    public void No_answer_is_longer_than_what_asked_and_none_comes_twice()
    {
        const int Seed = 4_711;
        var bodies = DeepRun.Or("GATE_BODIES", 200);
        using var rig = new GateRig();
        using var stranger = GateRig.NewSocket();
        var random = new Random(Seed);
        var buffer = new byte[2048];
        var answered = 0;
        for (var first = 0; first <= byte.MaxValue; first++)
        {
            for (var body = 0; body < bodies; body++)
            {
                var question = Question(random, (byte)first);
                stranger.SendTo(question, rig.Address);
                rig.Server.Tick.Run(TimeSpan.FromMilliseconds(50));
                var answers = 0;
                while (stranger.Available > 0)
                {
                    var length = stranger.Receive(buffer);
                    answers++;
                    Assert.True(length <= question.Length, $"seed {Seed}: {length} bytes for {Convert.ToHexString(question)}");
                }

                Assert.True(answers <= 1, $"seed {Seed}: {answers} answers for {Convert.ToHexString(question)}");
                answered += answers;
            }
        }

        Assert.NotEqual(0, answered);
        Assert.Equal(0, rig.Carrier.PeerCount);
    }

    [Fact]
    public void Its_own_datagrams_sent_back_at_it_come_to_rest()
    {
        using var rig = new GateRig();
        using var mirror = GateRig.NewSocket();
        var buffer = new byte[2048];
        foreach (var opening in (byte[][])[[15, 1], [15], Request, [4, 0, 0], [13, 3, 0, 15, 1, 0]])
        {
            mirror.SendTo(opening, rig.Address);
            var echoes = 0;
            for (var round = 0; round < 100; round++)
            {
                rig.Server.Tick.Run(GateRig.Step);
                while (mirror.Available > 0)
                {
                    var length = mirror.Receive(buffer);
                    mirror.SendTo(buffer.AsSpan(0, length), rig.Address);
                    echoes++;
                }
            }

            Assert.InRange(echoes, 0, 2);
        }
    }

    [Fact]
    public void Answers_to_strangers_are_counted_out_by_address_and_in_all()
    {
        var state = new GateState();
        var ana = IPAddress.Parse("192.0.2.1");
        var taken = Enumerable.Range(0, 1_000).Count(_ => state.Answers.TryTake(ana, TimeSpan.FromSeconds(1)));
        var all = 0;
        for (var number = 0; number < 100_000; number++)
        {
            if (state.Answers.TryTake(new IPAddress((uint)number * 2_654_435_761u), TimeSpan.FromSeconds(1)))
                all++;
        }

        Assert.Equal(100, taken);
        Assert.InRange(all, 15_000, 20_000);
    }

    /// <summary>Random, and in half of the cases with the shape of a request.</summary>
    private static byte[] Question(Random random, byte first)
    {
        var question = new byte[random.Next(1, 80)];
        random.NextBytes(question);
        if (random.Next(2) == 0)
            question = [.. Request, .. question];
        if (random.Next(2) == 0 && question.Length > 20)
            question[random.Next(1, 20)] ^= (byte)random.Next(256);
        question[0] = first;
        return question;
    }
}
