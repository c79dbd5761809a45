using System.Text;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Simulation;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>What the echo of a stream answers and what it hands on, without sockets and threads.</summary>
public sealed class WebSocketEchoTests
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes(WebSocketClient.Request());
    private static readonly byte[] Word = Convert.FromHexString("feb201000000000000");
    private static readonly byte[] WordAnswer = Convert.FromHexString("8209ffb201000000000000");

    private readonly StreamAnswers _answers = new();
    private readonly List<byte> _passed = [];
    private readonly WebSocketEcho _echo = new(64 * 1024, new ArenaPingWord());
    private byte[] _held = [];

    [Fact]
    public void A_ping_is_answered_and_goes_on_as_a_pong()
    {
        Begin();
        var ping = WebSocketClient.FrameOf(WebSocketOpcode.Ping, "abc"u8);
        Feed(ping);

        Assert.Equal([0x8A, 3, .. "abc"u8], Answered());
        Assert.Equal([.. Request, 0x8A, .. ping[1..]], _passed);
    }

    [Fact]
    public void A_games_own_ping_is_answered_and_goes_on_as_a_pong()
    {
        Begin();
        var ping = WebSocketClient.FrameOf(WebSocketOpcode.Binary, Word);
        Feed(ping);

        Assert.Equal(WordAnswer, Answered());
        Assert.Equal([.. Request, 0x8A, .. ping[1..]], _passed);
    }

    /// <summary>The tick's thread hears them, as before.</summary>
    [Fact]
    public void Nothing_is_answered_before_the_upgrade_is_out_or_behind_a_farewell_and_words_only_when_they_mean_something()
    {
        byte[] frames = [.. WebSocketClient.FrameOf(WebSocketOpcode.Ping, "1"u8), .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, Word)];
        Feed([.. Request, .. frames]);
        Assert.Empty(Answered());
        _echo.Begin();
        Feed(WebSocketClient.FrameOf(WebSocketOpcode.Binary, Word));
        Assert.Empty(Answered());
        Assert.Equal([.. Request, .. frames, .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, Word)], _passed);

        _echo.BeginWords();
        _echo.Stop();
        Feed(frames);
        Assert.Empty(Answered());
        Assert.EndsWith(Convert.ToHexString(frames), Convert.ToHexString([.. _passed]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01feb2010000000000", 0x82)] // No ping.
    [InlineData("feb20100000000", 0x82)]     // Too short.
    [InlineData("feb20100000000000000", 0x82)] // Too long.
    [InlineData("feb201000000000000", 0x81)] // A text.
    [InlineData("feb201000000000000", 0x02)] // The beginning of a longer one.
    [InlineData("feb201000000000000", 0x8A)] // A pong.
    public void What_is_no_ping_goes_on_as_it_came(string payload, byte first)
    {
        Begin();
        var frame = WebSocketClient.FrameOf(WebSocketOpcode.Binary, Convert.FromHexString(payload));
        frame[0] = first;
        Feed(frame);

        Assert.Empty(Answered());
        Assert.Equal([.. Request, .. frame], _passed);
    }

    /// <summary>It is a fault, and the tick's thread has to see it.</summary>
    [Fact]
    public void A_word_in_the_middle_of_another_message_goes_on_as_it_came_and_a_ping_there_is_answered()
    {
        Begin();
        var start = WebSocketClient.FrameOf(WebSocketOpcode.Binary, "x"u8, isFinal: false);
        var word = WebSocketClient.FrameOf(WebSocketOpcode.Binary, Word);
        var ping = WebSocketClient.FrameOf(WebSocketOpcode.Ping, []);
        Feed([.. start, .. word]);
        Assert.Empty(Answered());
        Assert.Equal([.. Request, .. start, .. word], _passed);

        Feed([.. WebSocketClient.FrameOf(WebSocketOpcode.Text, "x"u8, isFinal: false), .. ping]);
        Assert.Equal([0x8A, 0], Answered());
        Feed([.. WebSocketClient.FrameOf(WebSocketOpcode.Continuation, "y"u8), .. word]);
        Assert.Equal(WordAnswer, Answered());
    }

    [Fact]
    public void Behind_what_cannot_be_read_nothing_is_answered_and_all_of_it_goes_on()
    {
        Begin();
        byte[] bad = [0x82, 0x05, 1, 2, 3, 4, 5, .. WebSocketClient.FrameOf(WebSocketOpcode.Ping, "abc"u8)];
        Feed(bad);
        Feed(bad);

        Assert.Empty(Answered());
        Assert.Equal([.. Request, .. bad, .. bad], _passed);
    }

    [Fact]
    public void A_flood_is_left_to_the_tick_beyond_so_many_a_second()
    {
        Begin();
        var ping = WebSocketClient.FrameOf(WebSocketOpcode.Ping, "abc"u8);
        var answered = 0;
        for (var count = 0; count < 10_000; count++)
        {
            Feed(ping);
            answered += Answered().Length / 5;
        }

        // A slow machine takes a second or more for it.
        Assert.InRange(answered, WebSocketEcho.PerSecond, 9_999);
        Assert.Equal(Request.Length + (10_000 * ping.Length), _passed.Count);
    }

    [Fact]
    public void A_client_that_does_not_read_gets_the_rest_from_the_tick()
    {
        Begin();
        var ping = WebSocketClient.FrameOf(WebSocketOpcode.Ping, new byte[125]);
        for (var count = 0; count < 10; count++)
            Feed(ping);

        Assert.Equal(4 * 127, Answered().Length);
        Assert.Equal(6, _passed.Skip(Request.Length).Chunk(ping.Length).Count(static frame => frame[0] == 0x89));
    }

    /// <summary>Whatever the pieces are, the same is answered, the same goes on, and no more than a small frame is held back.</summary>
    [Fact]
    public void Pieces_make_no_difference() => Seeded.Run(200, random =>
    {
        (var sent, var expected, var answers) = Story(random);
        var echo = new WebSocketEcho(64 * 1024, new ArenaPingWord());
        var waiting = new StreamAnswers();
        var passed = new List<byte>();
        var answered = new List<byte>();
        byte[] held = [];
        echo.Begin();
        echo.BeginWords();
        for (var at = 0; at < sent.Length;)
        {
            var part = Math.Min(sent.Length - at, random.Next(4) == 0 ? random.Next(1, 400) : random.Next(1, 9));
            byte[] bytes = [.. held, .. sent[at..(at + part)]];
            at += part;
            var seen = echo.Look(bytes, waiting);
            passed.AddRange(bytes[..seen]);
            held = bytes[seen..];
            Assert.InRange(held.Length, 0, echo.HeldLimit);
            answered.AddRange(Take(waiting));
        }

        Assert.Empty(held);
        Assert.Equal(expected, passed);
        Assert.Equal(answers, answered);
    });

    private static (byte[] Sent, byte[] Expected, byte[] Answers) Story(Random random)
    {
        List<byte> sent = [.. Request];
        List<byte> expected = [.. Request];
        List<byte> answers = [];
        for (var frame = 0; frame < 30; frame++)
        {
            var payload = new byte[random.Next(5) == 0 ? random.Next(126, 3_000) : random.Next(0, 30)];
            random.NextBytes(payload);
            var isPing = random.Next(4) == 0;
            var isWord = !isPing && random.Next(4) == 0;
            payload = isWord ? Word : isPing ? payload[..Math.Min(payload.Length, 125)] : payload;
            if (!isWord && payload.Length == Word.Length)
                payload[0] = 2;
            var bytes = WebSocketClient.FrameOf(isPing ? WebSocketOpcode.Ping : WebSocketOpcode.Binary, payload, mask: (uint)random.Next());
            sent.AddRange(bytes);
            if (isPing)
                answers.AddRange([0x8A, (byte)payload.Length, .. payload]);
            if (isWord)
                answers.AddRange(WordAnswer);
            if (isPing || isWord)
                bytes[0] = 0x8A;
            expected.AddRange(bytes);
        }

        return ([.. sent], [.. expected], [.. answers]);
    }

    private static byte[] Take(StreamAnswers answers)
    {
        var bytes = new byte[1024];
        var length = answers.Peek(bytes);
        answers.Skip(length);
        return bytes[..length];
    }

    private void Begin()
    {
        Feed(Request);
        _echo.Begin();
        _echo.BeginWords();
    }

    private void Feed(ReadOnlySpan<byte> bytes)
    {
        byte[] all = [.. _held, .. bytes];
        var seen = _echo.Look(all, _answers);
        _passed.AddRange(all[..seen]);
        _held = all[seen..];
    }

    private byte[] Answered() => Take(_answers);
}
