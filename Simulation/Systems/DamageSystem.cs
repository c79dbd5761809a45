using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Takes the meetings in the order of their moments: a bullet ends at its first one, a body that dies lets later bullets
/// pass, a team mate's body eats the bullet unhurt unless friendly fire is on.
/// </summary>
public static class DamageSystem
{
    internal static void Apply(GameWorld world, HitList hits)
    {
        using var stage = world.Enter(TickStage.Damage);
        var sorted = hits.Sorted();
        var bullets = world.FindBullets(hits);
        for (var i = 0; i < sorted.Length; i++)
        {
            ref readonly var hit = ref sorted[i];
            var bullet = bullets[i];
            if (bullet == default || IsSpent(world, bullet))
                continue;

            switch (hit.Kind)
            {
                case HitKind.Body:
                    HitBody(world, hit, bullet);
                    break;
                case HitKind.Bullet:
                    HitBullet(world, hit, bullet);
                    break;
                default:
                    Spend(world, hit.Bullet, bullet);
                    break;
            }
        }
    }

    /// <summary>Takes hit points without an attacker: orders and self-inflicted wounds. No credit, no ranking.</summary>
    public static void Hurt(GameWorld world, Entity victim, int amount)
    {
        ref var health = ref world.Store.Get<Health>(victim);
        if (!health.IsAlive || amount <= 0 || world.IsPredicted)
            return;

        TakeHitPoints(world, ref health, victim, amount, PlayerSlot.None);
        if (!health.IsAlive)
            Die(world, victim, PlayerSlot.None);
    }

    /// <summary>
    /// An avatar's blow takes hit points from a player or a creature; the attacker gets the credit. False when there is nobody
    /// alive to hit.
    /// </summary>
    public static bool Strike(GameWorld world, Entity attacker, Entity victim, int amount)
    {
        if (!world.Store.Get<Health>(victim).IsAlive || amount <= 0 || world.IsPredicted)
            return false;

        Wound(world, victim, amount, world.Store.Get<Player>(attacker).Slot);
        return true;
    }

    /// <summary>Takes hit points of a living body by a shot or a blow; credit, death and ranking follow.</summary>
    /// <param name="world">The victim's world.</param>
    /// <param name="victim">An avatar or a creature.</param>
    /// <param name="amount">Hit points.</param>
    /// <param name="attacker">Who gets the credit: a taken seat, or none.</param>
    private static void Wound(GameWorld world, Entity victim, int amount, PlayerSlot attacker)
    {
        var store = world.Store;
        ref var health = ref store.Get<Health>(victim);
        TakeHitPoints(world, ref health, victim, amount, attacker);
        if (health.IsAlive)
            return;

        if (world.TryFind(attacker, out var killer))
        {
            store.Get<Score>(killer).Kills++;
            world.Note(killer, OutsideAct.Push);
        }

        if (store.Has<Player>(victim))
        {
            Die(world, victim, attacker);
            world.Emit(WorldEvent.RankingChanged(attacker));
            return;
        }

        var id = store.Get<Identity>(victim).Id;
        world.Commands.Doom(id);
        world.Emit(WorldEvent.CreatureDied(attacker, id, store.Get<Thing>(victim).Variant));
        world.Mode.CreatureDied(world, victim, attacker);
    }

    private static void HitBody(GameWorld world, in Hit hit, Entity bulletEntity)
    {
        var store = world.Store;
        if (!world.TryFind<Health>(hit.Target, out var victim) || !store.Get<Health>(victim).IsAlive)
            return;

        var bullet = store.Get<Bullet>(bulletEntity);
        var isPlayer = store.Has<Player>(victim);
        var isSpared = isPlayer && bullet.Team == store.Get<Player>(victim).Team && !world.Mode.FriendlyFire;
        if (isSpared && world.Rules.BulletsPassTeamMates)
            return;

        Spend(world, hit.Bullet, bulletEntity);
        Rewind.Keep(world, hit, bulletEntity, victim);
        if (isSpared)
            return;

        if (world.IsPredicted)
            return;

        // The shooter may have left, and another player may sit in that seat by now: credit goes by entity.
        var isSeated = world.TryFind(bullet.ShooterSlot, out var shooter) && store.Get<Identity>(shooter).Id == bullet.Shooter;
        Wound(world, victim, bullet.Damage, isSeated ? bullet.ShooterSlot : PlayerSlot.None);
    }

    private static void HitBullet(GameWorld world, in Hit hit, Entity bullet)
    {
        if (world.Rules.BulletsMeet && world.TryFind<Bullet>(hit.Target, out var other) && !IsSpent(world, other))
        {
            Spend(world, hit.Bullet, bullet);
            Spend(world, hit.Target, other);
        }
    }

    private static void TakeHitPoints(GameWorld world, ref Health health, Entity victim, int amount, PlayerSlot attacker)
    {
        var taken = Math.Min(amount, health.Current);
        health.Current -= taken;
        world.Note(victim, OutsideAct.Push);
        world.Emit(WorldEvent.Hit(
            world.Store.Has<Player>(victim) ? world.Store.Get<Player>(victim).Slot : PlayerSlot.None,
            attacker,
            world.Store.Get<Identity>(victim).Id,
            taken,
            health.Current));
    }

    private static void Die(GameWorld world, Entity victim, PlayerSlot killer)
    {
        var store = world.Store;
        store.Get<Score>(victim).Deaths++;
        world.Mode.Die(world, victim);
        world.Emit(WorldEvent.Died(store.Get<Player>(victim).Slot, killer, store.Get<Identity>(victim).Id));
    }

    // A spent bullet keeps its entity until the end of the tick; without damage to give it is out of the game.
    private static bool IsSpent(GameWorld world, Entity bullet) => world.Store.Get<Bullet>(bullet).Damage == 0;

    private static void Spend(GameWorld world, EntityId id, Entity bullet)
    {
        world.Store.Get<Bullet>(bullet).Damage = 0;
        world.Commands.Doom(id);
    }
}
