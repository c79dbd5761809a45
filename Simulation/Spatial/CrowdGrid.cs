using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Numerics.Wide;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// Which of many swept boxes may meet each other: pairs of two owners whose areas overlap. All boxes first leave their owner's mark in the cells
/// that they touch, without a branch; only those that touch a cell with marks of several owners, or with a wall, are then entered into
/// lists, one after the other, where each looks at who is there already. Reused.
/// </summary>
internal sealed class CrowdGrid
{
    private const int MostColumnBits = 9;
    private const int MostCells = 1 << 15;
    private const uint Nobody = uint.MaxValue;
    private const uint Several = uint.MaxValue - 1;

    private readonly FixedRectangle _bounds;
    private readonly int _shift;
    private readonly int _columnBits;
    private readonly int _columnMask;
    private readonly int[] _heads;
    private readonly uint[] _marks;
    private readonly uint[] _walls;
    private readonly List<Pair> _pairs = new(256);
    private int[] _candidates = [];
    private int _candidateCount;
    private Entry[] _entries = new Entry[4096];
    private EntityId[] _owners = [];
    private int[] _lows = [];
    private int[] _highs = [];
    private ulong[] _firstCells = [];
    private ulong[] _lastCells = [];
    private int _entered;

    /// <param name="bounds">Of the map; what lies outside is kept in the border cells.</param>
    /// <param name="cell">The edge of a cell at least.</param>
    /// <param name="walls">What stands on the map.</param>
    public CrowdGrid(FixedRectangle bounds, Fixed cell, ReadOnlySpan<FixedRectangle> walls)
    {
        _bounds = bounds;
        var (width, height) = ((long)bounds.Right.Raw - bounds.Left.Raw, (long)bounds.Bottom.Raw - bounds.Top.Raw);
        _shift = BitOperations.Log2((uint)Math.Max(1, cell.Raw));
        while (width >> _shift >= 1 << MostColumnBits || CellsOf(width, height) > MostCells)
            _shift++;

        _columnBits = ColumnBitsOf(width);
        _columnMask = (1 << _columnBits) - 1;
        _heads = new int[CellsOf(width, height)];
        _marks = new uint[_heads.Length];
        _walls = new uint[_heads.Length];
        Array.Fill(_walls, Nobody);
        foreach (ref readonly var wall in walls)
            MarkWall(wall);
    }

    /// <summary>Boxes of the last search.</summary>
    public int Count { get; private set; }

    /// <summary>Boxes of two owners whose areas overlap, each pair once.</summary>
    public ReadOnlySpan<Pair> Pairs => CollectionsMarshal.AsSpan(_pairs);

    /// <summary>Boxes in cells that a wall or boxes of several owners touch, rising: no other meets anything.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _candidateCount);

    /// <summary>Begins a search among so many boxes.</summary>
    public void Begin(int boxes)
    {
        Count = boxes;
        _pairs.Clear();
        if (_firstCells.Length >= boxes)
            return;

        _owners = new EntityId[boxes * 2];
        _candidates = new int[boxes * 2];
        (_lows, _highs) = (new int[boxes * 4], new int[boxes * 4]);
        (_firstCells, _lastCells) = (new ulong[boxes * 2], new ulong[boxes * 2]);
    }

    /// <summary>What a box has swept over.</summary>
    public FixedRectangle AreaOf(int box) => new(
        new Fixed(_lows[2 * box]), new Fixed(_lows[(2 * box) + 1]), new Fixed(_highs[2 * box]), new Fixed(_highs[(2 * box) + 1]));

    /// <summary>Whose the boxes are: those of one owner are never a pair.</summary>
    public Span<EntityId> Owners => _owners;

    /// <summary>The area of a box.</summary>
    public void Put(int box, in FixedRectangle area)
    {
        var (low, high) = (new Int2Lanes(area.Left.Raw, area.Top.Raw), new Int2Lanes(area.Right.Raw, area.Bottom.Raw));
        Put(box, low, high, Int2Lanes.Repeat(_bounds.Left.Raw, _bounds.Top.Raw), Int2Lanes.Repeat(_bounds.Right.Raw, _bounds.Bottom.Raw));
    }

    /// <summary>The areas of boxes that follow each other, from where they end, how they came there and half their sizes: x and y in turn.</summary>
    public void Put(int first, ReadOnlySpan<int> places, ReadOnlySpan<int> ways, ReadOnlySpan<int> halves)
    {
        var next = 0;
        if (Vector512.IsHardwareAccelerated)
            Put<Int16Lanes>(first, places, ways, halves, ref next);
        if (Vector256.IsHardwareAccelerated)
            Put<Int8Lanes>(first, places, ways, halves, ref next);
        if (Vector128.IsHardwareAccelerated)
            Put<Int4Lanes>(first, places, ways, halves, ref next);
        Put<Int2Lanes>(first, places, ways, halves, ref next);
    }

    /// <summary>Lists candidates, and pairs of which the second box is no body.</summary>
    /// <param name="bodies">So many of the first boxes are bodies.</param>
    public void Search(int bodies)
    {
        MarkAll();
        Select();
        Array.Clear(_heads);
        _entered = 0;
        foreach (var box in Candidates)
            Enter(box, looks: box >= bodies);
    }

    private void MarkAll()
    {
        _walls.CopyTo(_marks);
        var firsts = _firstCells.AsSpan(0, Count);
        var lasts = _lastCells.AsSpan(0, Count);
        var owners = _owners.AsSpan(0, Count);
        ref var marks = ref MemoryMarshal.GetArrayDataReference(_marks);
        var (columns, bits) = (_columnMask, _columnBits);
        for (var box = 0; box < firsts.Length; box++)
        {
            var (first, last, owner) = (Cell(firsts[box]), Cell(lasts[box]), MarkOf(owners[box]));
            if (IsLarge(first, last, columns, bits))
            {
                MarkLarge(first, last, owner);
                continue;
            }

            // The four corners are all cells of the box, some of them perhaps the same.
            Mark(ref marks, first, owner);
            Mark(ref marks, (first & ~columns) | (last & columns), owner);
            Mark(ref marks, (last & ~columns) | (first & columns), owner);
            Mark(ref marks, last, owner);
        }
    }

    private void Select()
    {
        var firsts = _firstCells.AsSpan(0, Count);
        var lasts = _lastCells.AsSpan(0, Count);
        var candidates = _candidates;
        ref var marks = ref MemoryMarshal.GetArrayDataReference(_marks);
        var (columns, bits, count) = (_columnMask, _columnBits, 0);
        for (var box = 0; box < firsts.Length; box++)
        {
            // Every box is written, and stays only where it is one: a branch here would be guessed wrong too often.
            var (first, last) = (Cell(firsts[box]), Cell(lasts[box]));
            candidates[count] = box;
            count += IsLarge(first, last, columns, bits)
                | Unsafe.Add(ref marks, first) == Several
                | Unsafe.Add(ref marks, (first & ~columns) | (last & columns)) == Several
                | Unsafe.Add(ref marks, (last & ~columns) | (first & columns)) == Several
                | Unsafe.Add(ref marks, last) == Several
                ? 1
                : 0;
        }

        _candidateCount = count;
    }

    /// <summary>Owners have marks of their own as long as there are enough of them; then several share the one that says so.</summary>
    private static uint MarkOf(EntityId owner) => (uint)Math.Min(owner.Value, Several);

    private static int Cell(ulong joined) => (int)joined;

    private void Put<TWide>(int first, ReadOnlySpan<int> places, ReadOnlySpan<int> ways, ReadOnlySpan<int> halves, ref int next)
        where TWide : struct, IIntLanes<TWide>
    {
        var least = TWide.Repeat(_bounds.Left.Raw, _bounds.Top.Raw);
        var most = TWide.Repeat(_bounds.Right.Raw, _bounds.Bottom.Raw);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var way = ref MemoryMarshal.GetReference(ways);
        ref var half = ref MemoryMarshal.GetReference(halves);
        var at = next;
        for (; at + TWide.Count <= places.Length; at += TWide.Count)
        {
            var end = TWide.Load(ref place, (nuint)at);
            var begin = end - TWide.Load(ref way, (nuint)at);
            var size = TWide.Load(ref half, (nuint)at);
            Put(first + (at >> 1), TWide.Min(begin, end) - size, TWide.Max(begin, end) + size, least, most);
        }

        next = at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put<TWide>(int box, TWide low, TWide high, TWide least, TWide most)
        where TWide : struct, IIntLanes<TWide>
    {
        low.Store(ref _lows[0], (nuint)box * 2);
        high.Store(ref _highs[0], (nuint)box * 2);
        ((TWide.Max(least, TWide.Min(most, low)) - least) >> _shift).StoreJoined(ref _firstCells[box], _columnBits);
        ((TWide.Max(least, TWide.Min(most, high)) - least) >> _shift).StoreJoined(ref _lastCells[box], _columnBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ref uint marks, int cell, uint owner)
    {
        ref var mark = ref Unsafe.Add(ref marks, cell);
        mark = mark == owner | mark == Nobody ? owner : Several;
    }

    private void MarkLarge(int first, int last, uint owner)
    {
        for (var row = first & ~_columnMask; row <= last; row += _columnMask + 1)
        {
            for (var cell = row + (first & _columnMask); cell <= row + (last & _columnMask); cell++)
                Mark(ref MemoryMarshal.GetArrayDataReference(_marks), cell, owner);
        }
    }

    /// <summary>More than two cells wide or high. One that is less than nothing, as a planted fault may have made it, is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLarge(int first, int last, int columns, int bits) =>
        ((uint)((last & columns) - (first & columns)) > 1) | ((uint)((last >> bits) - (first >> bits)) > 1);

    private void Enter(int box, bool looks)
    {
        var (first, last) = (Cell(_firstCells[box]), Cell(_lastCells[box]));
        for (var row = first & ~_columnMask; row <= last; row += _columnMask + 1)
        {
            for (var cell = row + (first & _columnMask); cell <= row + (last & _columnMask); cell++)
            {
                // Where boxes of two owners meet there are marks of both.
                if (_marks[cell] != Several)
                    continue;

                if (looks)
                    Meet(box, cell);

                var entry = ++_entered;
                if (entry == _entries.Length)
                    Array.Resize(ref _entries, entry * 2);

                _entries[entry] = new Entry(box, _heads[cell]);
                _heads[cell] = entry;
            }
        }
    }

    private void Meet(int box, int cell)
    {
        var (left, top, right, bottom) = (_lows[2 * box], _lows[(2 * box) + 1], _highs[2 * box], _highs[(2 * box) + 1]);
        var owner = _owners[box];
        for (var entry = _heads[cell]; entry != 0; entry = _entries[entry].Next)
        {
            var other = _entries[entry].Box;
            var overlaps = (left < _highs[2 * other]) & (top < _highs[(2 * other) + 1]) & (_lows[2 * other] < right) & (_lows[(2 * other) + 1] < bottom) & (owner != _owners[other]);
            if (overlaps && IsFirstShared(box, other, cell))
                _pairs.Add(new Pair(other, box));
        }
    }

    /// <summary>Boxes that share several cells are a pair in the first of them only.</summary>
    private bool IsFirstShared(int one, int other, int cell)
    {
        var (first, second) = (Cell(_firstCells[one]), Cell(_firstCells[other]));
        return cell == Math.Max(first & ~_columnMask, second & ~_columnMask) + Math.Max(first & _columnMask, second & _columnMask);
    }

    private void MarkWall(in FixedRectangle wall)
    {
        var (left, right) = (Column(wall.Left.Raw), Column(wall.Right.Raw));
        for (var row = Row(wall.Top.Raw); row <= Row(wall.Bottom.Raw); row++)
            _walls.AsSpan((row << _columnBits) + left, right - left + 1).Fill(Several);
    }

    private int Column(int x) => (Math.Clamp(x, _bounds.Left.Raw, _bounds.Right.Raw) - _bounds.Left.Raw) >> _shift;

    private int Row(int y) => (Math.Clamp(y, _bounds.Top.Raw, _bounds.Bottom.Raw) - _bounds.Top.Raw) >> _shift;

    private int ColumnBitsOf(long width) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)(width >> _shift) + 1));

    private long CellsOf(long width, long height) => ((height >> _shift) + 1) << ColumnBitsOf(width);

    /// <summary>Two boxes of which the first was put before the second.</summary>
    public readonly record struct Pair(int First, int Second);

    /// <summary>A box in a cell, and the one that was there before it; 0 for none.</summary>
    private readonly record struct Entry(int Box, int Next);
}
