using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Runs cooldowns and turns held fire buttons into bullets; a request during a cooldown is dropped silently.</summary>
internal static class WeaponSystem
{
    public static void Fire(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Weapons);
        var muzzle = world.Rules.Muzzle;
        var limits = world.BulletLimits;
        foreach (ref var chunk in world.Store.Query(in Queries.Avatars))
        {
            var count = chunk.Count;
            var weapons = chunk.GetSpan<Weapon>()[..count];
            var intents = chunk.GetSpan<Intent>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            var powerUps = chunk.GetSpan<PowerUp>()[..count];
            var identities = chunk.GetSpan<Identity>()[..count];
            var players = chunk.GetSpan<Player>()[..count];
            var positions = chunk.GetSpan<Position>()[..count];
            for (var i = 0; i < count; i++)
            {
                ref var weapon = ref weapons[i];
                if (weapon.CooldownLeft > 0)
                    weapon.CooldownLeft--;

                if (weapon.CooldownLeft > 0 || weapon.BulletSpeed == 0 || !healths[i].IsAlive || (intents[i].Buttons & Buttons.Fire) == 0)
                    continue;

                if (powerUps[i].DegreesPerShot != 0)
                {
                    // By whole degrees, so that 36 shots of ten degrees are a full turn: no binary angle is ten degrees.
                    weapon.Barrel = Angle.FromDegrees(weapon.Barrel.ToDegrees() + powerUps[i].DegreesPerShot);
                }

                // A shot out of the world costs its cooldown all the same.
                var begin = new FixedVector(positions[i].X, positions[i].Y) + muzzle;
                if (limits.Contains(begin.X, begin.Y))
                {
                    world.Commands.BearBullet(
                        identities[i].Id, players[i].Slot, players[i].Team, begin, weapon.Barrel, weapon.BulletSpeed, weapon.Damage);
                }

                weapon.CooldownLeft = weapon.CooldownTicks;
            }
        }
    }
}
