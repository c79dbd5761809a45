using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Strokes of a hand weapon: what one reaches, before whom it goes.</summary>
/// <param name="Reach">World units from the avatar's centre to the edge of what it hits.</param>
/// <param name="HitCone">Cosine in Q1.30 of half the cone in which avatars are hit.</param>
/// <param name="GatherCone">The same for scenery.</param>
public readonly record struct MeleeRules(Fixed Reach, int HitCone, int GatherCone);

/// <summary>
/// Turns held fire buttons into strokes at everything in a cone. All strokes of a tick fall at one moment: two who kill each
/// other both do. A mode calls it in its <see cref="IGameMode.Judge"/>: strokes belong to its rules, and only it knows them.
/// </summary>
public static class MeleeSystem
{
    /// <summary>Pieces of scenery that one stroke meets; more do not stand within anybody's reach.</summary>
    private const int StruckLimit = 16;

    public static void Swing(GameWorld world, IMeleeMode mode)
    {
        foreach (var avatar in world.Seats)
        {
            ref var weapon = ref world.Store.Get<Weapon>(avatar);
            weapon.Barrel = world.Store.Get<Intent>(avatar).Aim;
            if (weapon.CooldownLeft == 0
                && world.Store.Get<Health>(avatar).IsAlive
                && (world.Store.Get<Intent>(avatar).Buttons & Buttons.Fire) != 0)
            {
                weapon.CooldownLeft = weapon.CooldownTicks;
            }
        }

        foreach (var avatar in world.Seats)
        {
            // Cooldowns fall before strokes are made, so only a stroke of this tick leaves a whole one.
            ref readonly var weapon = ref world.Store.Get<Weapon>(avatar);
            if (weapon.CooldownTicks > 0 && weapon.CooldownLeft == weapon.CooldownTicks)
            {
                var struck = StrikeAvatars(world, mode, avatar) + StrikeScenery(world, mode, avatar);
                world.Emit(WorldEvent.Swung(
                    world.Store.Get<Player>(avatar).Slot,
                    world.Store.Get<Identity>(avatar).Id,
                    struck,
                    mode.HeldWeapon(world, avatar)));
            }
        }
    }

    private static int StrikeAvatars(GameWorld world, IMeleeMode mode, Entity attacker)
    {
        var store = world.Store;
        var from = PlaceOf(world, attacker);
        var facing = store.Get<Weapon>(attacker).Barrel;
        var damage = store.Get<Weapon>(attacker).Damage;
        var sight = Rewind.LookbackOf(world, attacker);
        var struck = 0;
        foreach (var other in world.Seats)
        {
            if (other != attacker
                && Rewind.TryFindSeen(world, attacker, other, sight.Age, out var place, out var counted)
                && IsWithin(place - from, mode.Melee.Reach + store.Get<Box>(other).HalfWidth)
                && IsBefore(place - from, facing, mode.Melee.HitCone)
                && DamageSystem.Strike(world, attacker, other, damage))
            {
                Rewind.Keep(world, attacker, sight, other, counted, place);
                struck++;
            }
        }

        if (struck == 0)
            Rewind.Keep(world, attacker, sight, default, sight.Age, default);

        return struck;
    }

    private static int StrikeScenery(GameWorld world, IMeleeMode mode, Entity attacker)
    {
        if (world.Rules.Obstacles is not { } obstacles)
            return 0;

        var from = PlaceOf(world, attacker);
        var facing = world.Store.Get<Weapon>(attacker).Barrel;
        Span<int> near = stackalloc int[StruckLimit];
        var count = obstacles.FindWithin(from, mode.Melee.Reach, near);
        var struck = 0;
        foreach (var index in near[..count])
        {
            var apart = obstacles.Circles[index].Centre - from;
            if (IsBefore(apart, facing, mode.Melee.GatherCone))
            {
                mode.Gather(world, attacker, index, Angle.Of(apart));
                struck++;
            }
        }

        return struck;
    }

    private static FixedVector PlaceOf(GameWorld world, Entity avatar)
    {
        ref readonly var position = ref world.Store.Get<Position>(avatar);
        return new FixedVector(position.X, position.Y);
    }

    private static bool IsWithin(FixedVector apart, Fixed reach) => apart.LengthSquaredRaw <= (long)reach.Raw * reach.Raw;

    /// <summary>Whether a place lies in the cone; the avatar's own place does.</summary>
    private static bool IsBefore(FixedVector apart, Angle facing, int cosine)
    {
        // |apart| cos(angle between) is the way along the facing direction; squares keep it exact.
        var along = ((Int128)SineTable.Sine(facing) * apart.X.Raw) - ((Int128)SineTable.Cosine(facing) * apart.Y.Raw);
        return along >= 0 && along * along >= (Int128)cosine * cosine * apart.LengthSquaredRaw;
    }
}
