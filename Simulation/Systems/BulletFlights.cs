using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Numerics.Wide;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>All bullets of a world on their way through one tick, by several threads where there are many; reused.</summary>
internal sealed class BulletFlights : IParallelWork
{
    private readonly ChunkPieces<Piece> _pieces = new();
    private FixedRectangle _limits;

    /// <summary>How far from its end any bullet touched something on its way, in raw units by axis: half its size and its way.</summary>
    public (long X, long Y) Advance(GameWorld world)
    {
        _pieces.Collect(world, in Queries.Bullets);
        _limits = world.BulletLimits;
        var reach = (X: 0L, Y: 0L);
        foreach (var piece in _pieces.Run(world, this))
        {
            reach = (Math.Max(reach.X, piece.ReachX), Math.Max(reach.Y, piece.ReachY));
            foreach (var bullet in piece.Doomed)
                world.Commands.Doom(bullet);
        }

        return reach;
    }

    void IParallelWork.Do(int piece)
    {
        var mine = _pieces[piece];
        mine.Clear();
        foreach (ref var chunk in _pieces.ChunksOf(piece))
        {
            var count = chunk.Count;
            var flight = new Flight(_limits, mine.Doomed)
            {
                Places = MemoryMarshal.Cast<Position, int>(chunk.GetSpan<Position>()[..count]),
                Ways = MemoryMarshal.Cast<Velocity, int>(chunk.GetSpan<Velocity>()[..count]),
                Halves = MemoryMarshal.Cast<Box, int>(chunk.GetSpan<Box>()[..count]),
                Who = chunk.GetSpan<Identity>()[..count],
            };
            flight.Advance();
            mine.Reach(flight.ReachX, flight.ReachY);
        }
    }

    /// <summary>One chunk on its way.</summary>
    private ref struct Flight(FixedRectangle limits, List<EntityId> doomed)
    {
        public Span<int> Places;
        public ReadOnlySpan<int> Ways;
        public ReadOnlySpan<int> Halves;
        public ReadOnlySpan<Identity> Who;
        private int _next;

        public long ReachX { get; private set; }

        public long ReachY { get; private set; }

        public void Advance()
        {
            if (Vector512.IsHardwareAccelerated)
                Advance<Int16Lanes>();
            if (Vector256.IsHardwareAccelerated)
                Advance<Int8Lanes>();
            if (Vector128.IsHardwareAccelerated)
                Advance<Int4Lanes>();
            Advance<Int2Lanes>();
        }

        private void Advance<TWide>()
            where TWide : struct, IIntLanes<TWide>
        {
            if (_next + TWide.Count > Places.Length)
                return;
            var low = TWide.Repeat(limits.Left.Raw, limits.Top.Raw);
            var high = TWide.Repeat(limits.Right.Raw, limits.Bottom.Raw);
            var none = TWide.Repeat(0, 0);
            var (least, most, size) = (none, none, none);
            ref var place = ref MemoryMarshal.GetReference(Places);
            ref var way = ref MemoryMarshal.GetReference(Ways);
            ref var half = ref MemoryMarshal.GetReference(Halves);
            var at = _next;
            for (; at + TWide.Count <= Places.Length; at += TWide.Count)
            {
                var gone = TWide.Load(ref way, (nuint)at);
                least = TWide.Min(least, gone);
                most = TWide.Max(most, gone);
                size = TWide.Max(size, TWide.Load(ref half, (nuint)at));
                var moved = TWide.Load(ref place, (nuint)at) + gone;
                moved.Store(ref place, (nuint)at);
                if (TWide.Differ(TWide.Max(low, TWide.Min(high, moved)), moved))
                    Doom(doomed, Who[(at / 2)..], TWide.OutsideBits(moved, low, high));
            }

            _next = at;
            Reach(least, most, size);
        }

        private void Reach<TWide>(TWide least, TWide most, TWide size)
            where TWide : struct, IIntLanes<TWide>
        {
            Span<int> lanes = stackalloc int[3 * TWide.Count];
            least.Store(ref lanes[0], 0);
            most.Store(ref lanes[TWide.Count], 0);
            size.Store(ref lanes[2 * TWide.Count], 0);
            long sizeX = 0, sizeY = 0, wayX = 0, wayY = 0;
            for (var i = 0; i < TWide.Count; i += 2)
            {
                wayX = Math.Max(wayX, Math.Max(-(long)lanes[i], lanes[TWide.Count + i]));
                wayY = Math.Max(wayY, Math.Max(-(long)lanes[i + 1], lanes[TWide.Count + i + 1]));
                sizeX = Math.Max(sizeX, lanes[2 * TWide.Count + i]);
                sizeY = Math.Max(sizeY, lanes[2 * TWide.Count + i + 1]);
            }

            ReachX = Math.Max(ReachX, wayX + sizeX);
            ReachY = Math.Max(ReachY, wayY + sizeY);
        }
    }

    /// <summary>A bullet that has left may still hit something on its way out: hits are judged before deaths are played back.</summary>
    private static void Doom(List<EntityId> doomed, ReadOnlySpan<Identity> who, uint outside)
    {
        while (outside != 0)
        {
            var bullet = BitOperations.TrailingZeroCount(outside) / 2;
            outside &= ~(3u << (bullet * 2));
            doomed.Add(who[bullet].Id);
        }
    }

    private sealed class Piece
    {
        public List<EntityId> Doomed { get; } = new(64);

        public long ReachX { get; private set; }

        public long ReachY { get; private set; }

        public void Clear()
        {
            Doomed.Clear();
            (ReachX, ReachY) = (0, 0);
        }

        public void Reach(long x, long y) => (ReachX, ReachY) = (Math.Max(ReachX, x), Math.Max(ReachY, y));
    }
}
