namespace LiteNetLib.Wire;

/// <summary>
/// Ping numbers are 16 bits, but genuine receivers compare them as if they had 15 and fall silent for hours when 65,535 is followed by 0.
/// After 65,535 we go on at 32,768, which both comparisons take for newer; and we answer whatever either comparison calls newer.
/// </summary>
internal static class PingNumber
{
    public const ushort First = 2;
    private const ushort AfterLast = 32768;

    public static ushort Next(ushort number) => number == ushort.MaxValue ? AfterLast : (ushort)(number + 1);

    public static bool IsNewer(ushort number, ushort lastAnswered)
        => (short)(number - lastAnswered) > 0 || Sequence.Distance(number, lastAnswered) > 0;
}
