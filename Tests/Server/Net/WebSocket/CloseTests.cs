using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>How connections end, whoever begins.</summary>
public sealed class CloseTests
{
    [Fact]
    public void The_server_s_close_waits_for_the_client_s_and_then_ends_the_stream()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        rig.Open[0].Close(1003, "Authentication required");
        Assert.False(rig.Open[0].IsOpen);
        Assert.False(rig.Open[0].Send([1]));
        rig.Run(1);
        client.Read();
        Assert.Equal((1003, "Authentication required"), (client.CloseCode, client.CloseReason));
        Assert.False(client.Stream.IsClosed);
        Assert.Single(rig.Closed);

        client.SendBinary([1, 2, 3]);
        client.SendClose(1003);
        rig.Run(1);
        Assert.True(client.Stream.IsClosed);
        Assert.Empty(rig.Messages);
        Assert.Equal((1, 0), (rig.Closed.Count, rig.Listener.ConnectionCount));
        Assert.Equal(1003, rig.Closed[0].EndCode);
    }

    [Fact]
    public void A_client_that_does_not_answer_a_close_is_left_after_a_moment()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { CloseSeconds = 2 });
        var client = rig.Join();
        rig.Open[0].Close(1000);

        rig.RunSeconds(1.9);
        Assert.False(client.Stream.IsClosed);
        rig.RunSeconds(0.2);

        Assert.True(client.Stream.IsClosed);
        Assert.Equal(0, rig.Listener.ConnectionCount);
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1001, "gone")]
    [InlineData(3000, "")]
    [InlineData(4999, "\u00e4\u00f6\u00fc")]
    public void A_client_s_close_is_echoed_with_its_code(int code, string reason)
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.SendClose(code, reason);
        rig.Run(1);
        client.Read();

        Assert.Equal((code, ""), (client.CloseCode, client.CloseReason));
        Assert.True(client.Stream.IsClosed);
        Assert.Equal(code, Assert.Single(rig.Closed).EndCode);
    }

    [Fact]
    public void A_client_s_close_without_a_code_is_echoed_without_one()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.SendFrame(WebSocketOpcode.Close, []);
        client.SendBinary([1]);
        rig.Run(1);
        client.Read();

        Assert.Equal(WebSocketCloseCode.NoStatus, client.CloseCode);
        Assert.Equal(WebSocketCloseCode.NoStatus, Assert.Single(rig.Closed).EndCode);
        Assert.Empty(rig.Messages);
    }

    [Fact]
    public void A_bare_end_of_the_connection_is_abnormal_and_told_once()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        client.SendBinary([1]);
        client.SendFrame(WebSocketOpcode.Binary, [1, 2, 3], isFinal: false);
        client.Stream.Close();
        rig.Run(3);

        Assert.Single(rig.Messages);
        Assert.Equal(WebSocketCloseCode.Abnormal, Assert.Single(rig.Closed).EndCode);
        Assert.Equal(0, rig.Listener.ConnectionCount);
    }

    [Fact]
    public void A_reason_is_cut_between_two_letters()
    {
        using var rig = new WebSocketRig();
        var client = rig.Join();

        rig.Open[0].Close(1008, new string('\u00e4', 100));
        rig.Run(1);
        client.Read();

        Assert.Equal(new string('\u00e4', 61), client.CloseReason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(2000)]
    public void A_code_that_may_not_be_sent_is_a_fault_of_the_caller(int code)
    {
        using var rig = new WebSocketRig();
        rig.Join();

        Assert.Throws<ArgumentOutOfRangeException>(() => rig.Open[0].Close((ushort)code));
    }

    [Fact]
    public void A_handler_may_end_any_connection_from_inside_of_a_message()
    {
        using var rig = new WebSocketRig();
        var clients = Enumerable.Range(0, 3).Select(_ => rig.Join()).ToArray();
        rig.React = (connection, _, _) =>
        {
            foreach (var other in rig.Open)
            {
                if (other != connection)
                    other.Abort();
            }

            connection.Close(1000, "last one");
            connection.Abort();
            connection.Close(1001);
        };
        foreach (var client in clients)
        {
            client.SendFrame(WebSocketOpcode.Text, "a"u8, isFinal: false);
            client.SendFrame(WebSocketOpcode.Continuation, "b"u8);
            client.SendText("never");
        }

        rig.Run(2);

        Assert.Equal(["ab"], rig.Texts);
        Assert.Equal(rig.Open.ToHashSet(), rig.Closed.ToHashSet());
        Assert.Equal(0, rig.Listener.ConnectionCount);
        Assert.Equal(0, rig.Streams.OpenStreams);
    }

    [Fact]
    public void A_handler_may_end_a_connection_as_soon_as_it_opens()
    {
        using var rig = new WebSocketRig();
        rig.Greet = static connection => connection.Close(1008, "no");
        var client = WebSocketClient.Open(rig.Streams);
        client.SendBinary([1]);
        rig.Run(1);
        client.Read();

        Assert.Equal(1008, client.CloseCode);
        Assert.Empty(rig.Messages);
        Assert.Single(rig.Closed);
    }

    [Fact]
    public void A_stop_tells_everyone_and_ends_when_they_are_gone()
    {
        using var rig = new WebSocketRig();
        var polite = rig.Join();
        var rude = rig.Join();
        Assert.False(rig.Listener.IsDrained);

        rig.Listener.BeginStop();
        rig.Run(1);
        polite.Read();
        rude.Read();
        Assert.Equal((1001, 1001), (polite.CloseCode, rude.CloseCode));
        polite.SendClose(1001);
        rig.Run(1);
        Assert.False(rig.Listener.IsDrained);
        rig.RunSeconds(2.1);

        Assert.True(rig.Listener.IsDrained);
        Assert.Equal(2, rig.Closed.Count);
        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.Malformed));
    }
}
