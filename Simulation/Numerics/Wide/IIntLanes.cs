namespace Ecs.Simulation.Numerics.Wide;

/// <summary>
/// Several 32-bit integers that are worked on at once. Loops are written once against this and compiled for each width that the machine
/// has; every width gives the same bits, because nothing here rounds.
/// </summary>
/// <typeparam name="TSelf">The width.</typeparam>
internal interface IIntLanes<TSelf>
    where TSelf : struct, IIntLanes<TSelf>
{
    /// <summary>How many integers; even, so that pairs of coordinates stay together.</summary>
    static abstract int Count { get; }

    /// <summary>The pair, again and again.</summary>
    static abstract TSelf Repeat(int even, int odd);

    static abstract TSelf Load(ref int from, nuint index);

    void Store(ref int to, nuint index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Towards minus infinity.</summary>
    static abstract TSelf operator >>(TSelf value, int bits);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Whether any integer of one is unlike that of the other.</summary>
    static abstract bool Differ(TSelf left, TSelf right);

    /// <summary>One bit for each integer that is below its bound or above its other bound, the first one lowest.</summary>
    static abstract uint OutsideBits(TSelf value, TSelf low, TSelf high);

    /// <summary>Of each pair (x, y) one integer: x + y * 2^<paramref name="bits"/>, x being below 2^bits. Writes <see cref="Count"/> / 2 of them, as 64 bits each.</summary>
    void StoreJoined(ref ulong to, int bits);
}
