using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Modes;
using Ecs.Simulation.Views;

namespace Ecs.Simulation;

/// <summary>Makes the entities of each kind with all their components.</summary>
internal static class Births
{
    /// <summary>What every avatar has; a checkpoint refuses other sets.</summary>
    public static readonly ComponentType[] AvatarComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Velocity>.ComponentType,
        Component<Box>.ComponentType,
        Component<Player>.ComponentType,
        Component<PlayerName>.ComponentType,
        Component<Intent>.ComponentType,
        Component<Mobility>.ComponentType,
        Component<Health>.ComponentType,
        Component<Weapon>.ComponentType,
        Component<PowerUp>.ComponentType,
        Component<Score>.ComponentType,
        Component<Respawn>.ComponentType,
    ];

    /// <summary>What every bullet has.</summary>
    public static readonly ComponentType[] BulletComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Velocity>.ComponentType,
        Component<Box>.ComponentType,
        Component<Bullet>.ComponentType,
    ];

    public static readonly Signature AvatarSignature = AvatarComponents;

    public static readonly Signature BulletSignature = BulletComponents;

    public static Entity Avatar(GameWorld world, IGameMode mode, EntityId id, in Birth birth, string name)
    {
        var store = world.Store;
        var entity = store.Create(in AvatarSignature);
        store.Get<Identity>(entity) = new Identity { Id = id, Kind = EntityKind.Avatar };
        store.Get<Player>(entity) = new Player { Slot = birth.Slot, Team = mode.TeamFor(birth.Slot, birth.Team), IsBot = birth.IsBot };
        store.Get<PlayerName>(entity) = PlayerName.From(name);

        // A recycled row holds what its last owner left.
        store.Get<Velocity>(entity) = default;
        store.Get<Intent>(entity) = default;
        store.Get<Score>(entity) = default;
        store.Get<PowerUp>(entity) = default;
        mode.Dress(world, entity);
        world.Emit(new WorldEvent(WorldEventKind.PlayerJoined, birth.Slot, PlayerSlot.None, id, 0, 0));
        return entity;
    }

    public static Entity Bullet(GameWorld world, EntityId id, in Birth birth)
    {
        var step = birth.Direction.Direction(Rates.PerTick(birth.Speed, world.Options.TickRate));
        var entity = world.Store.Create(
            new Identity { Id = id, Kind = EntityKind.Bullet },
            new Position { X = birth.At.X, Y = birth.At.Y },
            new Velocity { X = step.X, Y = step.Y },
            world.Mode.BulletBox,
            new Bullet { Shooter = birth.Cause, ShooterSlot = birth.Slot, Team = birth.Team, Damage = birth.Damage });
        world.Emit(new WorldEvent(WorldEventKind.ShotFired, birth.Slot, PlayerSlot.None, birth.Cause, birth.Speed, birth.Direction.Raw));
        return entity;
    }
}
