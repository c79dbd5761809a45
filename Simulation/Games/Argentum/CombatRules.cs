using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>Blows at whoever stands on the next tile.</summary>
internal static class CombatRules
{
    private const int StrikeStamina = 2;
    private const int StrengthPerHitPoint = 6;
    private static readonly ArgentumItem Fist = new(0, ItemUse.Weapon) { MinHit = 1, MaxHit = 2 };

    /// <summary>An avatar strikes the tile before it; during the pause after a blow nothing happens.</summary>
    public static void Strike(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        ref var weapon = ref store.Get<Weapon>(avatar);
        ref var vitals = ref store.Get<Vitals>(avatar);
        if (weapon.CooldownLeft > 0)
            return;

        if (vitals.Stamina < StrikeStamina)
        {
            BagRules.Remark(world, avatar, ArgentumRemark.TooTired, 0);
            weapon.CooldownLeft = weapon.CooldownTicks;
            return;
        }

        weapon.CooldownLeft = weapon.CooldownTicks;
        vitals.Stamina -= StrikeStamina;
        world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar)));
        var struck = StrikeAhead(world, avatar);
        world.Emit(WorldEvent.Swung(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar), struck ? 1 : 0, weapon: 0));
    }

    /// <summary>Hit points that a blow with this takes from somebody who wears that, at least 1.</summary>
    public static int DamageOf(in ArgentumItem weapon, int strength, in ArgentumItem armour, ref TickRandom random)
    {
        var hit = weapon.MinHit + random.NextBelow(Math.Max(1, weapon.MaxHit - weapon.MinHit + 1)) + strength / StrengthPerHitPoint;
        var held = armour.MinDefence + random.NextBelow(Math.Max(1, armour.MaxDefence - armour.MinDefence + 1));
        return Math.Max(1, hit - held);
    }

    /// <summary>The armour of an avatar; one without effect for a creature.</summary>
    public static ArgentumItem ArmourOf(GameWorld world, Entity body) =>
        world.Store.Has<Inventory>(body) ? BagRules.WornFor(world.Store.Get<Inventory>(body), ItemUse.Armour) : default;

    private static bool StrikeAhead(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        var (x, y) = TileStepSystem.TileOf(world, avatar);
        (x, y) = TileStepSystem.Ahead(x, y, store.Get<TilePace>(avatar).Heading);
        if (!TileStepSystem.TryFindBody(world, x, y, out var victim) || victim == avatar)
        {
            BagRules.Remark(world, avatar, ArgentumRemark.NothingToStrike, 0);
            return false;
        }

        if (store.Has<Player>(victim) && store.Get<Character>(avatar).IsSafe)
        {
            BagRules.Remark(world, avatar, ArgentumRemark.HeldBack, 0);
            return false;
        }

        var held = BagRules.WornFor(store.Get<Inventory>(avatar), ItemUse.Weapon);
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        var damage = DamageOf(
            held.Id == 0 ? Fist : held, store.Get<Character>(avatar).Strength, ArmourOf(world, victim), ref random);
        DamageSystem.Strike(world, avatar, victim, damage);
        if (store.Has<Player>(victim))
            world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, victim), BagRules.IdOf(world, victim)));

        return true;
    }
}
