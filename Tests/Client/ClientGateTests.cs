using System.Net;
using Ecs.Client;
using Ecs.Tests.Server.Doors.Native.Udp.Gate;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client;

/// <summary>What reaches a client's socket from anybody but its server, and from its server's address though it did not send it.</summary>
[Collection(SocketLane.Name)]
public sealed class ClientGateTests
{
    [Theory]
    [InlineData("0F01")]
    [InlineData("1100")]
    [InlineData("0D020008010200")]
    [InlineData("0D06000D030000AABB")]
    [InlineData("060D000000")]
    public void A_forged_datagram_of_the_servers_address_ends_nothing(string hex)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");

        ana.SendToClient(Convert.FromHexString(hex));
        var before = ana.Client.Figures.Snapshots;
        rig.Run(() => ana.Client.Figures.Snapshots > before + 30);

        Assert.True(ana.Client.IsInRoom);
        Assert.NotEqual(0, ana.Transport.Dropped);
    }

    [Fact]
    public void A_stranger_is_not_heard()
    {
        var time = new ManualTime();
        var gate = new ClientGate(time);
        var stranger = new IPEndPoint(IPAddress.Loopback, 9);
        foreach (var first in Enumerable.Range(0, 256).Select(static value => (byte)value))
        {
            byte[] data = [first, 1, 2, 3];
            var length = data.Length;
            gate.ProcessInboundPacket(ref stranger, ref data, ref length);
            Assert.Equal(0, length);
        }

        Assert.Equal(256, gate.Dropped);
    }
}
