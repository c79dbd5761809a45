using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Lets creatures run into an avatar: each one that touches it is gone and takes its toll.
/// A mode calls it in its <see cref="IGameMode.Judge"/>, for those and as long as it means harm.</summary>
public static class ContactSystem
{
    /// <param name="world">The world of both.</param>
    /// <param name="avatar">Whom they touch.</param>
    /// <param name="cost">Hit points that each of them takes.</param>
    /// <param name="touching">Room for the creatures that do; its content is replaced.</param>
    public static void Collide(GameWorld world, Entity avatar, int cost, List<EntityId> touching)
    {
        var store = world.Store;
        var body = AreaOf(store.Get<Position>(avatar), store.Get<Box>(avatar));
        touching.Clear();
        foreach (ref var chunk in store.Query(in Queries.Creatures))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            var identities = chunk.GetSpan<Identity>()[..count];
            for (var i = 0; i < count; i++)
            {
                if (healths[i].IsAlive && body.Overlaps(AreaOf(positions[i], boxes[i])))
                {
                    healths[i].Current = 0;
                    touching.Add(identities[i].Id);
                }
            }
        }

        // By their ids, so that what is told of them does not depend on the storage.
        touching.Sort(static (left, right) => left.CompareTo(right));
        foreach (var creature in touching)
        {
            world.Commands.Doom(creature);
            DamageSystem.Hurt(world, avatar, cost);
        }
    }

    private static FixedRectangle AreaOf(in Position position, in Box box) =>
        FixedRectangle.Around(position.X, position.Y, box.HalfWidth, box.HalfHeight);
}
