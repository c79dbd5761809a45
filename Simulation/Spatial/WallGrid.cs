using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// The walls of a map by the cells that they touch, filled once: whoever looks for walls asks only the cells on the way.
/// A wall that lies in several of those cells is seen several times, which changes nothing where the nearest one counts.
/// </summary>
internal sealed class WallGrid
{
    private const int CellUnits = 128;

    /// <summary>Walls times their cells. A map of vast walls gets larger cells instead of more memory.</summary>
    private const int EntryLimit = 262_144;

    private readonly FixedRectangle[] _walls;
    private readonly BroadPhase _cells;

    public WallGrid(FixedRectangle bounds, FixedRectangle[] walls)
    {
        _walls = walls;
        var cell = Fixed.FromInt(CellUnits);
        _cells = new BroadPhase(bounds, cell);
        while (EntriesOf(_cells, walls) > EntryLimit && _cells.Columns * _cells.Rows > 1)
        {
            cell *= 2;
            _cells = new BroadPhase(bounds, cell);
        }

        _cells.Fill(walls);
    }

    public bool IsEmpty => _walls.Length == 0;

    /// <summary>The walls whose cells this area touches; all that overlap it are among them.</summary>
    public Near Around(in FixedRectangle area) => new(this, area);

    private static long EntriesOf(BroadPhase cells, FixedRectangle[] walls)
    {
        var entries = 0L;
        foreach (ref readonly var wall in walls.AsSpan())
        {
            var range = cells.CellsAt(wall);
            entries += (range.Right - range.Left + 1L) * (range.Bottom - range.Top + 1L);
        }

        return entries;
    }

    public ref struct Near
    {
        private readonly WallGrid _grid;
        private readonly BroadPhase.CellRange _range;
        private ReadOnlySpan<int> _cell;
        private int _column;
        private int _row;
        private int _next;

        public Near(WallGrid grid, in FixedRectangle area)
        {
            _grid = grid;
            _range = grid._walls.Length == 0 ? new BroadPhase.CellRange(0, 1, 0, 0) : grid._cells.CellsAt(area);
            _column = _range.Left - 1;
            _row = _range.Top;
        }

        public readonly ref readonly FixedRectangle Current => ref _grid._walls[_cell[_next]];

        public readonly Near GetEnumerator() => this;

        public bool MoveNext()
        {
            _next++;
            while (_next >= _cell.Length)
            {
                if (++_column > _range.Right)
                {
                    _column = _range.Left;
                    _row++;
                }

                if (_row > _range.Bottom)
                    return false;

                _cell = _grid._cells.In(_column, _row);
                _next = 0;
            }

            return true;
        }
    }
}
