using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Steps from tile to tile: the centre of tile (x, y) is the point (x, y). A step needs an open tile that nobody stands on,
/// breath, and time since the steps before; what it lacks refuses it whole. Asked-for steps may come in a small burst, held
/// directions give an even pace.
/// </summary>
public static class TileStepSystem
{
    public const byte North = 1;
    public const byte East = 2;
    public const byte South = 3;
    public const byte West = 4;

    /// <summary>Steps that may follow each other at once after a rest.</summary>
    public const int Burst = 3;

    public static bool IsHeading(int heading) => heading is >= North and <= West;

    public static (int X, int Y) TileOf(GameWorld world, Entity entity)
    {
        ref readonly var position = ref world.Store.Get<Position>(entity);
        return (position.X.Round(), position.Y.Round());
    }

    /// <summary>The tile next to (x, y) in that direction; the same tile when it is no heading.</summary>
    public static (int X, int Y) Ahead(int x, int y, int heading) => heading switch
    {
        North => (x, y - 1),
        East => (x + 1, y),
        South => (x, y + 1),
        West => (x - 1, y),
        _ => (x, y),
    };

    /// <summary>Lets time pass for every avatar that steps, and steps those whose players hold a direction.</summary>
    public static void Walk(GameWorld world)
    {
        var store = world.Store;
        foreach (var avatar in world.Seats)
        {
            if (!store.Has<TilePace>(avatar))
                return; // The avatars of one world all have the same components.

            ref var pace = ref store.Get<TilePace>(avatar);
            var heading = HeadingOf(store.Get<Intent>(avatar));
            if (heading != 0 && pace.Debt == 0 && !TryStep(world, avatar, heading))
                Face(world, avatar, heading);

            // The tick in which a step is taken counts for it, whether it was asked for or a direction is held.
            pace.Debt -= (ushort)(pace.Debt > 0 ? 1 : 0);
        }
    }

    /// <summary>One step; false, and nothing changed, when it is refused.</summary>
    public static bool TryStep(GameWorld world, Entity avatar, byte heading)
    {
        var store = world.Store;
        ref var pace = ref store.Get<TilePace>(avatar);
        ref var vitals = ref store.Get<Vitals>(avatar);
        var (x, y) = TileOf(world, avatar);
        var (nextX, nextY) = Ahead(x, y, heading);
        if (!store.Get<Health>(avatar).IsAlive
            || vitals.Stamina == 0
            || pace.Debt > (Burst - 1) * pace.StepTicks
            || !IsFree(world, nextX, nextY, avatar))
        {
            return false;
        }

        vitals.Stamina--;
        pace.Debt += pace.StepTicks;
        pace.Heading = heading;
        store.Get<Weapon>(avatar).Barrel = AngleOf(heading);
        store.Get<Position>(avatar) = new Position { X = Fixed.FromInt(nextX), Y = Fixed.FromInt(nextY) };
        var slot = store.Get<Player>(avatar).Slot;
        world.Emit(WorldEvent.Stepped(slot, store.Get<Identity>(avatar).Id, heading));
        world.Emit(WorldEvent.StatsChanged(slot, EntityId.None));
        return true;
    }

    /// <summary>Looks elsewhere without moving; nothing happens when the avatar looks there already.</summary>
    public static void Face(GameWorld world, Entity avatar, byte heading)
    {
        if (world.Store.Get<TilePace>(avatar).Heading != heading)
            Turn(world, avatar, heading);
    }

    /// <summary>Like <see cref="Face"/>, and told in any case: a player who asked wants to see it done.</summary>
    public static void Turn(GameWorld world, Entity avatar, byte heading)
    {
        var store = world.Store;
        store.Get<TilePace>(avatar).Heading = heading;
        store.Get<Weapon>(avatar).Barrel = AngleOf(heading);
        world.Emit(WorldEvent.Turned(store.Get<Player>(avatar).Slot, store.Get<Identity>(avatar).Id, heading));
    }

    /// <summary>Whether the tile is open ground and nobody alive stands on it.</summary>
    public static bool IsFree(GameWorld world, int x, int y) =>
        world.Mode.MayStandAt(Fixed.FromInt(x), Fixed.FromInt(y)) && !TryFindBody(world, x, y, out _);

    /// <summary>The same for somebody who would step there, and whose player may not know of who stands there.</summary>
    private static bool IsFree(GameWorld world, int x, int y, Entity avatar)
    {
        if (IsFree(world, x, y))
            return true;

        if (world.Mode.MayStandAt(Fixed.FromInt(x), Fixed.FromInt(y)))
            world.Note(avatar, OutsideAct.Push);
        return false;
    }

    /// <summary>Who stands on a tile: of several, which only a crowded start can bring about, the one born first.</summary>
    public static bool TryFindBody(GameWorld world, int x, int y, out Entity body)
    {
        var atX = Fixed.FromInt(x);
        var atY = Fixed.FromInt(y);
        var first = EntityId.None;
        body = default;
        foreach (ref var chunk in world.Store.Query(in Queries.Bodies))
        {
            var positions = chunk.GetSpan<Position>()[..chunk.Count];
            for (var i = 0; i < positions.Length; i++)
            {
                if (positions[i].X != atX || positions[i].Y != atY || !chunk.GetSpan<Health>()[i].IsAlive)
                    continue;

                var id = chunk.GetSpan<Identity>()[i].Id;
                if (first.IsNone || id.CompareTo(first) < 0)
                {
                    first = id;
                    body = chunk.Entity(i);
                }
            }
        }

        return !first.IsNone;
    }

    public static Angle AngleOf(byte heading) => heading switch
    {
        East => Angle.Right,
        South => Angle.Down,
        West => Angle.Left,
        _ => Angle.Up,
    };

    /// <summary>The direction that is held longest in x or y, y when both are; 0 for none.</summary>
    private static byte HeadingOf(in Intent intent) =>
        Math.Abs((int)intent.MoveX) > Math.Abs((int)intent.MoveY) ? (intent.MoveX > 0 ? East : West)
        : intent.MoveY == 0 ? (byte)0
        : intent.MoveY > 0 ? South : North;
}
