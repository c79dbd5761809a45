using System.Net;
using Ecs.Protocol.LiteNet;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Ecs.Client;

/// <summary>
/// The client's side of the gate (<c>docs/gate.md</c>): only the server is heard, a list within a list is not, and the two bytes that
/// end a connection count only as an answer to our own proof.
/// </summary>
internal sealed class ClientGate(TimeProvider time) : PacketLayerBase(0)
{
    /// <summary>How long the answer to a proof may take.</summary>
    private static readonly TimeSpan ProofPatience = TimeSpan.FromSeconds(3);

    private long _provenAt;
    private bool _hasProven;

    /// <summary>Datagrams that the library never saw.</summary>
    public long Dropped { get; private set; }

    public override void ProcessInboundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int length)
    {
        if (length > 0 && (endPoint is not LiteNetPeer || !MayPass(data.AsSpan(0, length))))
        {
            Dropped++;
            length = 0;
        }
    }

    public override void ProcessOutBoundPacket(ref IPEndPoint endPoint, ref byte[] data, ref int offset, ref int length)
    {
        if (length == GateWire.ProofBytes && GateWire.TypeOf(data.AsSpan(offset, length)) == GatePacket.PeerNotFound)
        {
            _hasProven = true;
            _provenAt = time.GetTimestamp();
        }
    }

    private bool MayPass(ReadOnlySpan<byte> packet) => GateWire.TypeOf(packet) switch
    {
        <= GatePacket.Pong or GatePacket.ConnectAccept or GatePacket.Disconnect => true,
        GatePacket.MtuOk or GatePacket.ShutdownOk or GatePacket.InvalidProtocol => true,
        GatePacket.Merged => GateWire.JudgeMerged(packet, isFromClient: false) == MergedFault.None,

        // One byte asks who we are; two say that our answer was none.
        GatePacket.PeerNotFound => packet.Length == 1 || (packet.Length == 2 && _hasProven && time.GetElapsedTime(_provenAt) < ProofPatience),
        _ => false,
    };
}
