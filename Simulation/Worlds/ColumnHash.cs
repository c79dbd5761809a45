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
    private readonly ulong[] _masks;
    private readonly ulong[] _keys;

    private ColumnHash(ReadOnlySpan<bool> isField, ulong salt)
    {
        _size = isField.Length;
        var words = (_size + WordBytes - 1) / WordBytes;
        _masks = new ulong[words];
        _keys = new ulong[words];
        for (var i = 0; i < _size; i++)
            _masks[i / WordBytes] |= isField[i] ? 0xFFUL << (i % WordBytes * 8) : 0;

        for (var word = 0; word < words; word++)
            _keys[word] = StateHash.Finish(unchecked(salt + ((ulong)word + 1) * KeyStep));
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
        var mask = TLanes.Repeat(_masks[0], _masks[0], 0);
        var key = TLanes.Repeat(_keys[0], _keys[0], 0);
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
        var (mask, otherMask) = (TLanes.Repeat(_masks[0], _masks[1], 0), TLanes.Repeat(_masks[0], _masks[1], TLanes.Count));
        var (key, otherKey) = (TLanes.Repeat(_keys[0], _keys[1], 0), TLanes.Repeat(_keys[0], _keys[1], TLanes.Count));
        for (; done <= sums.Length - TLanes.Count; done += TLanes.Count)
        {
            var first = Fold((TLanes.Load(ref column, (nuint)done * 2) & mask) ^ key);
            var second = Fold((TLanes.Load(ref column, (nuint)(done * 2 + TLanes.Count)) & otherMask) ^ otherKey);
            (TLanes.Load(ref sum, (nuint)done) + TLanes.PairSums(first, second)).Store(ref sum, (nuint)done);
        }

        return done;
    }

    private ulong OfRow(ReadOnlySpan<byte> row)
    {
        var sum = 0UL;
        for (var word = 0; word < _keys.Length; word++)
        {
            var bytes = row[(word * WordBytes)..];
            var value = 0UL;
            if (bytes.Length >= WordBytes)
                value = MemoryMarshal.Read<ulong>(bytes);
            else
                bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref value)));

            sum = unchecked(sum + Fold(new OneWord((value & _masks[word]) ^ _keys[word])).Sum());
        }

        return sum;
    }
}
