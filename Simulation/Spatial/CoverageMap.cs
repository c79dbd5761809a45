using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Numerics.Wide;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// Where on the map a bullet can meet anything at all: small squares, each with the one body that reaches into it. Most bullets fly where
/// nobody is, and one look at the square that they end in says so.
/// </summary>
/// <remarks>
/// A square is covered by a body when its swept box, grown by the reach of the bullets (half their size and their way in this tick, on each
/// axis), touches it: then a bullet whose end lies in a square that nobody covers has met nobody. Results never depend on the size of the
/// squares nor on the reach, as long as it is no smaller than that of the bullets asked about.
/// </remarks>
internal sealed class CoverageMap(FixedRectangle bounds)
{
    /// <summary>More than one body, or a wall: whoever ends here asks the grids.</summary>
    public const int Several = ushort.MaxValue - 1;

    private const ushort Many = ushort.MaxValue;

    /// <summary>At least so many squares, and at least one for each bullet while there are no more of these.</summary>
    private const int FewestSquares = 1 << 10;
    private const int MostSquares = 1 << 20;
    private const int MostColumnBits = 12;

    private readonly int _left = bounds.Left.Raw;
    private readonly int _top = bounds.Top.Raw;
    private readonly int _right = bounds.Right.Raw;
    private readonly int _bottom = bounds.Bottom.Raw;
    private ushort[] _squares = [];
    private int[] _found = [];
    private int _shift;
    private int _columnBits;
    private int _rows;

    private (long X, long Y) _reach;
    private (long X, long Y) _furthest;

    /// <summary>Covers the map anew, for bullets that reach as far as those of the last tick.</summary>
    /// <param name="bodies">What everybody who can be hit has swept over.</param>
    /// <param name="walls">What stands.</param>
    /// <param name="bullets">How many will be asked about; decides the size of the squares.</param>
    public void Begin(ReadOnlySpan<FixedRectangle> bodies, ReadOnlySpan<FixedRectangle> walls, int bullets)
    {
        Size(Math.Clamp(bullets, FewestSquares, MostSquares));
        _reach = _furthest;
        _furthest = default;
        Mark(bodies, walls);
    }

    /// <summary>Before these bullets are asked about: where one of them reaches further than any before, the map is covered again.</summary>
    /// <param name="bodies">As at the beginning.</param>
    /// <param name="walls">As at the beginning.</param>
    /// <param name="ways">Of the bullets in this tick, x and y in turn.</param>
    /// <param name="halves">Half their widths and heights in turn.</param>
    public void Admit(ReadOnlySpan<FixedRectangle> bodies, ReadOnlySpan<FixedRectangle> walls, ReadOnlySpan<int> ways, ReadOnlySpan<int> halves)
    {
        var extremes = new Extremes();
        var next = 0;
        if (Vector512.IsHardwareAccelerated)
            extremes.Add<Int16Lanes>(ways, halves, ref next);
        if (Vector256.IsHardwareAccelerated)
            extremes.Add<Int8Lanes>(ways, halves, ref next);
        if (Vector128.IsHardwareAccelerated)
            extremes.Add<Int4Lanes>(ways, halves, ref next);
        extremes.Add<Int2Lanes>(ways, halves, ref next);
        _furthest = (Math.Max(_furthest.X, extremes.X), Math.Max(_furthest.Y, extremes.Y));
        if (_furthest.X <= _reach.X && _furthest.Y <= _reach.Y)
            return;
        _reach = (Math.Max(_reach.X, _furthest.X), Math.Max(_reach.Y, _furthest.Y));
        Array.Clear(_squares, 0, _rows << _columnBits);
        Mark(bodies, walls);
    }

    /// <summary>Those of these places (x and y in turn) that lie in a covered square, as numbers of pairs, rising; valid until the next call.</summary>
    public ReadOnlySpan<int> FindCovered(ReadOnlySpan<int> places)
    {
        if (_found.Length < places.Length / 2 + 16)
            _found = new int[places.Length / 2 + 16];
        ref var place = ref MemoryMarshal.GetReference(places);
        var (next, found, end) = (0, 0, places.Length);
        if (Vector512.IsHardwareAccelerated)
            Look<Int16Lanes>(ref place, ref next, end, ref found);
        if (Vector256.IsHardwareAccelerated)
            Look<Int8Lanes>(ref place, ref next, end, ref found);
        if (Vector128.IsHardwareAccelerated)
            Look<Int4Lanes>(ref place, ref next, end, ref found);
        Look<Int2Lanes>(ref place, ref next, end, ref found);
        return _found.AsSpan(0, found);
    }

    /// <summary>The body that covers the square of this place; -1 for none, <see cref="Several"/> where there are several or a wall.</summary>
    public int At(Fixed x, Fixed y) => _squares[(Row(y.Raw) << _columnBits) + Column(x.Raw)] - 1;

    private void Look<TWide>(ref int place, ref int next, int end, ref int found)
        where TWide : struct, IIntLanes<TWide>
    {
        var low = TWide.Repeat(_left, _top);
        var high = TWide.Repeat(_right, _bottom);
        Span<ulong> squares = stackalloc ulong[8];
        ref var square = ref MemoryMarshal.GetReference(squares);
        ref var covered = ref MemoryMarshal.GetArrayDataReference(_squares);
        ref var list = ref MemoryMarshal.GetArrayDataReference(_found);
        var (at, count, shift, bits) = (next, found, _shift, _columnBits);
        for (; at + TWide.Count <= end; at += TWide.Count)
        {
            var inside = TWide.Max(low, TWide.Min(high, TWide.Load(ref place, (nuint)at)));
            ((inside - low) >> shift).StoreJoined(ref square, bits);
            for (var lane = 0; lane < TWide.Count / 2; lane++)
            {
                // Every number is written, and stays only where the square is covered: a branch here would be guessed wrong too often.
                Unsafe.Add(ref list, count) = at / 2 + lane;
                count += Unsafe.Add(ref covered, (nuint)Unsafe.Add(ref square, lane)) != 0 ? 1 : 0;
            }
        }

        (next, found) = (at, count);
    }

    private void Size(int squares)
    {
        var (width, height) = ((long)_right - _left, (long)_bottom - _top);
        _shift = 0;
        while (!Fits(width, height, squares))
            _shift++;
        _rows = (int)(height >> _shift) + 1;
        var length = _rows << _columnBits;
        if (_squares.Length < length)
            _squares = new ushort[length];
        else
            Array.Clear(_squares, 0, length);
    }

    private bool Fits(long width, long height, int squares)
    {
        var columns = (width >> _shift) + 1;
        if (columns > 1 << MostColumnBits)
            return false;
        _columnBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)columns));
        return ((height >> _shift) + 1) << _columnBits <= squares;
    }

    private void Mark(ReadOnlySpan<FixedRectangle> bodies, ReadOnlySpan<FixedRectangle> walls)
    {
        for (var body = 0; body < bodies.Length; body++)
            Mark(bodies[body], body + 1 < Many ? (ushort)(body + 1) : Many);
        foreach (ref readonly var wall in walls)
            Mark(wall, Many);
    }

    private void Mark(in FixedRectangle area, ushort owner)
    {
        var (left, right) = (Column(area.Left.Raw - _reach.X), Column(area.Right.Raw + _reach.X));
        var (top, bottom) = (Row(area.Top.Raw - _reach.Y), Row(area.Bottom.Raw + _reach.Y));
        for (var row = top; row <= bottom; row++)
        {
            foreach (ref var square in _squares.AsSpan((row << _columnBits) + left, right - left + 1))
                square = square == 0 ? owner : Many;
        }
    }

    private int Column(long x) => (int)(Math.Clamp(x, _left, _right) - _left) >> _shift;

    private int Row(long y) => (int)(Math.Clamp(y, _top, _bottom) - _top) >> _shift;

    /// <summary>The furthest reach among many bullets, by axis.</summary>
    private ref struct Extremes
    {
        public long X;
        public long Y;

        public void Add<TWide>(ReadOnlySpan<int> ways, ReadOnlySpan<int> halves, ref int next)
            where TWide : struct, IIntLanes<TWide>
        {
            if (next + TWide.Count > ways.Length)
                return;
            ref var way = ref MemoryMarshal.GetReference(ways);
            ref var half = ref MemoryMarshal.GetReference(halves);
            var (low, high, size) = (TWide.Repeat(0, 0), TWide.Repeat(0, 0), TWide.Repeat(0, 0));
            var at = next;
            for (; at + TWide.Count <= ways.Length; at += TWide.Count)
            {
                var here = TWide.Load(ref way, (nuint)at);
                low = TWide.Min(low, here);
                high = TWide.Max(high, here);
                size = TWide.Max(size, TWide.Load(ref half, (nuint)at));
            }

            next = at;
            Fold(low, high, size);
        }

        private void Fold<TWide>(TWide low, TWide high, TWide size)
            where TWide : struct, IIntLanes<TWide>
        {
            Span<int> lanes = stackalloc int[3 * TWide.Count];
            low.Store(ref lanes[0], 0);
            high.Store(ref lanes[TWide.Count], 0);
            size.Store(ref lanes[2 * TWide.Count], 0);
            long sizeX = 0, sizeY = 0, wayX = 0, wayY = 0;
            for (var i = 0; i < TWide.Count; i += 2)
            {
                wayX = Math.Max(wayX, Math.Max(-(long)lanes[i], lanes[TWide.Count + i]));
                wayY = Math.Max(wayY, Math.Max(-(long)lanes[i + 1], lanes[TWide.Count + i + 1]));
                sizeX = Math.Max(sizeX, lanes[2 * TWide.Count + i]);
                sizeY = Math.Max(sizeY, lanes[2 * TWide.Count + i + 1]);
            }

            X = Math.Max(X, wayX + sizeX);
            Y = Math.Max(Y, wayY + sizeY);
        }
    }
}
