using System.Buffers.Binary;
using System.Text;

namespace Ecs.Server.Doors.Arena;

/// <summary>Reads what clients send. Any bytes may come; what is too short is said to be, and nothing throws.</summary>
public static class ArenaReader
{
    /// <summary>Bytes of a ping.</summary>
    public const int PingLength = 1 + sizeof(ulong);

    private const int MoveLength = 1 + (2 * sizeof(float));

    /// <summary>Bytes of a string that are looked at: four for each letter that a line may have, and as many that nobody sees.</summary>
    private const int StringLimit = 4096;

    /// <summary>The bytes as they are, NaN and infinities included. False when the message is too short.</summary>
    public static bool TryReadMove(ReadOnlySpan<byte> message, out float x, out float y)
    {
        var isWhole = message.Length >= MoveLength;
        x = isWhole ? BinaryPrimitives.ReadSingleLittleEndian(message[1..]) : 0;
        y = isWhole ? BinaryPrimitives.ReadSingleLittleEndian(message[(1 + sizeof(float))..]) : 0;
        return isWhole;
    }

    /// <summary>False when the message is too short.</summary>
    public static bool TryReadPing(ReadOnlySpan<byte> message, out ulong stamp)
    {
        var isWhole = message.Length >= PingLength;
        stamp = isWhole ? BinaryPrimitives.ReadUInt64LittleEndian(message[1..]) : 0;
        return isWhole;
    }

    /// <summary>
    /// The string behind the first byte, up to its zero. Without one the last byte goes in its place, as the original has it.
    /// Bytes that are no UTF-8 become replacement characters.
    /// </summary>
    public static string ReadString(ReadOnlySpan<byte> message)
    {
        var text = message[1..];
        var zero = text.IndexOf((byte)0);
        var length = zero >= 0 ? zero : Math.Max(0, text.Length - 1);
        return Encoding.UTF8.GetString(text[..Math.Min(length, StringLimit)]);
    }
}
