using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.DebugView.Frames;

/// <summary>How many boxes the broad phase of a tick put into each of its cells.</summary>
public sealed class CellCounts
{
    private ushort[] _counts = [];

    /// <summary>False when nobody asked for the cells of this tick, or nobody here knows them.</summary>
    public bool IsKnown { get; private set; }

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Edge of a cell in world units; the first cell begins at the corner of the map's bounds.</summary>
    public Fixed Cell { get; private set; }

    public int this[int column, int row] => _counts[(row * Columns) + column];

    /// <summary>Takes the counts of the last tick; allocates only to grow.</summary>
    public void Take(BroadPhase grid)
    {
        Reserve(grid.Columns, grid.Rows, grid.Cell);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
                _counts[(row * Columns) + column] = (ushort)Math.Min(grid.In(column, row).Length, ushort.MaxValue);
        }
    }

    public void CopyFrom(CellCounts other)
    {
        IsKnown = false;
        if (!other.IsKnown)
            return;
        Reserve(other.Columns, other.Rows, other.Cell);
        other._counts.AsSpan(0, Columns * Rows).CopyTo(_counts);
    }

    public void Clear() => IsKnown = false;

    private void Reserve(int columns, int rows, Fixed cell)
    {
        if (_counts.Length < columns * rows)
            _counts = new ushort[columns * rows];
        Columns = columns;
        Rows = rows;
        Cell = cell;
        IsKnown = true;
    }
}
