using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Worlds;

/// <summary>Copies what an observer may see out of the storage, avatars first.</summary>
internal static class WorldCopy
{
    public static void Copy(GameWorld world, WorldView view)
    {
        view.Clear();
        view.Tick = world.Tick;
        view.ClockTicks = world.Mode.ClockTicks;
        CopyAvatars(world, view);
        CopyBullets(world, view);
        CopyThings(world, view);
    }

    private static void CopyThings(GameWorld world, WorldView view)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Things))
        {
            var moves = chunk.Has<Velocity>();
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var boxes = chunk.GetSpan<Box>();
            var things = chunk.GetSpan<Thing>();
            for (var i = 0; i < chunk.Count; i++)
            {
                var velocity = moves ? chunk.GetSpan<Velocity>()[i] : default;
                view.Add(new EntityState
                {
                    Id = identities[i].Id,
                    Kind = identities[i].Kind,
                    Flags = EntityFlags.Alive,
                    Slot = PlayerSlot.None,
                    X = positions[i].X,
                    Y = positions[i].Y,
                    VelocityX = velocity.X,
                    VelocityY = velocity.Y,
                    Aim = Angle.Up,
                    Variant = things[i].Variant,
                    HalfWidth = boxes[i].HalfWidth,
                    HalfHeight = boxes[i].HalfHeight,
                });
            }
        }
    }

    private static void CopyAvatars(GameWorld world, WorldView view)
    {
        var store = world.Store;
        foreach (var entity in world.Seats)
        {
            ref readonly var player = ref store.Get<Player>(entity);
            ref readonly var position = ref store.Get<Position>(entity);
            ref readonly var velocity = ref store.Get<Velocity>(entity);
            ref readonly var health = ref store.Get<Health>(entity);
            ref readonly var weapon = ref store.Get<Weapon>(entity);
            ref readonly var score = ref store.Get<Score>(entity);
            view.Add(new EntityState
            {
                Id = store.Get<Identity>(entity).Id,
                Kind = EntityKind.Avatar,
                Flags = (health.IsAlive ? EntityFlags.Alive : 0)
                    | (store.Get<PowerUp>(entity).Active ? EntityFlags.PowerUp : 0)
                    | (player.IsBot ? EntityFlags.Bot : 0),
                Slot = player.Slot,
                Team = player.Team,
                X = position.X,
                Y = position.Y,
                VelocityX = velocity.X,
                VelocityY = velocity.Y,
                Aim = store.Has<Stance>(entity) ? store.Get<Stance>(entity).Facing : weapon.Barrel,
                Health = (ushort)health.Current,
                MaxHealth = (ushort)health.Max,
                Kills = (ushort)Math.Min(score.Kills, ushort.MaxValue),
                Deaths = (ushort)Math.Min(score.Deaths, ushort.MaxValue),
                Speed = store.Get<Mobility>(entity).Speed,
                CooldownTicks = weapon.CooldownTicks,
                RespawnTicks = store.Get<Respawn>(entity).TicksLeft,
            });
        }
    }

    private static void CopyBullets(GameWorld world, WorldView view)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var velocities = chunk.GetSpan<Velocity>();
            var bullets = chunk.GetSpan<Bullet>();
            for (var i = 0; i < chunk.Count; i++)
            {
                view.Add(new EntityState
                {
                    Id = identities[i].Id,
                    Kind = EntityKind.Bullet,
                    Flags = EntityFlags.Alive,
                    Slot = bullets[i].ShooterSlot,
                    Team = bullets[i].Team,
                    X = positions[i].X,
                    Y = positions[i].Y,
                    VelocityX = velocities[i].X,
                    VelocityY = velocities[i].Y,
                    Aim = Angle.Up,
                });
            }
        }
    }
}
