using System.Numerics;
using Ecs.Protocol.Bits;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// Numbers of any size in few bits when they are of the usual size: exponential Golomb codes (S. Golomb 1966; order k as in ITU-T
/// H.264, 9.1, with the prefix in ones). A number below 2^usual takes usual + 1 bits, and twice as large a one takes two more.
/// </summary>
internal static class NumberCode
{
    private const int WordBits = 64;

    public static void Write(ref BitWriter writer, ulong number, int usual)
    {
        var bits = usual;
        while (bits < WordBits && number >= 1UL << bits)
        {
            writer.Write(true);
            number -= 1UL << bits++;
        }

        if (bits < WordBits)
            writer.Write(false);
        WriteBits(ref writer, number, bits);
    }

    /// <summary>Fails in the reader when the bits end; every 64-bit number can be read.</summary>
    public static ulong Read(ref BitReader reader, int usual)
    {
        var (bits, less) = (usual, 0UL);
        while (bits < WordBits && reader.ReadBool())
            less += 1UL << bits++;

        return unchecked(less + ReadBits(ref reader, bits));
    }

    /// <summary>What <see cref="Write"/> takes.</summary>
    public static int BitsOf(ulong number, int usual)
    {
        // number + 2^usual has so many bits as there are behind the ones.
        var sum = unchecked(number + (1UL << usual));
        var last = sum < number ? WordBits : WordBits - 1 - BitOperations.LeadingZeroCount(sum);
        return last - usual + (last < WordBits ? 1 : 0) + last;
    }

    /// <summary>Small numbers of either sign become small ones: 0, -1, 1, -2 ... become 0, 1, 2, 3 ...</summary>
    public static ulong Fold(long number) => unchecked((ulong)((number << 1) ^ (number >> 63)));

    public static long Unfold(ulong number) => unchecked((long)(number >> 1) ^ -(long)(number & 1));

    private static void WriteBits(ref BitWriter writer, ulong value, int bits)
    {
        if (bits > 32)
        {
            writer.Write(unchecked((uint)value), 32);
            writer.Write((uint)(value >> 32), bits - 32);
        }
        else if (bits > 0)
        {
            writer.Write(unchecked((uint)value), bits);
        }
    }

    private static ulong ReadBits(ref BitReader reader, int bits) =>
        bits > 32 ? reader.Read(32) | ((ulong)reader.Read(bits - 32) << 32)
        : bits > 0 ? reader.Read(bits)
        : 0;
}
