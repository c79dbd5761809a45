using System.Buffers.Binary;

namespace LiteNetLib.Wire;

/// <summary>
/// 0 header; 1 i64 connection time; 9 u8 connection number; 10 u8 flag; 11 i32 peer id. Exactly 15 bytes. The same layout with flag 1 and
/// type PeerNotFound says "you know me under this id" after an address move.
/// </summary>
internal readonly record struct ConnectAcceptLayout(long Time, int Number, bool IsMoveProof, int PeerId)
{
    public static bool TryRead(ReadOnlySpan<byte> packet, out ConnectAcceptLayout accept)
    {
        accept = default;
        if (packet.Length != WireLimits.AcceptSize || packet[9] >= WireLimits.ConnectionNumbers || packet[10] > 1)
        {
            return false;
        }

        int id = BinaryPrimitives.ReadInt32LittleEndian(packet[11..]);
        accept = new ConnectAcceptLayout(BinaryPrimitives.ReadInt64LittleEndian(packet[1..]), packet[9], packet[10] == 1, id);
        return id >= 0;
    }

    public void Write(Span<byte> packet, Dialect dialect)
    {
        packet[0] = Header.Make(dialect, IsMoveProof ? PacketType.PeerNotFound : PacketType.ConnectAccept, 0);
        BinaryPrimitives.WriteInt64LittleEndian(packet[1..], Time);
        packet[9] = (byte)Number;
        packet[10] = IsMoveProof ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(packet[11..], PeerId);
    }
}
