using System.Buffers.Binary;

namespace Ecs.PlainClient;

/// <summary>Puts the parts of the newest snapshot together; older ones are given up.</summary>
internal sealed class SnapshotParts
{
    private const int Several = 1;

    private byte[]?[] _parts = [];
    private uint _tick;

    /// <summary>Whether a message is a part.</summary>
    public static bool Is(ReadOnlySpan<byte> message) => message[0] < 128;

    /// <summary>The snapshot that this part completes, or null.</summary>
    /// <param name="part">As it came.</param>
    /// <param name="near">The tick of the newest snapshot.</param>
    public (int Flags, uint Tick, byte[] Body)? Add(byte[] part, uint near)
    {
        var isOne = (part[0] & Several) == 0;
        if (part.Length <= (isOne ? 3 : 5))
            throw new InvalidDataException("a part without a body");
        var tick = near + (uint)(short)(BinaryPrimitives.ReadUInt16LittleEndian(part.AsSpan(1)) - near);
        var (index, count, body) = isOne ? (0, 1, part[3..]) : (part[3], part[4], part[5..]);
        if (!IsNewer(tick, near) || IsNewer(_tick, tick))
            return null;
        if (_tick != tick)
            (_tick, _parts) = (tick, new byte[]?[count]);
        if (count != _parts.Length || index >= count)
            return null;
        _parts[index] = body;
        return _parts.Contains(null) ? null : (part[0], tick, _parts.SelectMany(static bytes => bytes!).ToArray());
    }

    private static bool IsNewer(uint tick, uint than) => unchecked((int)(tick - than)) > 0;
}
