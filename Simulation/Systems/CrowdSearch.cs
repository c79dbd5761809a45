using Ecs.Simulation.Components;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>What bullets meet where they meet each other too: all of them are in the grid. Reused.</summary>
/// <param name="grid">Is filled anew in every search.</param>
/// <param name="hits">Has the bodies, and gets what was found.</param>
internal sealed class CrowdSearch(BroadPhase grid, HitList hits)
{
    private readonly List<Hit> _found = new(256);

    /// <param name="world">Whose bullets have just moved.</param>
    public void Find(GameWorld world)
    {
        _found.Clear();
        CollectBullets(world);
        var areas = hits.Areas;
        grid.Fill(areas);
        for (var bullet = hits.BodyCount; bullet < areas.Length; bullet++)
        {
            Meetings.FindWall(world.Map, _found, hits.Boxes[bullet], areas[bullet]);
            FindBoxes(bullet);
        }

        hits.Add(_found);
    }

    private void CollectBullets(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var velocities = chunk.GetSpan<Velocity>();
            var boxes = chunk.GetSpan<Box>();
            var bullets = chunk.GetSpan<Bullet>();
            for (var i = 0; i < chunk.Count; i++)
                hits.AddBullet(Meetings.Swept(identities[i].Id, bullets[i].Shooter, positions[i], velocities[i], boxes[i]));
        }
    }

    private void FindBoxes(int index)
    {
        ref readonly var bullet = ref hits.Boxes[index];
        var areas = hits.Areas;
        var cells = grid.CellsOf(index);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                foreach (var other in grid.In(column, row))
                {
                    // Each pair of bullets is found from its later index; indices in a cell rise.
                    if (other >= index)
                        break;

                    if (areas[index].Overlaps(areas[other]) && Meetings.IsFirstShared(cells, grid.CellsOf(other), column, row))
                        Meetings.Pair(_found, bullet, hits.Boxes[other], other < hits.BodyCount ? HitKind.Body : HitKind.Bullet);
                }
            }
        }
    }
}
