namespace Ecs.Tests.Testing;

/// <summary>
/// What a warm path may leave to collect. Asserted with the stand-ins, which are ours; with the genuine packages, which we
/// cannot change, it is told.
/// </summary>
internal static class Allocations
{
    public static void AssertNone(long bytes)
    {
#if GENUINE_PACKAGES
        Console.WriteLine($"allocated with the genuine packages: {bytes} bytes");
#else
        Assert.Equal(0, bytes);
#endif
    }
}
