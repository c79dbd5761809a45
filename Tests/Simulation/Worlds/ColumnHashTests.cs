using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Numerics.Wide;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Worlds;

public sealed class ColumnHashTests
{
    [Fact]
    public void Every_width_gives_the_same_bits() => Seeded.Run(100, static random =>
    {
        AllWidths<Position>(random);  // one word
        AllWidths<Identity>(random);  // two, with padding
        AllWidths<Bullet>(random);
        AllWidths<Thing>(random);     // 32 bits
        AllWidths<Respawn>(random);   // 16 bits
        AllWidths<TilePace>(random);  // none of these, and less than a word
        AllWidths<Intent>(random);
        AllWidths<Vitals>(random);
        AllWidths<Wish>(random);
        AllWidths<PlayerName>(random);
        var sums = new ulong[random.Next(40)];
        random.NextBytes(MemoryMarshal.AsBytes(sums.AsSpan()));
        ulong[] totals = [Total<OneWord>(sums, true), Total<Word2Lanes>(sums, Word2Lanes.IsSupported), Total<Word4Lanes>(sums, Word4Lanes.IsSupported), Total<Word8Lanes>(sums, Word8Lanes.IsSupported)];

        Assert.All(totals, total => Assert.Equal(ColumnHash.Total(sums), total));
    });

    [Fact]
    public void Padding_is_nobodys_business()
    {
        var hash = ColumnHash.TryMake<Identity>(salt: 5)!;
        var bytes = new byte[Unsafe.SizeOf<Identity>()];
        var before = SumOf(hash, bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            Assert.Equal(i > sizeof(ulong), SumOf(hash, bytes) == before);
            bytes[i] ^= 0x40;
        }
    }

    [Fact]
    public void Where_a_component_shows_copies_the_hash_does_not_look_itself()
    {
        Assert.Null(ColumnHash.TryMake<Copying>(salt: 1));
        Assert.NotNull(ColumnHash.TryMake<Vitals>(salt: 1));
    }

    [Fact]
    public void Any_change_of_half_a_word_changes_the_sum() => Seeded.Run(2_000, static random =>
    {
        var hash = ColumnHash.TryMake<Position>(random.AnyBits())!;
        var (x, y) = (random.AnyInt(), random.AnyInt());
        var other = random.AnyInt();
        Assert.Equal(other == x, SumOf(hash, new Position { X = new(x), Y = new(y) }) == SumOf(hash, new Position { X = new(other), Y = new(y) }));
        Assert.Equal(other == y, SumOf(hash, new Position { X = new(x), Y = new(y) }) == SumOf(hash, new Position { X = new(x), Y = new(other) }));
    });

    /// <summary>Small numbers in a square, as games have them: a thousand worlds of two entities that have the same numbers, given out otherwise.</summary>
    [Fact]
    public void Which_entity_has_which_value_is_part_of_the_hash()
    {
        var positions = ColumnHash.TryMake<Position>(salt: 1)!;
        var velocities = ColumnHash.TryMake<Velocity>(salt: 2)!;
        var seen = new HashSet<ulong>();
        for (var x = 0; x < 32; x++)
        {
            for (var y = 0; y < 32; y++)
            {
                ulong[] sums =
                [
                    unchecked(SumOf(positions, new Position { X = new(x), Y = new(y) }) + SumOf(velocities, new Velocity { X = new(31 - x), Y = new(31 - y) })),
                    unchecked(SumOf(positions, new Position { X = new(31 - x), Y = new(31 - y) }) + SumOf(velocities, new Velocity { X = new(y + 100), Y = new(x) })),
                ];
                Assert.True(seen.Add(ColumnHash.Total(sums)), $"({x}, {y})");
                Array.Reverse(sums);
                Assert.False(seen.Add(ColumnHash.Total(sums)));
            }
        }
    }

    private static void AllWidths<T>(Random random)
        where T : struct, IComponent<T>
    {
        var hash = ColumnHash.TryMake<T>(random.AnyBits())!;
        var bytes = new byte[(1 + random.Next(40)) * Unsafe.SizeOf<T>()];
        random.NextBytes(bytes);
        var rows = bytes.Length / Unsafe.SizeOf<T>();
        var expected = new ulong[rows];
        for (var row = 0; row < rows; row++)
            expected[row] = SumOf(hash, bytes.AsSpan(row * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>()));

        var sums = new ulong[rows];
        hash.AddTo(ref bytes[0], sums);
        Assert.Equal(expected, sums);
        Same<Word2Lanes>(hash, bytes, expected, Word2Lanes.IsSupported);
        Same<Word4Lanes>(hash, bytes, expected, Word4Lanes.IsSupported);
        Same<Word8Lanes>(hash, bytes, expected, Word8Lanes.IsSupported);
    }

    private static void Same<TLanes>(ColumnHash hash, byte[] bytes, ulong[] expected, bool isSupported)
        where TLanes : struct, IWordLanes<TLanes>
    {
        if (!isSupported)
            return;

        var sums = new ulong[expected.Length];
        var done = hash.Add<TLanes>(ref bytes[0], sums, 0);
        Assert.Equal(expected[..done], sums[..done]);
        Assert.All(sums[done..], static untouched => Assert.Equal(0UL, untouched));
    }

    private static ulong Total<TLanes>(ulong[] sums, bool isSupported)
        where TLanes : struct, IWordLanes<TLanes>
    {
        var done = 0;
        return isSupported ? unchecked(ColumnHash.Total<TLanes>(sums, ref done) + ColumnHash.Total<OneWord>(sums, ref done)) : ColumnHash.Total(sums);
    }

    private static ulong SumOf<T>(ColumnHash hash, T component)
        where T : struct => SumOf(hash, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref component, 1)));

    private static ulong SumOf(ColumnHash hash, Span<byte> component)
    {
        ulong[] sum = [0];
        hash.AddTo(ref component[0], sum);
        return sum[0];
    }

    private struct Copying : IComponent<Copying>
    {
        public Angle Angle;

        public static void Visit<TVisitor>(ref Copying component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct
        {
            var copy = (int)component.Angle.Raw;
            visitor.Field("Degrees", ref copy);
            component.Angle = new Angle((ushort)copy);
        }
    }
}
