namespace Ecs.Simulation.Worlds;

/// <summary>A set of components, by their index in the table of a world: one bit each.</summary>
public readonly record struct ComponentMask
{
    /// <summary>Indices are 0 to one less.</summary>
    public const int Bits = 256;

    /// <summary>Bytes of the whole set.</summary>
    public const int ByteCount = Bits / 8;

    private const int WordBits = 64;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private ComponentMask(ulong first, ulong second, ulong third, ulong fourth) =>
        (_first, _second, _third, _fourth) = (first, second, third, fourth);

    public bool IsEmpty => (_first | _second | _third | _fourth) == 0;

    /// <summary>Whether the component of this index is in the set.</summary>
    public bool Has(int index) => (WordOf(index / WordBits) >> (index % WordBits) & 1) != 0;

    /// <summary>The set with one more component.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Bits"/>.</exception>
    public ComponentMask With(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Bits, nameof(index));
        var bit = 1UL << (index % WordBits);
        return (index / WordBits) switch
        {
            0 => new(_first | bit, _second, _third, _fourth),
            1 => new(_first, _second | bit, _third, _fourth),
            2 => new(_first, _second, _third | bit, _fourth),
            _ => new(_first, _second, _third, _fourth | bit),
        };
    }

    /// <summary>The bits of a checkpoint, the first index lowest; what is not there is not in the set.</summary>
    /// <param name="bytes">At most <see cref="ByteCount"/>.</param>
    internal static ComponentMask Read(ReadOnlySpan<byte> bytes)
    {
        var mask = default(ComponentMask);
        for (var index = 0; index < bytes.Length * 8; index++)
        {
            if ((bytes[index / 8] >> (index % 8) & 1) != 0)
                mask = mask.With(index);
        }

        return mask;
    }

    /// <summary>Byte <paramref name="index"/> of what <see cref="Read"/> takes.</summary>
    internal byte ByteAt(int index) => (byte)(WordOf(index / sizeof(ulong)) >> (index % sizeof(ulong) * 8));

    private ulong WordOf(int word) => word switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _fourth,
    };
}
