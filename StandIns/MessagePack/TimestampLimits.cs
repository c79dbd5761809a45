namespace MessagePack;

/// <summary>The timestamp extension of the specification: type -1, seconds since 1970 and nanoseconds, in three widths.</summary>
internal static class TimestampLimits
{
    public const sbyte TypeCode = -1;
    public const int NanosecondsPerTick = 100;
    public const uint MaxNanoseconds = 999_999_999;
    public const int SecondsBitsOf64 = 34;
    public const long MinSeconds = -62_135_596_800;
    public const long MaxSeconds = 253_402_300_799;
}
