using Xunit.Sdk;

namespace Ecs.Tests.Simulation;

/// <summary>Runs a property for several seeds; a failure names the seed that shows it.</summary>
internal static class Seeded
{
    public static void Run(int seeds, Action<Random> property)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception failure)
            {
                throw new XunitException($"seed {seed}: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Any integer, the ends of the range and small ones more often than chance.</summary>
    public static int AnyInt(this Random random) => random.Next(8) switch
    {
        0 => int.MinValue + random.Next(3),
        1 => int.MaxValue - random.Next(3),
        2 => random.Next(-5, 6),
        3 => random.Next(-100_000, 100_001),
        _ => (int)random.NextInt64(int.MinValue, 1L + int.MaxValue),
    };

    public static ulong AnyBits(this Random random) =>
        (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
}
