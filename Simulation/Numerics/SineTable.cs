namespace Ecs.Simulation.Numerics;

/// <summary>
/// Sines of all 65,536 angles in Q1.30, from a quarter-wave table that is computed once in integers, so it is the same
/// on every processor.
/// </summary>
public static class SineTable
{
    /// <summary>The value of 1 in Q1.30.</summary>
    public const int One = 1 << 30;

    private const int Quarter = Angle.FullTurn / 4;

    private static readonly int[] QuarterWave = BuildQuarterWave();

    /// <summary>Sine in Q1.30, -2^30 to 2^30, within one unit of the last place.</summary>
    public static int Sine(Angle angle)
    {
        var step = angle.Raw & (Quarter - 1);
        return (angle.Raw / Quarter) switch
        {
            0 => QuarterWave[step],
            1 => QuarterWave[Quarter - step],
            2 => -QuarterWave[step],
            _ => -QuarterWave[Quarter - step],
        };
    }

    /// <summary>Cosine in Q1.30, -2^30 to 2^30, within one unit of the last place.</summary>
    public static int Cosine(Angle angle) => Sine(angle + Angle.Right);

    private static int[] BuildQuarterWave()
    {
        // Taylor's series in Q4.60; at pi/2 the eleventh term is below 2^-60, far under the table's last place.
        const int fraction = 60;
        const long halfPi = 1_811_004_864_519_280_711; // pi/2 * 2^60, rounded
        var table = new int[Quarter + 1];
        for (var i = 0; i <= Quarter; i++)
        {
            var x = (Int128)halfPi * i / Quarter;
            var square = (x * x) >> fraction;
            var term = x;
            var sum = x;
            for (var n = 1; n <= 11; n++)
            {
                term = -((term * square) >> fraction) / (2 * n * (2 * n + 1));
                sum += term;
            }

            table[i] = (int)Int128.Min((sum + (1L << (fraction - 31))) >> (fraction - 30), One);
        }

        return table;
    }
}
