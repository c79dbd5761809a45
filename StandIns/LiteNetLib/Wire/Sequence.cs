namespace LiteNetLib.Wire;

/// <summary>15-bit sequence numbers of the channels.</summary>
internal static class Sequence
{
    public static bool IsValid(int sequence) => (uint)sequence < WireLimits.Sequences;

    public static int Next(int sequence) => (sequence + 1) & (WireLimits.Sequences - 1);

    public static int Plus(int sequence, int delta) => (sequence + delta) & (WireLimits.Sequences - 1);

    /// <summary>How far <paramref name="a"/> is ahead of <paramref name="b"/>: -16384 to 16383.</summary>
    public static int Distance(int a, int b)
        => ((a - b + WireLimits.Sequences + (WireLimits.Sequences / 2)) & (WireLimits.Sequences - 1)) - (WireLimits.Sequences / 2);
}
