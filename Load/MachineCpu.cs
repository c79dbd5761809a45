using System.Globalization;

namespace Ecs.Load;

/// <summary>Processor time that all programs of this machine together have taken, so that a measurement can say what others took meanwhile.</summary>
internal static class MachineCpu
{
    private const string File = "/proc/stat";

    /// <summary>Of the kernel's tables for programs, 10 ms each on every machine that we know.</summary>
    private const double MillisecondsPerJiffy = 10;

    /// <summary>Milliseconds since the machine started; null where the machine does not say.</summary>
    public static double? Read()
    {
        try
        {
            return System.IO.File.Exists(File) ? BusyOf(System.IO.File.ReadLines(File).FirstOrDefault() ?? "") : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of a line as "cpu user nice system idle waiting interrupts soft stolen ...": all but idle and waiting; null when it is none.</summary>
    public static double? BusyOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 9 || words[0] != "cpu")
            return null;
        double busy = 0;
        foreach (var column in (ReadOnlySpan<int>)[1, 2, 3, 6, 7, 8])
        {
            if (!long.TryParse(words[column], NumberStyles.None, CultureInfo.InvariantCulture, out var jiffies))
                return null;
            busy += jiffies;
        }

        return busy * MillisecondsPerJiffy;
    }
}
