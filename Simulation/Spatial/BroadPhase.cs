using System.Numerics;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// The one broad-phase grid of a world. It is filled anew each tick: every box is entered in all cells that its way
/// touches, by a counting sort, so a cell is a run of indices. What lies outside the map is kept in the border cells.
/// </summary>
/// <remarks>A pair can share several cells, which form a rectangle of cells; whoever asks gets it from each of them.</remarks>
public sealed class BroadPhase
{
    /// <summary>Larger maps get larger cells, never more of them.</summary>
    private const int CellsPerSideLimit = 256;

    private readonly FixedRectangle _bounds;
    private readonly int _shift;
    private readonly int[] _starts;
    private readonly int[] _cursors;
    private CellRange[] _ranges = new CellRange[256];
    private int[] _entries = new int[1024];
    private int _count;

    public BroadPhase(FixedRectangle bounds, Fixed cell)
    {
        _bounds = bounds;
        var longest = Math.Max((long)bounds.Right.Raw - bounds.Left.Raw, (long)bounds.Bottom.Raw - bounds.Top.Raw);
        _shift = BitOperations.Log2((uint)Math.Max(cell.Raw, longest / CellsPerSideLimit + 1));
        while (longest >> _shift > CellsPerSideLimit)
            _shift++;
        Columns = (int)(((long)bounds.Right.Raw - bounds.Left.Raw) >> _shift) + 1;
        Rows = (int)(((long)bounds.Bottom.Raw - bounds.Top.Raw) >> _shift) + 1;
        _starts = new int[Columns * Rows + 1];
        _cursors = new int[Columns * Rows];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Edge of a cell in world units: a power of two of raw units, so that finding a cell takes no division.</summary>
    public Fixed Cell => new(1 << _shift);

    /// <summary>Replaces the content by these areas; indices are those of the span.</summary>
    public void Fill(ReadOnlySpan<FixedRectangle> boxes)
    {
        _count = boxes.Length;
        if (_ranges.Length < boxes.Length)
            _ranges = new CellRange[boxes.Length * 2];

        Array.Clear(_starts);
        var entries = 0;
        for (var i = 0; i < boxes.Length; i++)
        {
            var range = CellsAt(boxes[i]);
            _ranges[i] = range;
            for (var row = range.Top; row <= range.Bottom; row++)
            {
                for (var column = range.Left; column <= range.Right; column++)
                {
                    _starts[row * Columns + column + 1]++;
                    entries++;
                }
            }
        }

        Distribute(entries);
    }

    /// <summary>The cells that the way of box <paramref name="index"/> touches.</summary>
    public CellRange CellsOf(int index) => _ranges[index];

    /// <summary>The cells that this area touches; two areas that overlap share at least one.</summary>
    public CellRange CellsAt(in FixedRectangle area) => new(
        (ushort)Column(area.Left), (ushort)Row(area.Top), (ushort)Column(area.Right), (ushort)Row(area.Bottom));

    /// <summary>Indices of the boxes in a cell, rising.</summary>
    public ReadOnlySpan<int> In(int column, int row)
    {
        var cell = row * Columns + column;
        return _entries.AsSpan(_starts[cell], _starts[cell + 1] - _starts[cell]);
    }

    private void Distribute(int entries)
    {
        if (_entries.Length < entries)
            _entries = new int[entries * 2];

        for (var cell = 0; cell < _cursors.Length; cell++)
        {
            _starts[cell + 1] += _starts[cell];
            _cursors[cell] = _starts[cell];
        }

        for (var i = 0; i < _count; i++)
        {
            var range = _ranges[i];
            for (var row = range.Top; row <= range.Bottom; row++)
            {
                for (var column = range.Left; column <= range.Right; column++)
                    _entries[_cursors[row * Columns + column]++] = i;
            }
        }
    }

    private int Column(Fixed x) => (Math.Clamp(x.Raw, _bounds.Left.Raw, _bounds.Right.Raw) - _bounds.Left.Raw) >> _shift;

    private int Row(Fixed y) => (Math.Clamp(y.Raw, _bounds.Top.Raw, _bounds.Bottom.Raw) - _bounds.Top.Raw) >> _shift;

    /// <summary>Cells from (Left, Top) to (Right, Bottom), both included.</summary>
    public readonly record struct CellRange(ushort Left, ushort Top, ushort Right, ushort Bottom);
}
