using System.Buffers.Binary;
using System.Numerics;

namespace Ecs.Server.Recording;

/// <summary>The fixed part in front of a block's bytes.</summary>
/// <param name="Kind">What follows.</param>
/// <param name="Deflated">Whether the stored bytes are packed.</param>
/// <param name="FirstTick">The block's first tick; of a checkpoint the tick that it stands after.</param>
/// <param name="Ticks">How many ticks it holds.</param>
/// <param name="StoredLength">Bytes in the file.</param>
/// <param name="Length">Bytes after unpacking, at most <see cref="LengthLimit"/>.</param>
/// <param name="Checksum">CRC-32C over the fields before it and the stored bytes.</param>
public readonly record struct BlockFrame(
    BlockKind Kind, bool Deflated, uint FirstTick, uint Ticks, int StoredLength, int Length, uint Checksum)
{
    public const int Size = 28;

    /// <summary>A block that says it is larger is damaged.</summary>
    public const int LengthLimit = 64 * 1024 * 1024;

    /// <summary>"ECSB", the first bytes of every block.</summary>
    internal const uint Magic = 0x42534345;

    private const int ChecksumOffset = Size - sizeof(uint);

    /// <summary>Writes the frame, its checksum computed, into the first <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> destination, ReadOnlySpan<byte> stored)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        destination[4] = (byte)Kind;
        destination[5] = Deflated ? (byte)1 : (byte)0;
        destination[6] = 0;
        destination[7] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], FirstTick);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(destination[16..], StoredLength);
        BinaryPrimitives.WriteInt32LittleEndian(destination[20..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumOffset..], Checksummed(destination[..ChecksumOffset], stored));
    }

    /// <summary>False when these are not the first bytes of a block that could be ours.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out BlockFrame frame)
    {
        frame = default;
        if (source.Length < Size
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic
            || source[4] is < (byte)BlockKind.Header or > (byte)BlockKind.End
            || source[5] > 1
            || source[6] != 0
            || source[7] != 0)
        {
            return false;
        }

        frame = new BlockFrame(
            (BlockKind)source[4],
            source[5] == 1,
            BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[ChecksumOffset..]));
        return frame.StoredLength is >= 0 and <= LengthLimit && frame.Length is >= 0 and <= LengthLimit;
    }

    /// <summary>Whether the checksum is that of these bytes.</summary>
    public bool Fits(ReadOnlySpan<byte> frameBytes, ReadOnlySpan<byte> stored) =>
        Checksum == Checksummed(frameBytes[..ChecksumOffset], stored);

    private static uint Checksummed(ReadOnlySpan<byte> head, ReadOnlySpan<byte> stored) =>
        ~Crc32C(Crc32C(uint.MaxValue, head), stored);

    private static uint Crc32C(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var rest in bytes)
            crc = BitOperations.Crc32C(crc, rest);

        return crc;
    }
}
