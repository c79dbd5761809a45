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

    /// <summary>Clearing squares costs little beside looking at bullets that have met nobody.</summary>
    private const int FewestSquares = 1 << 14;
    private const int SquaresPerBullet = 16;
    private const int MostSquares = 1 << 20;
    private const int MostColumnBits = 12;

    private readonly int _left = bounds.Left.Raw;
    private readonly int _top = bounds.Top.Raw;
    private readonly int _right = bounds.Right.Raw;
    private readonly int _bottom = bounds.Bottom.Raw;
    private ushort[] _owners = [];
    private byte[] _covered = [];
    private int _shift;
    private int _columnBits;
    private int _rows;

    private (long X, long Y) _reach;

    /// <summary>Covers the map anew.</summary>
    /// <param name="bodies">What everybody who can be hit has swept over.</param>
    /// <param name="walls">What stands.</param>
    /// <param name="bullets">How many will be asked about; decides the size of the squares.</param>
    /// <param name="reach">How far from its end any of them touches something, in raw units by axis.</param>
    public void Cover(ReadOnlySpan<FixedRectangle> bodies, ReadOnlySpan<FixedRectangle> walls, int bullets, (long X, long Y) reach)
    {
        Size((int)Math.Clamp(SquaresPerBullet * (long)bullets, FewestSquares, MostSquares));
        _reach = reach;
        for (var body = 0; body < bodies.Length; body++)
            Mark(bodies[body], body + 1 < Many ? (ushort)(body + 1) : Many);
        foreach (ref readonly var wall in walls)
            Mark(wall, Many);
    }

    /// <summary>Those of these places (x and y in turn) that lie in a covered square, as numbers of pairs, rising.</summary>
    /// <param name="places">Of any number.</param>
    /// <param name="room">Where they are written: one more than there are places.</param>
    public Span<int> FindCovered(ReadOnlySpan<int> places, Span<int> room)
    {
        var (next, found) = (0, 0);
        if (Vector512.IsHardwareAccelerated)
            Look<Int16Lanes>(places, room, ref next, ref found);
        if (Vector256.IsHardwareAccelerated)
            Look<Int8Lanes>(places, room, ref next, ref found);
        if (Vector128.IsHardwareAccelerated)
            Look<Int4Lanes>(places, room, ref next, ref found);
        Look<Int2Lanes>(places, room, ref next, ref found);
        return room[..found];
    }

    /// <summary>The body that covers the square of this place; -1 for none, <see cref="Several"/> where there are several or a wall.</summary>
    public int At(Fixed x, Fixed y) => _owners[(Row(y.Raw) << _columnBits) + Column(x.Raw)] - 1;

    private void Look<TWide>(ReadOnlySpan<int> places, Span<int> room, ref int next, ref int found)
        where TWide : struct, IIntLanes<TWide>
    {
        var low = TWide.Repeat(_left, _top);
        var high = TWide.Repeat(_right, _bottom);
        Span<ulong> squares = stackalloc ulong[8];
        ref var square = ref MemoryMarshal.GetReference(squares);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var covered = ref MemoryMarshal.GetArrayDataReference(_covered);
        ref var list = ref MemoryMarshal.GetReference(room);
        var (at, count, shift, bits, end) = (next, found, _shift, _columnBits, places.Length);
        for (; at + TWide.Count <= end; at += TWide.Count)
        {
            var inside = TWide.Max(low, TWide.Min(high, TWide.Load(ref place, (nuint)at)));
            ((inside - low) >> shift).StoreJoined(ref square, bits);
            var row = at >> 1;
            Keep(ref list, ref count, row, ref covered, square);
            if (TWide.Count > 2)
                Keep(ref list, ref count, row + 1, ref covered, Unsafe.Add(ref square, 1));
            if (TWide.Count > 4)
            {
                Keep(ref list, ref count, row + 2, ref covered, Unsafe.Add(ref square, 2));
                Keep(ref list, ref count, row + 3, ref covered, Unsafe.Add(ref square, 3));
            }

            if (TWide.Count > 8)
            {
                Keep(ref list, ref count, row + 4, ref covered, Unsafe.Add(ref square, 4));
                Keep(ref list, ref count, row + 5, ref covered, Unsafe.Add(ref square, 5));
                Keep(ref list, ref count, row + 6, ref covered, Unsafe.Add(ref square, 6));
                Keep(ref list, ref count, row + 7, ref covered, Unsafe.Add(ref square, 7));
            }
        }

        (next, found) = (at, count);
    }

    /// <summary>Every row is written, and stays only where its square is covered: a branch here would be guessed wrong too often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(ref int list, ref int count, int row, ref byte covered, ulong square)
    {
        Unsafe.Add(ref list, (nuint)(uint)count) = row;
        count += Unsafe.Add(ref covered, (nuint)square);
    }

    private void Size(int squares)
    {
        var (width, height) = ((long)_right - _left, (long)_bottom - _top);
        _shift = 0;
        while (!Fits(width, height, squares))
            _shift++;
        _rows = (int)(height >> _shift) + 1;
        var length = _rows << _columnBits;
        if (_covered.Length < length)
        {
            _owners = new ushort[length];
            _covered = new byte[length];
        }
        else
        {
            Array.Clear(_owners, 0, length);
            Array.Clear(_covered, 0, length);
        }
    }

    private bool Fits(long width, long height, int squares)
    {
        var columns = (width >> _shift) + 1;
        if (columns > 1 << MostColumnBits)
            return false;
        _columnBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)columns));
        return ((height >> _shift) + 1) << _columnBits <= squares;
    }

    private void Mark(in FixedRectangle area, ushort owner)
    {
        var (left, right) = (Column(area.Left.Raw - _reach.X), Column(area.Right.Raw + _reach.X));
        var (top, bottom) = (Row(area.Top.Raw - _reach.Y), Row(area.Bottom.Raw + _reach.Y));
        for (var row = top; row <= bottom; row++)
        {
            var first = (row << _columnBits) + left;
            _covered.AsSpan(first, right - left + 1).Fill(1);
            foreach (ref var square in _owners.AsSpan(first, right - left + 1))
                square = square == 0 ? owner : Many;
        }
    }

    private int Column(long x) => (int)(Math.Clamp(x, _left, _right) - _left) >> _shift;

    private int Row(long y) => (int)(Math.Clamp(y, _top, _bottom) - _top) >> _shift;
}
