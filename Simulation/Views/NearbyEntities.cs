using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Views;

/// <summary>Walks over the entities about an area, in an order that means nothing.</summary>
public ref struct NearbyEntities
{
    private readonly ReadOnlySpan<EntityState> _entities;
    private readonly ViewGrid _grid;
    private readonly int _right;
    private readonly int _top;
    private readonly int _bottom;
    private ReadOnlySpan<ViewGrid.Entry> _run;
    private int _column;
    private int _next;

    internal NearbyEntities(ReadOnlySpan<EntityState> entities, ViewGrid grid, in FixedRectangle area)
    {
        _entities = entities;
        _grid = grid;
        if (grid.Columns == 0)
        {
            (_column, _right) = (0, -1);
            return;
        }

        _column = grid.ColumnWithin(area.Left);
        _right = grid.ColumnWithin(area.Right);
        _top = grid.RowWithin(area.Top);
        _bottom = grid.RowWithin(area.Bottom);
    }

    public readonly ref readonly EntityState Current => ref _entities[_run[_next - 1].Index];

    public readonly NearbyEntities GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next >= _run.Length)
        {
            if (_column > _right)
                return false;

            _run = _grid.In(_column++, _top, _bottom);
            _next = 0;
        }

        _next++;
        return true;
    }
}
