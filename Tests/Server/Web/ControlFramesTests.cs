using Ecs.Server.Net.WebSocket;
using Ecs.Server.Web;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Web;

/// <summary>Pings and pongs are found among all frames, whatever pieces these come in, and nothing else is taken for one.</summary>
public sealed class ControlFramesTests
{
    private static readonly byte[] Ping = WebSocketClient.FrameOf(WebSocketOpcode.Ping, "are you there"u8);

    [Fact]
    public void So_many_are_let_through_at_once_and_so_many_in_each_second()
    {
        var frames = new ControlFrames();

        Assert.Equal(ControlFrames.Burst, Passed(frames, TimeSpan.Zero));
        Assert.Equal(ControlFrames.PerSecond, Passed(frames, TimeSpan.FromSeconds(1)));
        Assert.Equal(ControlFrames.Burst, Passed(frames, TimeSpan.FromSeconds(100)));
    }

    [Fact]
    public void A_client_that_plays_and_pings_as_libraries_do_is_never_in_the_way()
    {
        const int seed = 3;
        var random = new Random(seed);
        var frames = new ControlFrames();
        for (var second = 0; second < 600; second++)
        {
            for (var number = 0; number < 60; number++)
            {
                // A payload that looks like pings is none.
                var message = WebSocketClient.FrameOf(WebSocketOpcode.Binary, Repeated(Ping, random.Next(900)));
                Assert.True(Follow(frames, message, random, TimeSpan.FromSeconds(second)), $"seed {seed}, second {second}");
            }

            for (var number = 0; number < 10; number++)
                Assert.True(Follow(frames, Ping, random, TimeSpan.FromSeconds(second)), $"seed {seed}, second {second}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(16_385)]
    [InlineData(65_536)]
    public void Behind_a_frame_of_any_length_and_byte_by_byte_the_next_one_is_found(int length)
    {
        var frames = new ControlFrames();
        byte[] all = [.. WebSocketClient.FrameOf(WebSocketOpcode.Binary, new byte[length], isFinal: false), .. Ping];
        var passed = 0;
        for (; passed <= ControlFrames.Burst; passed++)
        {
            if (!all.All(value => frames.TryFollow([value], TimeSpan.Zero, out _)))
                break;
        }

        Assert.Equal(ControlFrames.Burst, passed);
    }

    [Theory]
    [InlineData("82050001020304")]
    [InlineData("C28000000000")]
    [InlineData("838000000000")]
    [InlineData("82FE000500000000")] // longer than it needs to be: sockets that take it and we would part ways
    [InlineData("82FFFFFFFFFFFFFFFFFF00000000")]
    public void What_is_no_frame_is_told_apart_from_a_frame_too_many(string bytes)
    {
        var frames = new ControlFrames();

        Assert.False(frames.TryFollow(Convert.FromHexString(bytes), TimeSpan.Zero, out var isFrame));
        Assert.False(isFrame);
    }

    private static int Passed(ControlFrames frames, TimeSpan now)
    {
        var passed = 0;
        var isFrame = true;
        while (frames.TryFollow(Ping, now, out isFrame))
            passed++;
        Assert.True(isFrame);
        SkipRest(frames, now);
        return passed;
    }

    /// <summary>The payload of the one too many was not followed; whoever goes on all the same gives it once more.</summary>
    private static void SkipRest(ControlFrames frames, TimeSpan now) => Assert.True(frames.TryFollow(Ping.AsSpan(6), now, out _));

    private static bool Follow(ControlFrames frames, byte[] bytes, Random random, TimeSpan now)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var piece = Math.Min(1 + random.Next(700), bytes.Length - at);
            if (!frames.TryFollow(bytes.AsSpan(at, piece), now, out _))
                return false;
            at += piece;
        }

        return true;
    }

    private static byte[] Repeated(byte[] part, int length) => [.. Enumerable.Range(0, length).Select(index => part[index % part.Length])];
}
