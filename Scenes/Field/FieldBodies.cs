using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes.Field;

/// <summary>What all bodies of a field have: size, health, and any place at first.</summary>
internal static class FieldBodies
{
    /// <summary>Of a body; it never has less.</summary>
    public const int FullHealth = ushort.MaxValue;

    /// <summary>World units per second.</summary>
    public const int Speed = 5;

    private static readonly Fixed Half = Fixed.FromRatio(1, 2);

    /// <summary>Puts an avatar somewhere in the bounds.</summary>
    public static void Dress(GameWorld world, Entity avatar, in FixedRectangle bounds, int tickRate)
    {
        var store = world.Store;
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        var place = random.NextPlace(in bounds);
        store.Get<Position>(avatar) = new Position { X = place.X, Y = place.Y };
        Furnish(world, avatar);
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(Speed, tickRate);
    }

    public static void Furnish(GameWorld world, Entity body)
    {
        var store = world.Store;
        store.Get<Box>(body) = new Box { HalfWidth = Half, HalfHeight = Half };
        store.Get<Health>(body) = new Health { Current = FullHealth, Max = FullHealth };
    }

    /// <summary>Bears so many creatures anywhere in the bounds, by ordinals that follow each other from a first one.</summary>
    public static void BearCreatures(GameWorld world, ref TickRandom random, in FixedRectangle bounds, int count, int first)
    {
        for (var ordinal = first; ordinal < first + count; ordinal++)
            world.Commands.Bear(new Birth { Kind = EntityKind.Creature, Stage = TickStage.Judge, Ordinal = ordinal, At = random.NextPlace(in bounds) });
    }
}
