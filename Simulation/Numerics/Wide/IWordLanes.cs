namespace Ecs.Simulation.Numerics.Wide;

/// <summary>
/// Several words of 64 bits that are worked on at once, without regard to overflow. Loops are written once against this and compiled for
/// each width that the machine has; every width gives the same bits.
/// </summary>
/// <typeparam name="TSelf">The width.</typeparam>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>How many words.</summary>
    static abstract int Count { get; }

    /// <summary>As many of the endless row even, odd, even, odd, ... as there are lanes.</summary>
    /// <param name="even">Where the row begins.</param>
    /// <param name="odd">What follows.</param>
    /// <param name="from">Place in the row of the first lane.</param>
    static abstract TSelf Repeat(ulong even, ulong odd, int from);

    static abstract TSelf Load(ref ulong from, nuint index);

    /// <summary>One number of 32 bits in each lane.</summary>
    static abstract TSelf Load(ref uint from, nuint index);

    /// <summary>One number of 16 bits in each lane.</summary>
    static abstract TSelf Load(ref ushort from, nuint index);

    void Store(ref ulong to, nuint index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator <<(TSelf value, int bits);

    static abstract TSelf operator >>>(TSelf value, int bits);

    /// <summary>The product of the lower halves of each two words.</summary>
    static abstract TSelf MultiplyLowerHalves(TSelf left, TSelf right);

    /// <summary>The sums of each two neighbours in what follows when <paramref name="second"/> stands behind <paramref name="first"/>.</summary>
    static abstract TSelf PairSums(TSelf first, TSelf second);

    /// <summary>All lanes together.</summary>
    ulong Sum();
}
