using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView.Layers;

/// <summary>Walls, bounds, spawn points and velocities are drawn where and as large as they are.</summary>
public sealed class MapLayerTests
{
    private static readonly Map Bunkers = TestMaps.Load("bunkers");
    private static readonly WorldFacts Facts = WorldFacts.Of("room", TestGames.Shipped["arena"], Bunkers, 60);

    [Fact]
    public void Walls_bounds_and_limits_are_those_of_the_map()
    {
        var camera = Overview();
        var items = Draw(new MapLayer(), camera);

        Assert.NotEmpty(Bunkers.Solids.ToArray());
        Assert.Equal(
            Bunkers.Solids.ToArray().Select(solid => camera.ToScreen(Units.ToArea(solid))),
            items.Where(static item => item is { Part: Part.Walls, Shape: Shape.Box }).Select(static item => item.Area));
        Area[] edges = [camera.ToScreen(Units.ToArea(Bunkers.MoveLimits)), camera.ToScreen(Units.ToArea(Bunkers.Bounds))];
        Assert.Equal(edges, items.Where(static item => item.Shape == Shape.Outline).Select(static item => item.Area));
    }

    [Fact]
    public void A_spawn_point_is_a_ring_in_its_teams_colour()
    {
        var camera = Overview();
        DrawItem[] rings = [.. Draw(new SpawnLayer(), camera).Where(static item => item.Shape == Shape.Ring)];

        Assert.Equal(
            Bunkers.Spawns.ToArray().Select(spawn => (camera.ToScreen(new Vector2((float)spawn.X.Raw / 4096, (float)spawn.Y.Raw / 4096)), Palette.Team(spawn.Team))),
            rings.Select(static ring => (new Vector2(ring.X, ring.Y), ring.Color)));
    }

    [Fact]
    public void An_arrow_ends_where_a_body_would_be_in_ten_ticks()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.Items(Part.Velocities).Count != 0).Press(ViewKey.Space);
        EntityState[] moving = [.. rig.Entities(EntityKind.Avatar).Where(entity => (Units.Way(entity) * 10 * rig.View.Camera.Zoom).Length() >= 3)];
        var arrows = rig.Items(Part.Velocities);

        Assert.NotEmpty(moving);
        Assert.Equal(3 * moving.Length, arrows.Count);
        Assert.All(moving, entity =>
        {
            var there = rig.View.Camera.ToScreen(Units.Place(entity) + (Units.Way(entity) * 10));
            Assert.Contains(arrows, line => Vector2.Distance(new(line.X, line.Y), rig.PlaceOf(entity)) < 0.1f
                && Vector2.Distance(new(line.Width, line.Height), there) < 0.1f);
        });
    }

    private static Camera Overview()
    {
        var camera = new Camera { View = new Area(0, 0, 900, 600) };
        camera.Show(Units.ToArea(Bunkers.Bounds));
        return camera;
    }

    private static DrawItem[] Draw(Layer layer, Camera camera)
    {
        var list = new DrawList(new PlainText());
        layer.Draw(new LayerContext(new Frame(), Facts, camera, new Chronicle()), list);
        return list.Items.ToArray();
    }
}
