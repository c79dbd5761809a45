using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Guards;
using Ecs.Server.Rooms;
using LiteNetLib;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>A connection of the UDP carrier.</summary>
internal sealed class UdpPeer(NetPeer peer) : Peer
{
    private long _bytesOut;
    private long _packetsOut;

    /// <summary>Of both directions; for the gate.</summary>
    public PingNumbers Pings { get; } = new();

    /// <summary>Where it is now: a peer may move.</summary>
    public override IPAddress? Source => AddressKey.Plain(peer.Address);

    public override TimeSpan SilentFor => TimeSpan.FromMilliseconds(peer.TimeSinceLastPacket);

    public override bool IsLoopback { get; } = IPAddress.IsLoopback(AddressKey.Plain(peer.Address));

    public override string Address { get; } = new IPEndPoint(AddressKey.Plain(peer.Address), peer.Port).ToString();

    public override int RoundTripMilliseconds => peer.RoundTripTime;

    /// <summary>What is sent, the gate counts: to the library, pings and their answers are no traffic of a peer.</summary>
    public override PeerTraffic Traffic => new(peer.Statistics.BytesReceived, _bytesOut, _packetsOut, peer.Statistics.PacketLoss);

    public override int PathBytes
    {
        get => peer.Mtu;
        set => LibraryPath.Set(peer, value);
    }

    public override int Unacknowledged => peer.GetPacketsCountInReliableQueue(0, ordered: true);

    /// <summary>A datagram goes out to it.</summary>
    public void NoteSent(int bytes)
    {
        _packetsOut++;
        _bytesOut += bytes;
    }

    public override void Send(Lane lane, ReadOnlySpan<byte> message) => LibraryPath.Send(peer, lane, message);

    public override void Send(ReadOnlySpan<byte> message, Delivery delivery) =>
        peer.SendWithDeliveryEvent(message, 0, DeliveryMethod.ReliableOrdered, delivery);

    public override void Close(ReadOnlySpan<byte> farewell) => peer.Disconnect(farewell.ToArray());
}
