using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Views;

/// <summary>
/// The entities of one kind in a view by place: about one to a cell, columns first, so that a part of a column is one run. Filled
/// anew for each view, without allocating once it is large enough. No answer may depend on the size of the cells.
/// </summary>
internal sealed class ViewGrid
{
    private int[] _starts = [];
    private int[] _cells = [];
    private Entry[] _entries = [];
    private int _left;
    private int _top;
    private int _shift;
    private int _count;

    /// <summary>0 when there is nobody.</summary>
    public int Columns { get; private set; }

    /// <inheritdoc cref="Columns"/>
    public int Rows { get; private set; }

    /// <summary>Edge of a cell in raw units.</summary>
    public long Cell => 1L << _shift;

    /// <summary>Everybody, by cells.</summary>
    public ReadOnlySpan<Entry> All => _entries.AsSpan(0, _count);

    /// <summary>Replaces the content by the entities of this kind.</summary>
    public void Fill(ReadOnlySpan<EntityState> entities, EntityKind kind)
    {
        Measure(entities, kind);
        if (_count == 0)
            return;

        var cells = Columns * Rows;
        if (_starts.Length <= cells)
            _starts = new int[(cells * 2) + 1];
        if (_entries.Length < _count)
            (_entries, _cells) = (new Entry[_count * 2], new int[_count * 2]);

        var starts = _starts.AsSpan(0, cells + 1);
        starts.Clear();
        var next = 0;
        foreach (ref readonly var entity in entities)
        {
            if (entity.Kind != kind)
                continue;

            var cell = _cells[next++] = (ColumnWithin(entity.X) * Rows) + RowWithin(entity.Y);
            starts[cell]++;
        }

        var end = 0;
        for (var cell = 0; cell <= cells; cell++)
            starts[cell] = end += starts[cell];

        // Filled from its end, each cell's end becomes its start.
        for (var index = entities.Length - 1; index >= 0; index--)
        {
            ref readonly var entity = ref entities[index];
            if (entity.Kind == kind)
                _entries[--starts[_cells[--next]]] = new Entry(entity.X, entity.Y, index);
        }
    }

    /// <summary>The column of a place in a world, outside the grid too: below 0 or from <see cref="Columns"/> on.</summary>
    public int ColumnOf(Fixed x) => (int)(((long)x.Raw - _left) >> _shift);

    /// <inheritdoc cref="ColumnOf"/>
    public int RowOf(Fixed y) => (int)(((long)y.Raw - _top) >> _shift);

    /// <summary>The column of any place, or the nearest one.</summary>
    public int ColumnWithin(Fixed x) => (int)Math.Clamp(((long)x.Raw - _left) >> _shift, 0, Columns - 1);

    /// <inheritdoc cref="ColumnWithin"/>
    public int RowWithin(Fixed y) => (int)Math.Clamp(((long)y.Raw - _top) >> _shift, 0, Rows - 1);

    /// <summary>Who is in this column from one row to another, both included; empty outside the grid.</summary>
    public ReadOnlySpan<Entry> In(int column, int top, int bottom)
    {
        top = Math.Max(top, 0);
        bottom = Math.Min(bottom, Rows - 1);
        if (column < 0 || column >= Columns || top > bottom)
            return default;

        var first = _starts[(column * Rows) + top];
        return _entries.AsSpan(first, _starts[(column * Rows) + bottom + 1] - first);
    }

    /// <summary>How far, in raw units and along one axis, whoever is so many cells away is at least.</summary>
    public long Apart(int cells) => cells <= 0 ? 0 : ((cells - 1L) << _shift) + 1;

    /// <summary>Whether distances from here to anybody in a world are exact.</summary>
    public static bool IsInWorld(Fixed x, Fixed y) =>
        x >= -Fixed.WorldLimit && x <= Fixed.WorldLimit && y >= -Fixed.WorldLimit && y <= Fixed.WorldLimit;

    private void Measure(ReadOnlySpan<EntityState> entities, EntityKind kind)
    {
        _count = 0;
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (ref readonly var entity in entities)
        {
            if (entity.Kind != kind)
                continue;

            _count++;
            left = Math.Min(left, entity.X.Raw);
            top = Math.Min(top, entity.Y.Raw);
            right = Math.Max(right, entity.X.Raw);
            bottom = Math.Max(bottom, entity.Y.Raw);
        }

        (Columns, Rows) = (0, 0);
        if (_count == 0)
            return;

        (_left, _top, _shift, Columns, Rows) = (left, top, 32, 1, 1);

        // What a stranger sends may lie anywhere, and differences wrap out there: nobody is near or far then.
        if (!IsInWorld(new Fixed(left), new Fixed(top)) || !IsInWorld(new Fixed(right), new Fixed(bottom)))
            return;

        var (width, height) = ((long)right - left, (long)bottom - top);
        _shift = 0;
        while (((width >> _shift) + 1) * ((height >> _shift) + 1) > _count)
            _shift++;
        Columns = (int)(width >> _shift) + 1;
        Rows = (int)(height >> _shift) + 1;
    }

    /// <summary>Where somebody is, and at which index of the view.</summary>
    public readonly record struct Entry(Fixed X, Fixed Y, int Index);
}
