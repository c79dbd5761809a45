using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Query;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Query;

/// <summary>Answers to server browsers, without a socket.</summary>
public sealed class QueryResponderTests : IDisposable
{
    private static readonly SocketAddress Here = new IPEndPoint(IPAddress.Parse("192.0.2.7"), 27005).Serialize();

    private readonly ServerMetrics _metrics = new();
    private readonly QueryStatus _status = new();
    private readonly QueryResponder _responder;
    private TimeSpan _now = TimeSpan.FromHours(1);

    public QueryResponderTests()
    {
        _responder = new QueryResponder(new QueryFacts("Friends & Co", "1.2.3", 9050, [new("tick_rate", "60")]), _status, _metrics);
    }

    [Fact]
    public void A_question_without_a_challenge_is_answered_with_one_that_then_opens_all_answers()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = 3, PlayerLimit = 16 }, new RoomOptions { Name = "vip", Mode = "waves", Password = "sesame", Bots = 2 });
        rig.Run(70);
        _status.Publish(rig.Server.Rooms, rig.Server.Clock.Now);

        var info = Ask('T');
        Assert.Equal((-1, (byte)'I', (byte)17), (info.Long(), info.Byte(), info.Byte()));
        Assert.Equal(("Friends & Co", rig.Room.World.Map.Name, "ecs", "arena"), (info.Text(), info.Text(), info.Text(), info.Text()));
        Assert.Equal((0, 5, 16 + rig.Server.Rooms.All[1].Options.PlayerLimit, 5), (info.Short(), info.Byte(), info.Byte(), info.Byte()));
        Assert.Equal(((byte)'d', (byte)'l', (byte)0, (byte)0), (info.Byte(), info.Byte(), info.Byte(), info.Byte()));
        Assert.Equal(("1.2.3", (byte)0xA0, (ushort)9050, "arena,waves"), (info.Text(), info.Byte(), info.Short(), info.Text()));
        Assert.True(info.IsAtEnd);

        var players = Ask('U');
        Assert.Equal((-1, (byte)'D', (byte)3), (players.Long(), players.Byte(), players.Byte()));
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(0, players.Byte());
            Assert.Equal(rig.Room.SeatAt(index)!.Name, players.Text());
            Assert.InRange(players.Long(), 0, 10);
            Assert.InRange(players.Float(), 0.5f, 2);
        }

        Assert.True(players.IsAtEnd);

        var rules = Ask('V');
        Assert.Equal((-1, (byte)'E', (ushort)3), (rules.Long(), rules.Byte(), rules.Short()));
        Assert.Equal(("tick_rate", "60", "room arena"), (rules.Text(), rules.Text(), rules.Text()));
        Assert.StartsWith("arena on ", rules.Text(), StringComparison.Ordinal);
        Assert.Equal("room vip", rules.Text());
        Assert.EndsWith(", 2 bots, locked", rules.Text(), StringComparison.Ordinal);
        Assert.True(rules.IsAtEnd);
    }

    [Fact]
    public void Whatever_is_asked_before_the_challenge_gets_no_more_bytes_than_it_has()
    {
        Crowd(255);
        var random = new Random(18);
        var answered = 0;
        for (var kind = 0; kind <= byte.MaxValue; kind++)
        {
            for (var round = 0; round < 1_000; round++)
            {
                var body = new byte[random.Next(0, 60)];
                random.NextBytes(body);
                byte[] request = [0xFF, 0xFF, 0xFF, 0xFF, (byte)kind, .. kind == 'T' && round % 2 == 0 ? "Source Engine Query\0"u8 : [], .. body];
                if (round % 5 == 0)
                    random.NextBytes(request.AsSpan(0, 4));
                _now += TimeSpan.FromMilliseconds(60);

                var bytes = _responder.Answer(request, Here, _now).Sum(static datagram => datagram.Length);

                Assert.True(bytes <= request.Length, $"kind {kind}, round {round}: {bytes} bytes for {request.Length}");
                answered += bytes == 0 ? 0 : 1;
            }
        }

        Assert.InRange(answered, 1_000, 3_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(300)]
    public void A_long_answer_comes_in_pieces_of_at_most_1400_bytes(int people)
    {
        Crowd(people);

        var players = Ask('U');

        Assert.Equal((-1, (byte)'D', Math.Min(people, 255)), (players.Long(), players.Byte(), players.Byte()));
        for (var index = 0; index < Math.Min(people, 255); index++)
        {
            players.Byte();
            Assert.Contains("bot", players.Text(), StringComparison.OrdinalIgnoreCase);
            players.Long();
            players.Float();
        }

        Assert.True(players.IsAtEnd);
    }

    [Fact]
    public void A_challenge_is_of_one_address_and_port_and_lasts_half_a_minute()
    {
        Crowd(1);
        var challenge = ChallengeOf(Here);

        Assert.Equal((byte)'D', Send('U', challenge, Here)[0][4]);
        Assert.Equal((byte)'A', Send('U', challenge, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 27006).Serialize())[0][4]);
        Assert.Equal((byte)'A', Send('U', challenge, new IPEndPoint(IPAddress.Parse("192.0.2.8"), 27005).Serialize())[0][4]);
        Assert.Equal((byte)'A', Send('U', challenge + 1, Here)[0][4]);
        _now += TimeSpan.FromSeconds(29);
        Assert.Equal((byte)'D', Send('U', challenge, Here)[0][4]);
        _now += TimeSpan.FromSeconds(31);
        Assert.Equal((byte)'A', Send('U', challenge, Here)[0][4]);
    }

    [Fact]
    public void An_answer_stays_for_a_second()
    {
        Crowd(1);
        var challenge = ChallengeOf(Here);
        var first = Send('U', challenge, Here)[0];
        Crowd(3);

        Assert.Same(first, Send('U', challenge, Here)[0]);
        _now += TimeSpan.FromSeconds(0.9);
        Assert.Same(first, Send('U', challenge, Here)[0]);
        _now += TimeSpan.FromSeconds(0.1);
        Assert.Equal(3, Send('U', challenge, Here)[0][5]);
    }

    [Fact]
    public void Ten_thousand_questions_a_second_of_one_address_are_answered_twenty_times_and_others_are_heard()
    {
        Crowd(1);
        var other = new IPEndPoint(IPAddress.Parse("198.51.100.9"), 1).Serialize();
        var answered = 0;
        var others = 0;
        for (var question = 0; question < 100_000; question++)
        {
            _now += TimeSpan.FromMilliseconds(0.1);
            answered += Send('T', null, Here).Count;
            if (question % 1_000 == 0)
                others += Send('T', null, other).Count;
        }

        Assert.InRange(answered, QueryResponder.Rate * 9, (QueryResponder.Rate * 10) + QueryResponder.Burst);
        Assert.Equal(100, others);
        Assert.True(_metrics.DropsOf(DropCause.StrangerRate) > 90_000);
    }

    [Fact]
    public void All_addresses_together_are_answered_a_thousand_times_a_second()
    {
        Crowd(1);
        var answered = 0;
        for (var question = 0; question < 100_000; question++)
        {
            _now += TimeSpan.FromMilliseconds(0.1);
            answered += Send('T', null, new IPEndPoint(new IPAddress(question + 1), 1).Serialize()).Count;
        }

        Assert.InRange(answered, QueryResponder.TotalRate * 5, (QueryResponder.TotalRate * 10) + QueryResponder.TotalBurst);
    }

    public void Dispose() => _metrics.Dispose();

    private void Crowd(int people)
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = Math.Max(people, 0), PlayerLimit = Math.Max(people, 1) });
        rig.Run(5);
        _status.Publish(rig.Server.Rooms, rig.Server.Clock.Now);
    }

    private QueryReader Ask(char kind) => QueryReader.Of(Send(kind, ChallengeOf(Here), Here));

    private uint ChallengeOf(SocketAddress source)
    {
        var answer = Assert.Single(Send('T', null, source));
        Assert.Equal(9, answer.Length);
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF, (byte)'A'], answer[..5]);
        return BitConverter.ToUInt32(answer, 5);
    }

    private IReadOnlyList<byte[]> Send(char kind, uint? challenge, SocketAddress source) => _responder.Answer(
        [0xFF, 0xFF, 0xFF, 0xFF, (byte)kind, .. kind == 'T' ? "Source Engine Query\0"u8 : [], .. challenge is { } number ? BitConverter.GetBytes(number) : []], source, _now);
}
