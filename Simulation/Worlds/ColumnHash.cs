using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics.Wide;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Hashes one component of many entities at once, column by column as the storage keeps it, in words of 64 bits. An entity's sum gets, for
/// each word of the component, a number that depends on the word, on where it stands in the component and on the component's name. What
/// came together in the sum is spread over all bits (<see cref="Total"/>) before the sums of all entities are added up: so the order
/// of the storage cannot matter, and which entity has which value does.
/// </summary>
/// <remarks>
/// A word w becomes low * high + u, where u is w ^ key and low and high its halves: (low + 2^32) * (high + 1) but for a constant. So a change of
/// either half always shows, alone; two changes at once hide each other about as rarely as two words have one hash.
/// </remarks>
internal sealed class ColumnHash
{
    private const int WordBytes = sizeof(ulong);
    private const ulong KeyStep = 0x9E37_79B9_7F4A_7C15;
    private const ulong FirstFactor = 0x9E37_79B1; // both odd and below 2^32
    private const ulong SecondFactor = 0x85EB_CA77;

    private readonly int _size;
    private readonly Word[] _words;

    private ColumnHash(ReadOnlySpan<bool> isField, ulong salt)
    {
        _size = isField.Length;
        _words = new Word[(_size + WordBytes - 1) / WordBytes];
        for (var i = 0; i < _size; i++)
            _words[i / WordBytes].Mask |= isField[i] ? 0xFFUL << (i % WordBytes * 8) : 0;

        for (var word = 0; word < _words.Length; word++)
            _words[word].Key = StateHash.Finish(unchecked(salt + ((ulong)word + 1) * KeyStep));
    }

    /// <summary>Null when the component's <c>Visit</c> shows copies of its fields: where they lie is then nobody's business.</summary>
    public static ColumnHash? TryMake<T>(ulong salt)
        where T : struct, IComponent<T>
    {
        var component = default(T);
        var isField = new bool[Unsafe.SizeOf<T>()];
        var probe = new FieldProbe(ref Unsafe.As<T, byte>(ref component), isField);
        T.Visit(ref component, ref probe);
        return probe.SawCopies ? null : new ColumnHash(isField, salt);
    }

    /// <summary>Adds to each entity's sum what its component makes.</summary>
    /// <param name="column">The component of the first entity; those of the others follow.</param>
    /// <param name="sums">One for each entity.</param>
    public void AddTo(ref byte column, Span<ulong> sums)
    {
        var done = 0;
        if (Word8Lanes.IsSupported)
            done = Add<Word8Lanes>(ref column, sums, done);
        else if (Word4Lanes.IsSupported)
            done = Add<Word4Lanes>(ref column, sums, done);
        else if (Word2Lanes.IsSupported)
            done = Add<Word2Lanes>(ref column, sums, done);

        done = Add<OneWord>(ref column, sums, done);
        done = AddRows(ref column, sums, done);
        for (; done < sums.Length; done++)
            sums[done] = unchecked(sums[done] + OfRow(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref column, (nint)done * _size), _size)));
    }

    /// <summary>The hash of all entities together, from their sums.</summary>
    public static ulong Total(ReadOnlySpan<ulong> sums)
    {
        var (done, total) = (0, 0UL);
        if (Word8Lanes.IsSupported)
            total = Total<Word8Lanes>(sums, ref done);
        else if (Word4Lanes.IsSupported)
            total = Total<Word4Lanes>(sums, ref done);
        else if (Word2Lanes.IsSupported)
            total = Total<Word2Lanes>(sums, ref done);

        return unchecked(total + Total<OneWord>(sums, ref done));
    }

    /// <summary>Goes on from entity <paramref name="done"/> as far as whole lanes go; returns where it stopped.</summary>
    internal int Add<TLanes>(ref byte column, Span<ulong> sums, int done)
        where TLanes : struct, IWordLanes<TLanes> => _size switch
        {
            WordBytes => AddSingles<TLanes, ulong>(ref Unsafe.As<byte, ulong>(ref column), sums, done),
            2 * WordBytes => AddPairs<TLanes>(ref Unsafe.As<byte, ulong>(ref column), sums, done),
            sizeof(uint) => AddSingles<TLanes, uint>(ref Unsafe.As<byte, uint>(ref column), sums, done),
            sizeof(ushort) => AddSingles<TLanes, ushort>(ref Unsafe.As<byte, ushort>(ref column), sums, done),
            _ => done,
        };

    internal static ulong Total<TLanes>(ReadOnlySpan<ulong> sums, ref int done)
        where TLanes : struct, IWordLanes<TLanes>
    {
        ref var first = ref MemoryMarshal.GetReference(sums);
        var total = TLanes.Repeat(0, 0, 0);
        for (; done <= sums.Length - TLanes.Count; done += TLanes.Count)
            total += Spread(TLanes.Load(ref first, (nuint)done));

        return total.Sum();
    }

    /// <summary>Every bit of a word gets into many of the result; no two words have one result.</summary>
    private static TLanes Spread<TLanes>(TLanes word)
        where TLanes : struct, IWordLanes<TLanes>
    {
        word ^= word >>> 32;
        word = Times(word, FirstFactor);
        word ^= word >>> 29;
        word = Times(word, SecondFactor);
        return word ^ (word >>> 32);
    }

    private static TLanes Times<TLanes>(TLanes word, ulong factor)
        where TLanes : struct, IWordLanes<TLanes>
    {
        var factors = TLanes.Repeat(factor, factor, 0);
        return TLanes.MultiplyLowerHalves(word, factors) + (TLanes.MultiplyLowerHalves(word >>> 32, factors) << 32);
    }

    /// <param name="keyed">A word ^ its key.</param>
    private static TLanes Fold<TLanes>(TLanes keyed)
        where TLanes : struct, IWordLanes<TLanes> => TLanes.MultiplyLowerHalves(keyed, keyed >>> 32) + keyed;

    /// <summary>A component that is one word, or as much of one as its type has.</summary>
    private int AddSingles<TLanes, T>(ref T column, Span<ulong> sums, int done)
        where TLanes : struct, IWordLanes<TLanes>
        where T : unmanaged
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var mask = TLanes.Repeat(_words[0].Mask, _words[0].Mask, 0);
        var key = TLanes.Repeat(_words[0].Key, _words[0].Key, 0);
        for (; done <= sums.Length - TLanes.Count; done += TLanes.Count)
            (TLanes.Load(ref sum, (nuint)done) + Fold((Load<TLanes, T>(ref column, (nuint)done) & mask) ^ key)).Store(ref sum, (nuint)done);

        return done;
    }

    /// <summary>Which of these it is the compiler knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes, T>(ref T column, nuint index)
        where TLanes : struct, IWordLanes<TLanes>
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == sizeof(ulong) ? TLanes.Load(ref Unsafe.As<T, ulong>(ref column), index)
        : Unsafe.SizeOf<T>() == sizeof(uint) ? TLanes.Load(ref Unsafe.As<T, uint>(ref column), index)
        : TLanes.Load(ref Unsafe.As<T, ushort>(ref column), index);

    private int AddPairs<TLanes>(ref ulong column, Span<ulong> sums, int done)
        where TLanes : struct, IWordLanes<TLanes>
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        var (first, second) = (_words[0], _words[1]);
        var (mask, otherMask) = (TLanes.Repeat(first.Mask, second.Mask, 0), TLanes.Repeat(first.Mask, second.Mask, TLanes.Count));
        var (key, otherKey) = (TLanes.Repeat(first.Key, second.Key, 0), TLanes.Repeat(first.Key, second.Key, TLanes.Count));
        for (; done <= sums.Length - TLanes.Count; done += TLanes.Count)
        {
            var low = Fold((TLanes.Load(ref column, (nuint)done * 2) & mask) ^ key);
            var high = Fold((TLanes.Load(ref column, (nuint)(done * 2 + TLanes.Count)) & otherMask) ^ otherKey);
            (TLanes.Load(ref sum, (nuint)done) + TLanes.PairSums(low, high)).Store(ref sum, (nuint)done);
        }

        return done;
    }

    /// <summary>
    /// A component of any size, as far as its last word can be read whole: what that reads of the row behind is masked out. All rows by one word and
    /// then by the next, so that its key and mask stay where they are.
    /// </summary>
    private int AddRows(ref byte column, Span<ulong> sums, int done)
    {
        var room = (sums.Length * _size) - (_words.Length * WordBytes);
        var whole = room < 0 ? 0 : (room / _size) + 1;
        if (whole <= done)
            return done;

        for (var word = 0; word < _words.Length; word++)
        {
            var (mask, key) = (_words[word].Mask, _words[word].Key);
            var at = ((nint)done * _size) + (word * WordBytes);
            foreach (ref var sum in sums[done..whole])
            {
                sum = unchecked(sum + Fold(new OneWord((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref column, at)) & mask) ^ key)).Sum());
                at += _size;
            }
        }

        return whole;
    }

    private ulong OfRow(ReadOnlySpan<byte> row)
    {
        var sum = 0UL;
        for (var word = 0; word < _words.Length; word++)
        {
            var bytes = row[(word * WordBytes)..];
            var value = 0UL;
            if (bytes.Length >= WordBytes)
                value = MemoryMarshal.Read<ulong>(bytes);
            else
                bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref value)));

            sum = unchecked(sum + Fold(new OneWord((value & _words[word].Mask) ^ _words[word].Key)).Sum());
        }

        return sum;
    }

    /// <summary>What is done to one word of the component.</summary>
    private struct Word
    {
        /// <summary>Bits that belong to a field.</summary>
        public ulong Mask;

        public ulong Key;
    }
}
