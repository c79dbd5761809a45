using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>How far the panels that hold more than they show have been turned from where they rest.</summary>
public sealed class Scrolls
{
    /// <summary>Rows of one turn of the wheel.</summary>
    private const int RowsPerTurn = 3;

    private readonly Dictionary<Part, int> _rows = [];

    /// <summary>Turns a panel. Those that rest at their end go back with the wheel upwards, the others go on with it downwards.</summary>
    public void Turn(Part part, float wheel)
    {
        var restsAtEnd = part is Part.Log or Part.Console;
        var rows = (int)MathF.Round(wheel * RowsPerTurn);
        _rows[part] = Math.Max(0, _rows.GetValueOrDefault(part) + (restsAtEnd ? rows : -rows));
    }

    /// <summary>Back to where the panel rests.</summary>
    public void Rest(Part part) => _rows.Remove(part);

    /// <summary>Rows from the resting place.</summary>
    public int Of(Part part) => _rows.GetValueOrDefault(part);

    /// <summary>The same, for a panel that tells how far it goes: it cannot be turned beyond that.</summary>
    public int Of(Part part, int limit)
    {
        var rows = Math.Clamp(Of(part), 0, Math.Max(0, limit));
        _rows[part] = rows;
        return rows;
    }
}
