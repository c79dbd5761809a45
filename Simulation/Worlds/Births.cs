using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>Makes the entities of each kind with all their components.</summary>
internal static class Births
{
    public static Entity Avatar(GameWorld world, EntityId id, in Birth birth, in PlayerBirth player)
    {
        var store = world.Store;
        var entity = Create(world, id, EntityKind.Avatar);
        store.Get<Player>(entity) = new Player { Slot = birth.Slot, Team = world.Mode.TeamFor(birth.Slot, birth.Team), IsBot = birth.IsBot };
        store.Get<PlayerName>(entity) = PlayerName.From(player.Name);
        world.Mode.Dress(world, entity, player.Character.Span);
        world.Emit(WorldEvent.PlayerJoined(birth.Slot, id));
        return entity;
    }

    /// <summary>Makes the entity this bullet, whatever it was: all that it has is written.</summary>
    public static void WriteBullet(GameWorld world, Entity entity, EntityId id, in Birth birth)
    {
        var store = world.Store;
        var step = birth.Direction.Direction(Rates.PerTick(birth.Speed, world.Options.TickRate));
        var components = store.Get<Identity, Position, Velocity, Box, Bullet>(entity);
        components.t0 = new Identity { Id = id, Kind = EntityKind.Bullet };
        components.t1 = new Position { X = birth.At.X, Y = birth.At.Y };
        components.t2 = new Velocity { X = step.X, Y = step.Y };
        components.t3 = world.Rules.BulletBox;
        components.t4 = new Bullet { Shooter = birth.Cause, ShooterSlot = birth.Slot, Team = birth.Team, Damage = birth.Damage };
        foreach (var extra in world.Archetypes.BulletExtras)
            extra.Clear(store, entity);

        if (world.Rules.LagCompensation)
            store.Get<Hindsight>(entity) = HindsightOf(world, birth.Cause);
    }

    /// <summary>What the mode adds to a bullet, and what others hear of it.</summary>
    public static void Release(GameWorld world, Entity bullet, in Birth birth)
    {
        if (world.Rules.BulletComponents.Length > 0)
            world.Mode.Furnish(world, bullet, birth);

        if (world.Rules.AnnouncesShots)
            world.Emit(WorldEvent.ShotFired(birth.Slot, birth.Cause, birth.Speed, birth.Direction));
    }

    /// <summary>A creature, a piece of scenery or an item; the mode gives it its size and whatever else its kind has.</summary>
    public static Entity Thing(GameWorld world, EntityId id, in Birth birth)
    {
        var store = world.Store;
        var entity = Create(world, id, birth.Kind);
        store.Get<Position>(entity) = new Position { X = birth.At.X, Y = birth.At.Y };
        store.Get<Thing>(entity) = new Thing { Variant = birth.Variant, Amount = birth.Amount };
        world.Mode.Furnish(world, entity, birth);
        return entity;
    }

    /// <summary>As the shooter's newest command says; whoever has gone, and whoever is no player, shoots in the present.</summary>
    private static Hindsight HindsightOf(GameWorld world, EntityId shooter)
    {
        if (!world.TryFind<Lookback>(shooter, out var avatar))
            return default;

        var sight = world.Store.Get<Lookback>(avatar);
        return new Hindsight { Age = sight.Age, IsClamped = sight.IsClamped };
    }

    /// <summary>All components at their defaults but the identity: a recycled row holds what its last owner left.</summary>
    public static Entity Create(GameWorld world, EntityId id, EntityKind kind)
    {
        var entity = world.Archetypes.Create(world.Store, kind);
        foreach (var entry in world.Archetypes.EntriesOf(kind))
            entry.Clear(world.Store, entity);

        world.Store.Get<Identity>(entity) = new Identity { Id = id, Kind = kind };
        return entity;
    }
}
