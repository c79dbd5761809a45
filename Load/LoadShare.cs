using System.Globalization;

namespace Ecs.Load;

/// <summary>The clients that one process plays: so many of all, from a number on.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Count">How many, 1 or more.</param>
/// <param name="All">Clients of all processes.</param>
internal readonly record struct LoadShare(int First, int Count, int All)
{
    /// <summary>The same number for each process, or one more.</summary>
    public static LoadShare Of(int clients, int process, int processes)
    {
        var first = (int)((long)clients * process / processes);
        return new(first, (int)((long)clients * (process + 1) / processes) - first, clients);
    }

    /// <summary>As <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string text, out LoadShare share)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        var isShare = parts.Length == 3
            & int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            & int.TryParse(parts.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            & int.TryParse(parts.ElementAtOrDefault(2), NumberStyles.None, CultureInfo.InvariantCulture, out var all);
        share = new(first, count, all);
        return isShare && count > 0 && all >= first + count;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}/{Count}/{All}");
}
