namespace Raylib_cs.Display;

/// <summary>Lines about the window itself, to standard error.</summary>
internal static class TraceLog
{
    public static TraceLogLevel Least { get; set; } = TraceLogLevel.Info;

    public static void Warn(string line)
    {
        if (Least <= TraceLogLevel.Warning)
            Console.Error.WriteLine($"warning: {line}");
    }
}
