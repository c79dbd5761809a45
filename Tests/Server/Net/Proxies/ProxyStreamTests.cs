using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;
using Ecs.Tests.Server.Net.Streams;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.Proxies;

/// <summary>Connections of trusted proxies over real sockets: everything on the loopback is one, unless told.</summary>
[Collection(SocketLane.Name)]
public sealed class ProxyStreamTests
{
    private const string Head = "PROXY TCP4 203.0.113.7 192.0.2.1 51234 7666\r\n";

    private static readonly SocketStreamOptions Strict = new()
    {
        Proxies = new TrustedProxies(IPNetwork.Parse("127.0.0.0/8")),
        RequiresProxyHead = true,
        AddressLimit = 2,
    };

    [Fact]
    public void The_person_is_the_one_in_the_head_and_the_rest_is_theirs()
    {
        using var rig = new SocketStreamRig(Strict);
        using var client = rig.Connect();
        client.Send(Encoding.ASCII.GetBytes(Head + "hello"));
        var stream = rig.Accept();

        rig.Until(() => stream.Received.Length == 5);

        Assert.True(stream.Received.SequenceEqual("hello"u8));
        Assert.Equal("203.0.113.7:51234", stream.Remote.ToString());
        Assert.False(stream.IsLoopback);
    }

    [Fact]
    public void A_head_in_single_bytes_is_the_same_head()
    {
        using var rig = new SocketStreamRig(Strict with { ProxyHeadSeconds = 120 });
        using var client = rig.Connect();
        foreach (var letter in Encoding.ASCII.GetBytes(Head + "x"))
        {
            client.Send([letter]);
            Thread.Yield();
        }

        var stream = rig.Accept();
        rig.Until(() => stream.Received.Length == 1);
        Assert.Equal("203.0.113.7:51234", stream.Remote.ToString());
    }

    [Fact]
    public void A_stranger_s_head_is_a_stranger_s_words()
    {
        using var rig = new SocketStreamRig(Strict with { Proxies = new TrustedProxies(IPNetwork.Parse("192.0.2.0/24")) });
        using var client = rig.Connect();
        client.Send(Encoding.ASCII.GetBytes(Head));
        var stream = rig.Accept();

        rig.Until(() => stream.Received.Length == Head.Length);

        Assert.Equal(client.LocalEndPoint, stream.Remote);
        Assert.True(stream.Received.SequenceEqual(Encoding.ASCII.GetBytes(Head)));
    }

    [Theory]
    [InlineData("hello, it is me")]
    [InlineData("PROXY TCP4 nobody\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x22")]
    public void Without_a_readable_head_a_proxy_is_reset_and_counted(string said)
    {
        using var rig = new SocketStreamRig(Strict);
        using var client = rig.Connect();
        client.Send(Encoding.Latin1.GetBytes(said.PadRight(16, '\0')));

        rig.Until(() => rig.Metrics.DropsOf(DropCause.ProxyHead) == 1);

        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);
        Assert.False(rig.Listener.TryAccept(out _));
    }

    [Fact]
    public void A_head_that_breaks_off_is_counted_and_a_look_without_a_word_is_not()
    {
        using var rig = new SocketStreamRig(Strict);
        using (rig.Connect())
        {
            // A proxy that looks whether we live.
        }

        using (var torn = rig.Connect())
            torn.Send("PROXY TC"u8);
        rig.Until(() => rig.Metrics.DropsOf(DropCause.ProxyHead) == 1);
        using var good = rig.Connect();
        good.Send(Encoding.ASCII.GetBytes(Head));

        Assert.Equal("203.0.113.7:51234", rig.Accept().Remote.ToString());
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.ProxyHead));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROXY TCP4 203.0.113.7")]
    public void A_head_that_does_not_come_is_a_timeout(string said)
    {
        using var rig = new SocketStreamRig(Strict with { ProxyHeadSeconds = 0.05 });
        using var client = rig.Connect();
        client.Send(Encoding.ASCII.GetBytes(said));

        rig.Until(() => rig.Metrics.DropsOf(DropCause.Timeout) == 1);

        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => client.Receive(new byte[1])).SocketErrorCode);
    }

    [Fact]
    public void The_proxy_s_own_connection_has_the_proxy_s_address()
    {
        using var rig = new SocketStreamRig(Strict);
        using var client = rig.Connect();
        client.Send(Convert.FromHexString("0D0A0D0A000D0A515549540A" + "20000000"));

        Assert.Equal(client.LocalEndPoint, rig.Accept().Remote);
    }

    [Fact]
    public void People_are_counted_and_not_their_proxy_and_whoever_leaves_makes_place()
    {
        using var rig = new SocketStreamRig(Strict);
        var clients = new List<Socket>();
        var streams = new List<ByteStream>();
        for (var person = 1; person <= 3; person++)
        {
            for (var connection = 0; connection < 2; connection++)
            {
                clients.Add(rig.Connect());
                clients[^1].Send(Encoding.ASCII.GetBytes($"PROXY TCP4 203.0.113.{person} 192.0.2.1 {connection} 1\r\n"));
                streams.Add(rig.Accept());
            }
        }

        using var third = rig.Connect();
        third.Send("PROXY TCP4 203.0.113.1 192.0.2.1 9 1\r\n"u8);
        rig.Until(() => rig.Metrics.DropsOf(DropCause.Refused) == 1);
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => third.Receive(new byte[1])).SocketErrorCode);

        streams[0].Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => clients[0].Receive(new byte[1]));
        using var fourth = rig.Connect();
        fourth.Send("PROXY TCP4 203.0.113.1 192.0.2.1 10 1\r\n"u8);

        Assert.Equal("203.0.113.1:10", rig.Accept().Remote.ToString());
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public void Where_HTTP_follows_the_head_may_be_left_out_and_the_person_is_named_later()
    {
        using var rig = new SocketStreamRig(Strict with { RequiresProxyHead = false, AddressLimit = 1 });
        using var one = rig.Connect();
        one.Send("GET / HTTP/1.1\r\n"u8);
        var first = rig.Accept();
        using var other = rig.Connect();
        other.Send("GET / HTTP/1.1\r\n"u8);
        var second = rig.Accept();
        Assert.Equal(one.LocalEndPoint, first.Remote);
        rig.Until(() => first.Received.Length == 16);

        Assert.True(first.TryIdentify(new IPEndPoint(IPAddress.Parse("203.0.113.7"), 0)));
        Assert.False(second.TryIdentify(new IPEndPoint(IPAddress.Parse("203.0.113.7"), 0)));
        Assert.Equal("203.0.113.7:0", first.Remote.ToString());

        first.Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => one.Receive(new byte[1]));
        rig.Until(() => second.TryIdentify(new IPEndPoint(IPAddress.Parse("203.0.113.7"), 0)));
    }

    [Fact]
    public void Whoever_is_named_after_the_end_takes_nobody_s_place()
    {
        var person = new IPEndPoint(IPAddress.Parse("203.0.113.7"), 0);
        using var rig = new SocketStreamRig(Strict with { RequiresProxyHead = false, AddressLimit = 1 });
        using var one = rig.Connect();
        one.Send("GET "u8);
        var first = rig.Accept();
        first.Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => one.Receive(new byte[1]));
        using var probe = rig.Connect();
        probe.Send("GET "u8);
        var second = rig.Accept();

        first.TryIdentify(person);

        rig.Until(() => second.TryIdentify(person));
    }
}
