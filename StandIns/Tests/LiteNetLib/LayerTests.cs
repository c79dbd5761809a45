using System.Net;
using System.Text;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class LayerTests
{
    [Theory]
    [InlineData("00112233", 0xE6F9CD9A)]
    [InlineData("", 0)]
    [InlineData("313233343536373839", 0xE3069283)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AA)]
    public void Checksum_is_the_castagnoli_one(string hex, uint expected)
        => Assert.Equal(expected, Crc32cLayer.Compute(Convert.FromHexString(hex)));

    [Fact]
    public void Xor_repeats_its_key()
    {
        byte[] data = Convert.FromHexString("00112233");
        var endPoint = new IPEndPoint(IPAddress.Loopback, 1);
        int offset = 0;
        int length = 4;

        new XorEncryptLayer("k1").ProcessOutBoundPacket(ref endPoint, ref data, ref offset, ref length);

        Assert.Equal("6b204902", Convert.ToHexStringLower(data));
        Assert.Equal("6b31", Convert.ToHexStringLower(Encoding.UTF8.GetBytes("k1")));
    }

    [Fact]
    public void Corrupted_datagrams_never_get_past_the_checksum()
    {
        var net = new VirtualNet(3);
        NetHost server = net.AddServer(layer: new Crc32cLayer());
        NetHost client = net.AddClient(layer: new Crc32cLayer());
        net.Connect(client, server);
        var random = new Random(3);
        net.Wire.Tap = (_, _, datagram) =>
        {
            if (random.Next(4) == 0)
            {
                datagram[random.Next(datagram.Length)] ^= (byte)(1 << random.Next(8));
            }

            return true;
        };

        for (int i = 0; i < 200; i++)
        {
            client.Peer.Send([(byte)i, 0xAB], DeliveryMethod.ReliableOrdered);
            net.Run(15);
        }

        Assert.True(net.RunUntil(() => server.Messages.Count == 200, 60_000));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{(byte)i:x2}ab"), server.Messages.Select(m => m.Hex));
        Assert.True(server.Manager.Drops[DropCause.Layer] > 20);
    }

    [Fact]
    public void Reliable_packets_are_repeated_unharmed_by_a_layer_that_works_in_place()
    {
        var net = new VirtualNet(4);
        net.Wire.Faults = new WireFaults { Loss = 0.3 };
        NetHost server = net.AddServer(layer: new XorEncryptLayer("key"));
        NetHost client = net.AddClient(layer: new XorEncryptLayer("key"));
        net.Connect(client, server);

        for (int i = 0; i < 100; i++)
        {
            client.Peer.Send([(byte)i], DeliveryMethod.ReliableOrdered);
            net.Run(15);
        }

        Assert.True(net.RunUntil(() => server.Messages.Count == 100, 60_000));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i:x2}"), server.Messages.Select(m => m.Hex));
    }

    [Fact]
    public void Layer_may_drop_what_goes_out_and_what_comes_in()
    {
        var net = new VirtualNet();
        var layer = new GateLayer();
        NetHost server = net.AddServer(layer: layer);
        NetHost client = net.AddClient();
        net.Connect(client, server);
        layer.IsShut = true;

        client.Peer.Send([1], DeliveryMethod.Unreliable);
        server.Peer.Send([2], DeliveryMethod.Unreliable);
        net.Run(60);

        Assert.Empty(server.Messages);
        Assert.Empty(client.Messages);
    }

    private sealed class GateLayer() : PacketLayerBase(0)
    {
        public bool IsShut { get; set; }

        public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length) => length = IsShut ? 0 : length;

        public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
            => length = IsShut ? 0 : length;
    }
}
