using System.Buffers.Binary;
using System.Text;

namespace Ecs.Scenes.Doors.Plaza;

/// <summary>
/// A message of the plaza's wire, taken apart as the original's description has it: with nothing of the server's code. What a
/// type does not have is zero.
/// </summary>
public readonly record struct PlazaSaying(int Type, uint Id, float X, float Y, float Z, float Rotation, float Stamp, string Text)
{
    /// <exception cref="InvalidDataException">The client could not unpack it.</exception>
    public static PlazaSaying Read(ReadOnlySpan<byte> bytes)
    {
        var id = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        switch (bytes[0])
        {
            case 1:
                Require(bytes.Length == 25);
                return new(1, id, Single(bytes, 5), Single(bytes, 9), Single(bytes, 13), Single(bytes, 17), Single(bytes, 21), "");
            case 2 or 3:
                Require(bytes.Length == 5);
                return new(bytes[0], id, 0, 0, 0, 0, 0, "");
            case 4:
                var length = BinaryPrimitives.ReadInt32BigEndian(bytes[5..]);
                Require(bytes.Length == 13 + length);
                return new(4, id, 0, 0, 0, 0, Single(bytes, 9 + length), Encoding.UTF8.GetString(bytes.Slice(9, length)));
            case 17:
                Require(bytes.Length == 6 + bytes[5]);
                return new(17, id, 0, 0, 0, 0, 0, Encoding.UTF8.GetString(bytes[6..]));
            default:
                return new(bytes[0], 0, 0, 0, 0, 0, 0, "");
        }
    }

    /// <summary>The entries of a world state.</summary>
    public static List<PlazaSaying> ReadState(ReadOnlySpan<byte> bytes)
    {
        Require(bytes[0] == 5);
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
        Require(bytes.Length == 3 + (20 * count));
        var entries = new List<PlazaSaying>();
        for (var at = 3; at < bytes.Length; at += 20)
        {
            entries.Add(new(
                5,
                BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]),
                Single(bytes, at + 4),
                Single(bytes, at + 8),
                Single(bytes, at + 12),
                Single(bytes, at + 16),
                0,
                ""));
        }

        return entries;
    }

    public static byte[] Update(uint id, float x, float y, float z, float rotation, float stamp)
    {
        var bytes = new byte[25];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), id);
        float[] values = [x, y, z, rotation, stamp];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(5 + (4 * index)), values[index]);

        return bytes;
    }

    public static byte[] Chat(uint id, ReadOnlySpan<byte> text, float stamp = 0)
    {
        var bytes = new byte[13 + text.Length];
        bytes[0] = 4;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), id);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), text.Length);
        text.CopyTo(bytes.AsSpan(9));
        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(9 + text.Length), stamp);
        return bytes;
    }

    private static void Require(bool isRight)
    {
        if (!isRight)
            throw new InvalidDataException("a message has another length than its type asks for");
    }

    private static float Single(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadSingleBigEndian(bytes[at..]);
}
