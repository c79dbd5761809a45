using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics.Wide;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Flies bullets in straight lines and ends those whose centre has left the map.</summary>
internal static class BulletSystem
{
    public static void Advance(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Bullets);
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var count = chunk.Count;
            var places = MemoryMarshal.Cast<Position, int>(chunk.GetSpan<Position>()[..count]);
            var ways = MemoryMarshal.Cast<Velocity, int>(chunk.GetSpan<Velocity>()[..count]);
            Advance(world, places, ways, chunk.GetSpan<Identity>()[..count]);
        }
    }

    private static void Advance(GameWorld world, Span<int> places, ReadOnlySpan<int> ways, ReadOnlySpan<Identity> who)
    {
        var next = 0;
        if (Vector512.IsHardwareAccelerated)
            Advance<Int16Lanes>(world, places, ways, who, ref next);
        if (Vector256.IsHardwareAccelerated)
            Advance<Int8Lanes>(world, places, ways, who, ref next);
        if (Vector128.IsHardwareAccelerated)
            Advance<Int4Lanes>(world, places, ways, who, ref next);
        Advance<Int2Lanes>(world, places, ways, who, ref next);
    }

    private static void Advance<TWide>(GameWorld world, Span<int> places, ReadOnlySpan<int> ways, ReadOnlySpan<Identity> who, ref int next)
        where TWide : struct, IIntLanes<TWide>
    {
        var limits = world.BulletLimits;
        var low = TWide.Repeat(limits.Left.Raw, limits.Top.Raw);
        var high = TWide.Repeat(limits.Right.Raw, limits.Bottom.Raw);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var way = ref MemoryMarshal.GetReference(ways);
        var at = next;
        for (; at + TWide.Count <= places.Length; at += TWide.Count)
        {
            var moved = TWide.Load(ref place, (nuint)at) + TWide.Load(ref way, (nuint)at);
            moved.Store(ref place, (nuint)at);
            var outside = TWide.OutsideBits(moved, low, high);
            if (outside != 0)
                Doom(world.Commands, who[(at / 2)..], outside);
        }

        next = at;
    }

    /// <summary>A bullet that has left may still hit something on its way out: hits are judged before deaths are played back.</summary>
    private static void Doom(WorldCommands commands, ReadOnlySpan<Identity> who, uint outside)
    {
        while (outside != 0)
        {
            var bullet = BitOperations.TrailingZeroCount(outside) / 2;
            outside &= ~(3u << (bullet * 2));
            commands.Doom(who[bullet].Id);
        }
    }
}
