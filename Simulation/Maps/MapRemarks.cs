using System.Text;

namespace Ecs.Simulation.Maps;

/// <summary>Gathers what an operator should hear about a map that was read, in bounded lines.</summary>
internal sealed class MapRemarks
{
    /// <summary>A map that is wrong all over is told in this many lines.</summary>
    public const int LineLimit = 24;

    private const int NamesInARow = 8;

    private readonly List<string> _lines = [];
    private readonly List<string> _layers = [];
    private int _more;

    public void Add(string line)
    {
        if (_lines.Count < LineLimit)
            _lines.Add(line);
        else
            _more++;
    }

    /// <summary>Adds a layer to the one line of those whose name is nothing to the world.</summary>
    public void AddLayer(string label) => _layers.Add(label);

    public string[] ToLines()
    {
        var lines = new List<string>(_lines);
        if (_layers.Count != 0)
            lines.Add($"passed over: {Join(_layers)}; only object layers \"areas\", \"solids\", \"spawns\" and \"things\" count");

        if (_more != 0)
            lines.Add($"and {TiledJson.Count(_more, "more remark")} like these");

        return [.. lines];
    }

    private static string Join(List<string> names)
    {
        var text = new StringBuilder();
        for (var i = 0; i < names.Count && i < NamesInARow; i++)
            text.Append(i == 0 ? "" : ", ").Append(names[i]);

        return names.Count <= NamesInARow
            ? text.ToString()
            : $"{text} and {names.Count - NamesInARow} more";
    }
}
