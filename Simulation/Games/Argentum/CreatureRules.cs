using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>
/// Goblins: each nest of the map keeps one. They wander about their nest and strike players who stand beside them.
/// </summary>
internal static class CreatureRules
{
    public const ushort Goblin = 1;

    public static readonly QueryDescription Prowlers = new QueryDescription().WithAll<Prowler>();

    private const int HitPoints = 30;
    private const int Strength = 12;
    private const int Experience = 50;
    private const int Gold = 10;
    private const int WanderTiles = 6;
    private const int StepMilliseconds = 1_000;
    private const int StrikeMilliseconds = 1_500;
    private const int NestSeconds = 20;
    private static readonly ArgentumItem Claws = new(0, ItemUse.Weapon) { MinHit = 3, MaxHit = 12 };

    public static void Furnish(GameWorld world, Entity creature, in Birth birth)
    {
        var store = world.Store;
        store.Get<Health>(creature) = new Health { Current = HitPoints, Max = HitPoints };
        store.Get<Prowler>(creature) = new Prowler { HomeX = (ushort)birth.At.X.Round(), HomeY = (ushort)birth.At.Y.Round() };
        var stepTicks = (ushort)Rates.Ticks(StepMilliseconds, 1_000, world.Options.TickRate);
        store.Get<TilePace>(creature) = new TilePace { Heading = TileStepSystem.South, StepTicks = stepTicks, Debt = stepTicks };
    }

    /// <summary>Lets every nest that has lost its creature bear the next one after a while.</summary>
    public static void TendNest(GameWorld world, EntityId id, Entity nest)
    {
        ref var rest = ref world.Store.Get<Respawn>(nest);
        var (x, y) = TileStepSystem.TileOf(world, nest);
        if (HasCreature(world, x, y))
        {
            rest.TicksLeft = (ushort)(NestSeconds * world.Options.TickRate);
            return;
        }

        if (rest.TicksLeft > 0)
        {
            rest.TicksLeft--;
            return;
        }

        if (!TileStepSystem.IsFree(world, x, y))
            return;

        world.Commands.Bear(new Birth
        {
            Kind = EntityKind.Creature,
            Stage = TickStage.Direct,
            Cause = id,
            At = new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y)),
            Variant = world.Store.Get<Thing>(nest).Variant,
            Amount = 1,
        });
    }

    /// <summary>One creature's tick: it rests, strikes or takes a step.</summary>
    public static void Act(GameWorld world, EntityId id, Entity creature)
    {
        var store = world.Store;
        ref var pace = ref store.Get<TilePace>(creature);
        if (pace.Debt > 0)
        {
            pace.Debt--;
            return;
        }

        var random = world.RandomOf(id);
        if (TryFindPrey(world, creature, out var heading, out var prey))
        {
            pace.Heading = heading;
            pace.Debt = (ushort)Rates.Ticks(StrikeMilliseconds, 1_000, world.Options.TickRate);
            Strike(world, id, prey, ref random);
            return;
        }

        pace.Debt = (ushort)(pace.StepTicks / 2 + random.NextBelow(pace.StepTicks + 1));
        Wander(world, creature, ref pace, (byte)(1 + random.NextBelow(4)));
    }

    /// <summary>What the killer gains.</summary>
    public static void Reward(GameWorld world, Entity killer)
    {
        var store = world.Store;
        ref var vitals = ref store.Get<Vitals>(killer);
        var hasGrown = CharacterRules.Reward(store.Get<Character>(killer), ref vitals, ref store.Get<Health>(killer), Experience, Gold);
        BagRules.Remark(world, killer, ArgentumRemark.Gained, Experience);
        if (hasGrown)
            BagRules.Remark(world, killer, ArgentumRemark.LevelUp, vitals.Level);

        world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, killer), BagRules.IdOf(world, killer)));
    }

    private static void Strike(GameWorld world, EntityId id, Entity prey, ref TickRandom random)
    {
        var damage = CombatRules.DamageOf(Claws, Strength, CombatRules.ArmourOf(world, prey), ref random);
        DamageSystem.Hurt(world, prey, damage);
        world.Emit(WorldEvent.SwungAt(world.Store.Get<Player>(prey).Slot, id));
        world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, prey), BagRules.IdOf(world, prey)));
    }

    private static void Wander(GameWorld world, Entity creature, ref TilePace pace, byte heading)
    {
        var (x, y) = TileStepSystem.TileOf(world, creature);
        var (nextX, nextY) = TileStepSystem.Ahead(x, y, heading);
        ref readonly var home = ref world.Store.Get<Prowler>(creature);
        if (Math.Max(Math.Abs((long)nextX - home.HomeX), Math.Abs((long)nextY - home.HomeY)) > WanderTiles
            || !TileStepSystem.IsFree(world, nextX, nextY))
        {
            return;
        }

        pace.Heading = heading;
        world.Store.Get<Position>(creature) = new Position { X = Fixed.FromInt(nextX), Y = Fixed.FromInt(nextY) };
    }

    private static bool TryFindPrey(GameWorld world, Entity creature, out byte heading, out Entity prey)
    {
        var (x, y) = TileStepSystem.TileOf(world, creature);
        for (heading = TileStepSystem.North; heading <= TileStepSystem.West; heading++)
        {
            var (besideX, besideY) = TileStepSystem.Ahead(x, y, heading);
            if (TileStepSystem.TryFindBody(world, besideX, besideY, out prey) && world.Store.Has<Player>(prey))
                return true;
        }

        prey = Entity.Null;
        return false;
    }

    private static bool HasCreature(GameWorld world, int homeX, int homeY)
    {
        foreach (ref var chunk in world.Store.Query(in Prowlers))
        {
            foreach (ref readonly var prowler in chunk.GetSpan<Prowler>()[..chunk.Count])
            {
                if (prowler.HomeX == homeX && prowler.HomeY == homeY)
                    return true;
            }
        }

        return false;
    }
}
