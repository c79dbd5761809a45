using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecs.DebugView.History;

/// <summary>
/// The difference between two values of a plain struct, whatever its fields: one bit for each word of 32 bits, set where
/// the words differ, then by how much, word by word.
/// </summary>
internal static class WordDelta
{
    /// <summary>More words than this do not fit the bits; the figures of a frame are the largest struct there is.</summary>
    public const int WordLimit = 64;

    public static void Write<T>(ByteWriter writer, in T value, in T previous)
        where T : unmanaged
    {
        var words = Words(in value);
        var before = Words(in previous);
        ulong changed = 0;
        for (var index = 0; index < words.Length; index++)
            changed |= words[index] == before[index] ? 0 : 1UL << index;
        writer.WriteBits(changed, (words.Length + 7) / 8);
        for (var rest = changed; rest != 0; rest &= rest - 1)
        {
            var index = BitOperations.TrailingZeroCount(rest);
            writer.WriteSigned(unchecked(words[index] - before[index]));
        }
    }

    /// <summary>Turns the previous value into the one written.</summary>
    public static void Read<T>(ref ByteReader reader, ref T value)
        where T : unmanaged
    {
        var words = MemoryMarshal.Cast<T, int>(new Span<T>(ref value));
        for (var rest = reader.ReadBits((words.Length + 7) / 8); rest != 0; rest &= rest - 1)
        {
            ref var word = ref words[BitOperations.TrailingZeroCount(rest)];
            word = unchecked(word + (int)reader.ReadSigned());
        }
    }

    public static bool AreEqual<T>(in T value, in T other)
        where T : unmanaged => Words(in value).SequenceEqual(Words(in other));

    /// <summary>Whether a struct is made of whole words, and of no more than there are bits for.</summary>
    public static bool Fits<T>()
        where T : unmanaged => Unsafe.SizeOf<T>() % sizeof(int) == 0 && Unsafe.SizeOf<T>() / sizeof(int) <= WordLimit;

    private static ReadOnlySpan<int> Words<T>(in T value)
        where T : unmanaged => MemoryMarshal.Cast<T, int>(new ReadOnlySpan<T>(in value));
}
