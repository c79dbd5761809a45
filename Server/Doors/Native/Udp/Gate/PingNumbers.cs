using System.Buffers.Binary;
using Ecs.Protocol.LiteNet;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>
/// LiteNetLib counts a connection's pings with 16 bits and compares the numbers as if they had 15: after 65,535 pings, 18 hours at one a
/// second, the next 32,768 go unanswered, which counts as a round trip of a second. So the library on either side sees 15 bits of
/// the other's pings, which it compares rightly, and the answers get their sixteenth back here.
/// </summary>
internal sealed class PingNumbers
{
    private const int NumberAt = 1;
    private const int LongestNumber = NumberAt + sizeof(ushort);
    private const ushort HighBit = 0x8000;

    private ushort _ours;
    private ushort _theirs;

    /// <summary>A datagram of the peer, before the library sees it.</summary>
    public void Receive(Span<byte> datagram) => Translate(datagram, ref _theirs, _ours);

    /// <summary>A datagram for the peer, which the library has written.</summary>
    public void Send(Span<byte> datagram) => Translate(datagram, ref _ours, _theirs);

    /// <param name="datagram">Of any type.</param>
    /// <param name="asked">Takes the sixteenth bit of a ping.</param>
    /// <param name="answered">That of the newest ping which a pong in this direction can answer.</param>
    private static void Translate(Span<byte> datagram, ref ushort asked, ushort answered)
    {
        var type = GateWire.TypeOf(datagram);
        if (type is not (GatePacket.Ping or GatePacket.Pong) || datagram.Length < LongestNumber)
            return;
        var number = BinaryPrimitives.ReadUInt16LittleEndian(datagram[NumberAt..]);
        if (type == GatePacket.Ping)
            asked = (ushort)(number & HighBit);
        var high = type == GatePacket.Ping ? (ushort)0 : answered;
        BinaryPrimitives.WriteUInt16LittleEndian(datagram[NumberAt..], (ushort)((number & ~HighBit) | high));
    }
}
