using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Where others were when a shooter saw them. Nobody is judged by what was never shown to him: where players see only what is near, a body that
/// was out of the shooter's sight at that moment counts where it is.
/// </summary>
internal static class Rewind
{
    /// <summary>The past of an avatar or a creature of a world with lag compensation.</summary>
    public static PastBody Of(GameWorld world, Entity body)
    {
        var store = world.Store;
        return new PastBody(
            ref store.Get<Trail>(body),
            world.Tick,
            world.Options.TickRate,
            store.Get<Position>(body),
            store.Get<Velocity>(body),
            store.Get<Box>(body));
    }

    /// <summary>In which past somebody's strokes count.</summary>
    public static Lookback LookbackOf(GameWorld world, Entity avatar) => world.Rules.LagCompensation ? world.Store.Get<Lookback>(avatar) : default;

    /// <summary>The place at which a stroke of somebody with such a view meets another; false when the other was not there then.</summary>
    public static bool TryFindSeen(GameWorld world, Entity shooter, Entity other, int age, out FixedVector place, out int counted)
    {
        ref readonly var position = ref world.Store.Get<Position>(other);
        place = new FixedVector(position.X, position.Y);
        counted = 0;
        if (age == 0 || CountsNow(world, shooter, other, age))
            return true;

        counted = age;
        return Of(world, other).TryFindPlace(age, out place);
    }

    /// <summary>Whether a target counts where it is, because the shooter was not told where it was.</summary>
    /// <param name="world">Of both.</param>
    /// <param name="shooter">Who fired; the default when that avatar has gone: nothing is known of its sight.</param>
    /// <param name="target">An avatar or a creature.</param>
    /// <param name="age">Of the view.</param>
    public static bool CountsNow(GameWorld world, Entity shooter, Entity target, int age)
    {
        if (world.Rules.SightEnd is not { } end)
            return false;

        if (shooter == default)
            return true;

        var interest = world.Rules.ChoosesInterest ? world.Mode.InterestOf(world, target) : Interest.Near;
        if (interest is Interest.Always or Interest.Never)
            return interest == Interest.Never;

        var apart = Of(world, target).FindPlace(age) - Of(world, shooter).FindPlace(age);
        return apart.LengthSquaredRaw > (long)end.Raw * end.Raw;
    }

    /// <summary>A shot has met a body: what that rests on is kept, where the shooter has a view of the past.</summary>
    public static void Keep(GameWorld world, in Hit hit, Entity bullet, Entity target)
    {
        if (!world.Rules.LagCompensation || world.Store.Get<Hindsight>(bullet) is not { Age: > 0 } hindsight)
            return;

        var store = world.Store;
        ref readonly var shot = ref store.Get<Bullet>(bullet);
        var age = IsSeenNow(world, shot.Shooter, target, hindsight.Age) ? 0 : hindsight.Age;
        var part = (int)(hit.Impact.Numerator * Trail.AgeParts / hit.Impact.Denominator);
        var back = Trail.AgeParts - part;
        var (position, velocity) = (store.Get<Position>(bullet), store.Get<Velocity>(bullet));
        var past = Of(world, target);
        world.Verdicts.Add(WorldEvent.ShotJudged(shot.ShooterSlot, SlotOf(world, target), hit.Target, new ShotEvidence
        {
            Bullet = hit.Bullet,
            Age = (ushort)age,
            Part = (ushort)part,
            IsClamped = hindsight.IsClamped,
            At = new(position.X - velocity.X.Scale(back, Trail.AgeParts), position.Y - velocity.Y.Scale(back, Trail.AgeParts)),
            Then = past.FindPlace(age + back),
            Now = past.FindPlace(0),
        }));
    }

    /// <summary>The same of a stroke; of one that met nobody the target is the default.</summary>
    public static void Keep(GameWorld world, Entity attacker, in Lookback sight, Entity target, int counted, FixedVector then)
    {
        if (sight.Age == 0)
            return;

        var store = world.Store;
        var (at, now) = (store.Get<Position>(attacker), target == default ? default : store.Get<Position>(target));
        world.Verdicts.Add(WorldEvent.ShotJudged(
            store.Get<Player>(attacker).Slot,
            target == default ? PlayerSlot.None : SlotOf(world, target),
            target == default ? EntityId.None : store.Get<Identity>(target).Id,
            new ShotEvidence
            {
                Age = (ushort)counted,
                Part = Trail.AgeParts,
                IsClamped = sight.IsClamped,
                At = new(at.X, at.Y),
                Then = then,
                Now = new(now.X, now.Y),
            }));
    }

    /// <summary><see cref="CountsNow"/> by the shooter's id.</summary>
    public static bool IsSeenNow(GameWorld world, EntityId shooter, Entity target, int age) =>
        CountsNow(world, world.TryFind<Trail>(shooter, out var avatar) ? avatar : default, target, age);

    private static PlayerSlot SlotOf(GameWorld world, Entity body) =>
        world.Store.Has<Player>(body) ? world.Store.Get<Player>(body).Slot : PlayerSlot.None;
}
