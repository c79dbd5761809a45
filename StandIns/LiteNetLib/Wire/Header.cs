namespace LiteNetLib.Wire;

/// <summary>
/// Byte 0 of every packet: bits 0-4 the type in the numbering of the dialect, bits 5-6 the connection number, bit 7 the fragment flag.
/// </summary>
internal static class Header
{
    public const byte TypeMask = 0x1F;
    public const byte FragmentFlag = 0x80;
    private const int NumberShift = 5;

    /// <summary>Fixed sizes by 2.x type; a shorter packet is dropped before anything else is looked at.</summary>
    private static ReadOnlySpan<byte> MinimumSizes => [1, 4, 4, 4, 3, 11, 18, 15, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public static byte Make(Dialect dialect, PacketType type, int connectionNumber)
    {
        int number = (int)type;
        if (dialect == Dialect.V1 && type > PacketType.ReliableMerged)
        {
            number--;
        }

        return (byte)(number | (connectionNumber << NumberShift));
    }

    public static int ConnectionNumber(byte header) => (header >> NumberShift) & 3;

    public static bool IsFragment(byte header) => (header & FragmentFlag) != 0;

    /// <summary>The first check: the type is known and the packet has its fixed fields. An empty packet fails.</summary>
    public static bool TryRead(Dialect dialect, ReadOnlySpan<byte> packet, out PacketType type)
    {
        type = default;
        if (packet.IsEmpty)
        {
            return false;
        }

        int number = packet[0] & TypeMask;
        if (dialect == Dialect.V1 && number >= (int)PacketType.ReliableMerged)
        {
            number++;
        }

        if (number > (int)PacketType.Empty)
        {
            return false;
        }

        type = (PacketType)number;
        int minimum = MinimumSizes[number] + (IsFragment(packet[0]) ? WireLimits.FragmentHeader : 0);
        return packet.Length >= minimum;
    }
}
