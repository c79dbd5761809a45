using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>
/// Sees each datagram before LiteNetLib does, and drops what the library should not see: <c>docs/gate.md</c> has the reasons one by one.
/// Whoever wants to connect first gets a cookie, in a refusal that is smaller than the request, and nothing here remembers them.
/// Used on the tick's thread only.
/// </summary>
internal sealed class PacketGate(GateState state, ServerMetrics metrics) : PacketLayerBase(0)
{
    private const int AnswerHeadBytes = 1 + GateWire.RequestTimeBytes;

    private readonly byte[] _cookieAnswer = new byte[AnswerHeadBytes + GateWire.CookieBytes];
    private byte[] _versionAnswer = [];
    private ushort _answeredVersion = Limits.Version;
    private NetManager? _manager;
    private bool _sendsRaw;

    /// <summary>Datagrams that have arrived, whatever became of them.</summary>
    public long Seen { get; private set; }

    /// <summary>Whose sockets the cookies leave by.</summary>
    public void Guard(NetManager manager) => _manager = manager;

    public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length)
    {
        Seen++;
        if (length == 0)
            return;

        var packet = data.AsSpan(0, length);
        length = GateWire.TypeOf(packet) == GatePacket.ConnectRequest ? JudgeRequest(endPoint, packet)
            : endPoint is LiteNetPeer peer ? JudgePeer(peer, packet)
            : JudgeStray(endPoint, packet);
    }

    public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
    {
        if (_sendsRaw)
        {
            // The library sends to strangers only what begins with a byte of its own.
            offset++;
            length--;
        }
        else if (endPoint is LiteNetPeer { Tag: UdpPeer peer })
        {
            peer.NoteSent(length);
            peer.Pings.Send(data.AsSpan(offset, length));
        }
    }

    /// <summary>
    /// A request passes without its cookie when the cookie is good; one that has none gets it. That holds for the addresses of peers too: a
    /// forged request that is newer than a connection would end it.
    /// </summary>
    private int JudgeRequest(IPEndPoint source, ReadOnlySpan<byte> packet)
    {
        if (packet.Length <= GateWire.RequestHeadBytes
            || (packet[0] & GateWire.FragmentBit) != 0
            || BitConverter.ToInt32(packet[GateWire.RequestProtocolAt..]) != GateWire.RequestProtocol
            || packet.Length < GateWire.RequestHeadBytes + packet[GateWire.RequestAddressLengthAt])
        {
            return Drop(DropCause.BadDatagram);
        }

        var data = packet[(GateWire.RequestHeadBytes + packet[GateWire.RequestAddressLengthAt])..];
        if (GateWire.EndsLikeCookie(data) && state.Cookies.IsGood(data[^GateWire.CookieBytes..], source, state.Now))
            return packet.Length - GateWire.CookieBytes;

        if (!state.Answers.TryTake(source.Address, state.Now))
            return Drop(DropCause.StrangerRate);

        if (GateWire.TryGetVersion(data, out var version) && version != Limits.Version && TryTellVersions(source, packet, version))
            return Drop(DropCause.Refused);

        state.Cookies.Make(source, state.Now, _cookieAnswer.AsSpan(AnswerHeadBytes));
        Refuse(source, packet, _cookieAnswer);
        return Drop(DropCause.NoCookie);
    }

    private int JudgePeer(LiteNetPeer peer, Span<byte> packet)
    {
        if ((packet[0] & GateWire.FragmentBit) != 0)
            return Drop(DropCause.Fragment);

        switch (GateWire.TypeOf(packet))
        {
            case GatePacket.ReliableMerged when GateWire.CountReliable(packet) > GateWire.LongestClientList:
                return Drop(DropCause.LongList);
            case GatePacket.Ping or GatePacket.Pong:
                (peer.Tag as UdpPeer)?.Pings.Receive(packet);
                return packet.Length;
            case <= GatePacket.Pong or GatePacket.Disconnect or GatePacket.MtuCheck or GatePacket.ShutdownOk:
                return packet.Length;
            case GatePacket.Merged:
                return GateWire.JudgeMerged(packet, isFromClient: true) switch
                {
                    MergedFault.Fragment => Drop(DropCause.Fragment),
                    MergedFault.Nested => Drop(DropCause.NestedMerge),
                    MergedFault.Long => Drop(DropCause.LongList),
                    _ => packet.Length,
                };
            case GatePacket.PeerNotFound or GatePacket.InvalidProtocol:
                // Two bytes that anybody can forge would end the connection. We dial nobody, so nobody has to refuse us.
                return Drop(DropCause.ForgedRefusal);
            default:
                return Drop(DropCause.BadDatagram);
        }
    }

    /// <summary>
    /// From an address without a connection: either nobody, or a client whose address has changed. The library asks the second kind who
    /// it is, with one byte; what could be its own answers is dropped, or two servers would answer each other without end.
    /// </summary>
    private int JudgeStray(IPEndPoint source, ReadOnlySpan<byte> packet)
    {
        var type = GateWire.TypeOf(packet);
        var mayBeKnown = type switch
        {
            <= GatePacket.Pong or GatePacket.Disconnect => (packet[0] & GateWire.FragmentBit) == 0,
            GatePacket.Merged => GateWire.JudgeMerged(packet, isFromClient: true) == MergedFault.None,
            GatePacket.PeerNotFound => packet.Length == GateWire.ProofBytes,
            _ => false,
        };
        return !mayBeKnown ? Drop(DropCause.Stranger)
            : (type == GatePacket.PeerNotFound ? state.Proofs : state.Strays).TryTake(source.Address, state.Now) ? packet.Length
            : Drop(DropCause.StrangerRate);
    }

    /// <summary>
    /// A client of another version may know nothing of cookies, so it is told at once what it could not be let in for anyway; unless that is
    /// longer than what it has sent.
    /// </summary>
    private bool TryTellVersions(IPEndPoint source, ReadOnlySpan<byte> request, ushort version)
    {
        if (version != _answeredVersion)
        {
            _versionAnswer = [.. new byte[AnswerHeadBytes], .. Farewells.OfVersion(version)];
            _answeredVersion = version;
        }

        if (_versionAnswer.Length > request.Length)
            return false;

        Refuse(source, request, _versionAnswer);
        return true;
    }

    /// <summary>The refusal of a request: once, and not longer than what asked for it.</summary>
    private void Refuse(IPEndPoint source, ReadOnlySpan<byte> request, byte[] answer)
    {
        answer[0] = (byte)((byte)GatePacket.Disconnect | (request[0] & GateWire.ConnectionNumberMask));
        request.Slice(GateWire.RequestTimeAt, GateWire.RequestTimeBytes).CopyTo(answer.AsSpan(1));
        _sendsRaw = true;
        try
        {
            _manager?.SendUnconnectedMessage(answer, source);
        }
        finally
        {
            _sendsRaw = false;
        }
    }

    private int Drop(DropCause cause)
    {
        metrics.CountDrop(cause);
        return 0;
    }
}
