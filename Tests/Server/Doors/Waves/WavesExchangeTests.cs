using System.Text;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>The conversation with one client: order, framing and answers, without socket or server.</summary>
[Collection(AloneLane.Name)]
public sealed class WavesExchangeTests
{
    private readonly PictureBox _pictures = new();
    private WavesExchange _exchange = new("127.0.0.1", 33166);

    [Fact]
    public void Hello_is_answered_with_the_clients_own_address_in_the_originals_spelling()
    {
        Assert.Equal(WavesStep.Wait, Send(WavesWire.Hello));
        Assert.Equal(WavesStep.Wait, _exchange.Next(WavesAdmission.Waiting));
        Assert.Equal(WavesStep.Send, _exchange.Next(WavesAdmission.Seated));

        Assert.Equal("34" + new string(' ', 62) + """{"ip": "127.0.0.1", "port": 33166}""", Encoding.UTF8.GetString(_exchange.Answer));
    }

    [Fact]
    public void A_third_client_gets_its_welcome_and_full_in_one_write()
    {
        Send(WavesWire.Hello);

        Assert.Equal(WavesStep.SendAndClose, _exchange.Next(WavesAdmission.Full));
        Assert.Equal(["""{"ip": "127.0.0.1", "port": 33166}""", """{"error":"full"}"""], WavesWire.Split(_exchange.Answer, 2));
    }

    [Fact]
    public void A_round_of_two_frames_is_answered_with_four_in_one_piece()
    {
        Welcome();
        Assert.Equal(WavesStep.Receive, Send(WavesWire.UserData()));
        Assert.Equal(WavesStep.Round, Send(WavesWire.Keys(4, 44)));

        Assert.Equal(WavesKeys.Left | WavesKeys.Fire, _exchange.Keys);
        Assert.False(_exchange.IsReady);
        _exchange.Draw(_pictures.Newest());
        var frames = WavesWire.Split(_exchange.Answer, 4);
        Assert.Equal(
            """{"ready": false, "level": 0, "user1": "0.0.0.0", "user2": "0.0.0.0", "x1": 0, "y1": 0, "health1": 0, "lost1": false, "x2": 0, "y2": 0, "health2": 0, "lost2": false, "win1": false, "win2": false}""",
            frames[0]);
        Assert.Equal(["[]", "[]", "[]"], frames[1..]);
    }

    [Fact]
    public void A_picture_is_written_as_the_original_writes_its_state()
    {
        Welcome();
        var canvas = _pictures.Canvas;
        canvas.IsPlaying = true;
        canvas.Level = 12;
        canvas.First = new("127.0.0.1", 36556, 111, 630, 70, HasLost: true, HasWon: false);
        canvas.Second = new("fe80::1", 36566, 496, 450, 90, HasLost: false, HasWon: true);
        canvas.FirstLasers.AddRange([new(1, 111, 20, 0), new(2, 111, 210, 0)]);
        canvas.Enemies.AddRange([new(3, 238, -1405, 2), new(4, 50, 0, 0), new(5, 649, 749, 1)]);
        _pictures.Publish();

        Send(WavesWire.Round(ready: true));
        _exchange.Draw(_pictures.Newest());

        Assert.True(_exchange.IsReady);
        Assert.Equal(
            [
                """{"ready": true, "level": 12, "user1": ["127.0.0.1", 36556], "user2": ["fe80::1", 36566], "x1": 111, "y1": 630, "health1": 70, "lost1": true, "x2": 496, "y2": 450, "health2": 90, "lost2": false, "win1": false, "win2": true}""",
                """[{"x": 111, "y": 20}, {"x": 111, "y": 210}]""",
                "[]",
                """[{"ex": 238, "ey": -1405, "ecolor": "blue"}, {"ex": 50, "ey": 0, "ecolor": "red"}, {"ex": 649, "ey": 749, "ecolor": "green"}]""",
            ],
            WavesWire.Split(_exchange.Answer, 4));
    }

    [Fact]
    public void Every_split_of_the_bytes_gives_the_same_conversation()
    {
        byte[] all = [.. WavesWire.Hello, .. WavesWire.Round(), .. WavesWire.Round(ready: true, 44)];
        for (var cut = 1; cut < all.Length; cut++)
            Assert.Equal(["send", "round None False", "round Fire True"], Converse(all.AsSpan(0, cut), all.AsSpan(cut)));
    }

    [Fact]
    public void Single_bytes_give_the_same_conversation()
    {
        byte[] all = [.. WavesWire.Hello, .. WavesWire.Round(), .. WavesWire.Round(ready: true, 44)];
        var steps = new List<string>();
        foreach (var value in all)
            steps.AddRange(Converse([value]));

        Assert.Equal(["send", "round None False", "round Fire True"], steps);
    }

    [Fact]
    public void Several_rounds_in_one_piece_are_several_rounds()
    {
        byte[] all = [.. WavesWire.Hello, .. WavesWire.Round(), .. WavesWire.Round(ready: true), .. WavesWire.Round()];

        Assert.Equal(["send", "round None False", "round None True", "round None False"], Converse(all));
    }

    [Fact]
    public void Keys_of_a_million_bytes_are_still_read_and_one_byte_more_than_the_limit_is_too_long()
    {
        Welcome();
        Send(WavesWire.UserData());
        var padded = WavesWire.KeysText(44).PadRight(WavesReader.PayloadLimit);
        Assert.Equal(WavesStep.Round, SendInPieces(WavesWire.Frame(padded), 50_000));
        Assert.Equal(WavesKeys.Fire, _exchange.Keys);

        Assert.Equal(WavesStep.Fault, Send(Encoding.ASCII.GetBytes("1048577".PadRight(64))));
        Assert.Equal(DropCause.TooLong, _exchange.Fault);
    }

    [Fact]
    public void A_length_alone_makes_no_memory()
    {
        Allocations.AssertAtMostOnceWarm(32 * 1024, () =>
        {
            _exchange = new WavesExchange("127.0.0.1", 1);
            Welcome();
            Assert.Equal(WavesStep.Receive, Send(Encoding.ASCII.GetBytes("1048576".PadRight(64))));
            Assert.InRange(_exchange.Free.Length, 1, 16 * 1024);
        });
    }

    [Theory]
    [InlineData("!DISCONNECT")]
    [InlineData("""{"connection": false, "ready": true}""")]
    public void Who_says_so_leaves_and_is_not_answered(string payload)
    {
        Welcome();

        Assert.Equal(WavesStep.Left, Send(WavesWire.Frame(payload)));
    }

    [Fact]
    public void The_other_bare_word_ends_it_in_place_of_the_keys_too()
    {
        Welcome();
        Send(WavesWire.UserData());

        Assert.Equal(WavesStep.Left, Send(WavesWire.Frame("!DISCONNECT")));
    }

    [Theory]
    [InlineData("goodbye", DropCause.OutOfOrder)]
    [InlineData("", DropCause.OutOfOrder)]
    [InlineData("""{"connection": true, "ready": false}""", DropCause.OutOfOrder)]
    public void Nothing_comes_before_hello(string payload, DropCause cause)
    {
        Assert.Equal(WavesStep.Fault, Send(WavesWire.Frame(payload)));
        Assert.Equal(cause, _exchange.Fault);
    }

    [Fact]
    public void Keys_before_user_data_and_user_data_before_keys_are_faults()
    {
        Welcome();
        Assert.Equal(WavesStep.Fault, Send(WavesWire.Keys()));

        _exchange = new WavesExchange("127.0.0.1", 1);
        Welcome();
        Send(WavesWire.UserData());
        Assert.Equal(WavesStep.Fault, Send(WavesWire.UserData()));
        Assert.Equal(DropCause.Malformed, _exchange.Fault);
    }

    [Fact]
    public void Who_does_not_wait_for_the_welcome_is_answered_after_it()
    {
        Assert.Equal(WavesStep.Wait, Send([.. WavesWire.Hello, .. WavesWire.Round()]));

        Assert.Equal(WavesStep.Send, _exchange.Next(WavesAdmission.Seated));
        Assert.Equal(WavesStep.Round, _exchange.Next(WavesAdmission.Seated));
        Assert.Equal(WavesStep.Receive, _exchange.Next(WavesAdmission.Seated));
    }

    [Fact]
    public void Warm_rounds_allocate_nothing()
    {
        Welcome();
        var round = WavesWire.Round(ready: true, 4, 44);

        Allocations.AssertNoneOnceWarm(() => Play(round, 1_000));
    }

    private void Play(byte[] round, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            var canvas = _pictures.Canvas;
            canvas.ClearObjects();
            for (var enemy = 0; enemy < 60; enemy++)
                canvas.Enemies.Add(new((ulong)enemy, enemy * 10, -enemy * 20, (ushort)(enemy % 3)));

            canvas.First = new("127.0.0.1", 50_000, 220, 630, 100, HasLost: false, HasWon: false);
            _pictures.Publish();
            var step = Send(round);
            _exchange.Draw(_pictures.Newest());
            if (step != WavesStep.Round || _exchange.Answer.Length < 2_000)
                throw new InvalidOperationException("the round was not answered");
        }
    }

    private void Welcome()
    {
        Send(WavesWire.Hello);
        Assert.Equal(WavesStep.Send, _exchange.Next(WavesAdmission.Seated));
    }

    private WavesStep Send(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var free = _exchange.Free;
            var count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            _exchange.Received(count);
            bytes = bytes[count..];
            var step = _exchange.Next(WavesAdmission.Waiting);
            if (bytes.IsEmpty || step != WavesStep.Receive)
                return step;
        }
    }

    private WavesStep SendInPieces(byte[] bytes, int length)
    {
        var step = WavesStep.Receive;
        foreach (var piece in bytes.Chunk(length))
            step = Send(piece);

        return step;
    }

    /// <summary>A conversation of its own when it has two pieces, else the one that goes on.</summary>
    private List<string> Converse(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        _exchange = new WavesExchange("127.0.0.1", 33166);
        return [.. Converse(first), .. Converse(second)];
    }

    private List<string> Converse(ReadOnlySpan<byte> bytes)
    {
        var said = new List<string>();
        var isFed = false;
        while (true)
        {
            switch (_exchange.Next(WavesAdmission.Seated))
            {
                case WavesStep.Receive when isFed && bytes.IsEmpty:
                    return said;
                case WavesStep.Receive:
                    var free = _exchange.Free;
                    var count = Math.Min(free.Length, bytes.Length);
                    bytes[..count].CopyTo(free);
                    _exchange.Received(count);
                    bytes = bytes[count..];
                    isFed = true;
                    break;
                case WavesStep.Send:
                    said.Add("send");
                    break;
                case WavesStep.Round:
                    said.Add($"round {_exchange.Keys} {_exchange.IsReady}");
                    break;
                default:
                    said.Add("end");
                    return said;
            }
        }
    }
}
