using System.Net;
using System.Net.Sockets;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Options;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.Streams;

/// <summary>Who gets in, who does not, and how a port opens and closes.</summary>
[Collection(SocketLane.Name)]
public sealed class SocketStreamListenerTests
{
    [Fact]
    public void Connections_over_the_limit_are_reset_and_the_others_stay()
    {
        using var rig = new SocketStreamRig(new SocketStreamOptions { ConnectionLimit = 2 });
        using var first = rig.Connect();
        using var second = rig.Connect();
        var streams = new[] { rig.Accept(), rig.Accept() };
        using var third = rig.Connect();

        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => third.Receive(new byte[1])).SocketErrorCode);
        rig.Until(() => rig.Metrics.DropsOf(DropCause.Refused) == 1);
        streams[0].Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => first.Receive(new byte[1]));
        using var fourth = rig.Connect();
        Assert.True(rig.Accept().IsOpen);
        Assert.True(streams[1].IsOpen);
    }

    [Fact]
    public void One_address_over_its_limit_is_reset_while_others_get_in_and_whoever_leaves_makes_place()
    {
        using var rig = new SocketStreamRig(new SocketStreamOptions { Address = IPAddress.Any, AddressLimit = 2 });
        using var first = rig.Connect();
        using var second = rig.Connect();
        var streams = new[] { rig.Accept(), rig.Accept() };
        using var third = rig.Connect();

        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => third.Receive(new byte[1])).SocketErrorCode);
        rig.Until(() => rig.Metrics.DropsOf(DropCause.Refused) == 1);
        if (Socket.OSSupportsIPv6)
        {
            using var other = rig.Connect(IPAddress.IPv6Loopback);
            Assert.Equal(IPAddress.IPv6Loopback, rig.Accept().Remote.Address);
        }

        streams[0].Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => first.Receive(new byte[1]));
        using var fourth = rig.Connect();
        Assert.True(rig.Accept().IsOpen);
        Assert.True(streams[1].IsOpen);
    }

    [Fact]
    public void Nobody_gets_in_after_the_listener_stopped_accepting()
    {
        using var rig = new SocketStreamRig();
        using var first = rig.Connect();
        var stream = rig.Accept();

        rig.Listener.StopAccepting();
        using var second = rig.Connect();
        first.Send([1]);
        rig.Until(() => stream.Received.Length == 1);

        Assert.False(rig.Listener.TryAccept(out _));
    }

    [Fact]
    public void A_port_in_use_and_a_foreign_address_are_told_in_one_line_with_an_exit_code()
    {
        using var rig = new SocketStreamRig();
        var taken = new SocketStreamOptions { Port = rig.Listener.Port };
        var foreign = new SocketStreamOptions { Address = IPAddress.Parse("192.0.2.1") };

        Assert.False(SocketStreamListener.TryOpen(taken, rig.Metrics, out _, out var fault));
        Assert.Equal(ExitCode.PortInUse, fault.ExitCode);
        Assert.Equal($"--doors: TCP port {rig.Listener.Port} on 127.0.0.1 is in use", fault.Explain("--doors", "Bind (--bind)"));
        Assert.False(SocketStreamListener.TryOpen(foreign, rig.Metrics, out _, out fault));
        Assert.Equal(ExitCode.BadOption, fault.ExitCode);
        Assert.Equal("Bind (--bind): 192.0.2.1 is no address of this machine", fault.Explain("--doors", "Bind (--bind)"));
    }

    [Fact]
    public void A_port_can_be_opened_again_at_once_after_its_clients_were_there()
    {
        var rig = new SocketStreamRig();
        using var client = rig.Connect();
        rig.Accept().Close();
        var port = rig.Listener.Port;
        rig.Dispose();
        Assert.Equal(0, client.Receive(new byte[1]));

        using var next = new SocketStreamRig(new SocketStreamOptions { Port = port });
        Assert.Equal(port, next.Listener.Port);
    }

    [Fact]
    public void The_wildcard_takes_clients_of_both_versions()
    {
        using var rig = new SocketStreamRig(new SocketStreamOptions { Address = IPAddress.Any });
        using var fourth = rig.Connect(IPAddress.Loopback);
        Assert.Equal(IPAddress.Loopback, rig.Accept().Remote.Address);
        if (Socket.OSSupportsIPv6)
        {
            using var sixth = rig.Connect(IPAddress.IPv6Loopback);
            Assert.Equal(IPAddress.IPv6Loopback, rig.Accept().Remote.Address);
        }
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("::")]
    public void One_address_of_version_6_is_itself_alone_and_its_wildcard_both_versions(string address)
    {
        if (!Socket.OSSupportsIPv6)
            return;
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var options = new SocketStreamOptions { Address = IPAddress.Parse(address), Port = ((IPEndPoint)taken.LocalEndPoint!).Port };

        var isOpen = SocketStreamListener.TryOpen(options, new ServerMetrics(), out var listener, out var fault);

        Assert.Equal((address == "::1", address == "::1" ? null : SocketError.AddressAlreadyInUse), (isOpen, fault?.Error));
        listener?.Dispose();
    }

    [Fact]
    public void Without_handles_newcomers_are_reset_and_counted_and_whoever_leaves_gives_one_back()
    {
        using var rig = new SocketStreamRig(new SocketStreamOptions { Handles = new HandleBudget(2) });
        using var first = rig.Connect();
        using var second = rig.Connect();
        var streams = new[] { rig.Accept(), rig.Accept() };
        using var third = rig.Connect();
        rig.Until(() => rig.Metrics.DropsOf(DropCause.NoHandle) == 1);
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => third.Receive(new byte[1])).SocketErrorCode);

        streams[0].Abort();
        rig.Listener.Flush();
        Assert.Throws<SocketException>(() => first.Receive(new byte[1]));
        rig.Until(() =>
        {
            using var next = rig.Connect();
            var isIn = false;
            rig.Until(() => (isIn = rig.Listener.TryAccept(out _)) || next.Poll(0, SelectMode.SelectRead));
            return isIn;
        });

        Assert.True(streams[1].IsOpen);
    }

    [Fact]
    public void What_is_wrong_with_an_address_is_told_of_the_address()
    {
        var foreign = new ListenFault(IPEndPoint.Parse("[2001:db8::1]:80"), SocketError.AddressNotAvailable);
        var local = new ListenFault(IPEndPoint.Parse("[fe80::1]:80"), SocketError.InvalidArgument, ProtocolType.Udp);
        var missing = new ListenFault(IPEndPoint.Parse("[::1]:80"), SocketError.AddressFamilyNotSupported);
        var denied = new ListenFault(IPEndPoint.Parse("0.0.0.0:80"), SocketError.AccessDenied, ProtocolType.Udp);

        Assert.Equal("Bind (--bind): 2001:db8::1 is no address of this machine", foreign.Explain("Doors"));
        Assert.Equal("Bind (--bind): fe80::1 needs the name of its interface, as in fe80::1%eth0", local.Explain("Port"));
        Assert.Equal("Bind (--bind): ::1 is of a kind that this machine has switched off", missing.Explain("Doors"));
        Assert.Equal("Port (--port): UDP port 80 needs rights that this user does not have", denied.Explain("Port"));
        Assert.All([foreign, local, missing, denied], static fault => Assert.Equal(ExitCode.BadOption, fault.ExitCode));
    }

    [Fact]
    public void Ending_the_listener_lets_out_what_was_queued_and_ends_every_connection()
    {
        var rig = new SocketStreamRig();
        using var client = rig.Connect();
        rig.Accept().TrySend(new byte[50_000]);

        rig.Dispose();

        Assert.Equal(50_000, SocketStreamRig.Read(client, 50_000).Length);
        Assert.Equal(0, client.Receive(new byte[1]));
    }
}
