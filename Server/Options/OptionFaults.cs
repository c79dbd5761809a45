using System.Globalization;

namespace Ecs.Server.Options;

/// <summary>Collects everything that is wrong with the options, a line each that begins with the key.</summary>
public sealed class OptionFaults
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string key, string what) => _lines.Add($"{OptionTable.Spell(key)}: {what}");

    public void CheckRange(string key, long value, long least, long most)
    {
        if (value < least || value > most)
            Add(key, string.Create(CultureInfo.InvariantCulture, $"{value} is not within {least} to {most}"));
    }
}
