using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView.Layers;

/// <summary>What modes add, and that every mode can be looked at.</summary>
public sealed class ModeLayerTests
{
    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_mode_has_bodies_of_a_known_size_and_layers_with_keys_of_their_own(string mode)
    {
        Assert.Equal(ExitCode.Ok, MapFiles.Load(TestGames.Shipped[mode].DefaultMap, out var map, out var fault));
        Assert.Equal("", fault);
        var facts = WorldFacts.Of("room", TestGames.Shipped[mode], map!, 60);
        var layers = LayerSet.For(facts);

        Assert.Equal(mode == "survival", facts.HasRoundBodies);
        Assert.True(facts.AvatarHalf is { X: > 0, Y: > 0 }, $"{facts.AvatarHalf}");
        Assert.Equal(layers.Count, layers.Select(layer => layer.Key).Distinct().Count());
        string[] added = [.. layers.Skip(LayerSet.For(null).Count).Select(layer => layer.Name)];
        Assert.Equal(
            mode switch
            {
                "argentum" => ["Tiles and places", "Creatures and items"],
                "waves" => ["Waves to come"],
                "survival" => ["Resources of scenery"],
                _ => [],
            },
            added);
    }

    [Fact]
    public void A_mode_without_layers_of_its_own_still_shows_what_its_map_places()
    {
        Assert.Equal(ExitCode.Ok, MapFiles.Load("argentum", out var map, out _));
        var facts = new WorldFacts("room", "other", "argentum", 60, map);
        var layer = LayerSet.For(facts)[^1];
        var camera = new Camera { View = new Area(0, 0, 600, 600) };
        camera.Show(Units.ToArea(map!.Bounds));
        var list = new DrawList(new PlainText());
        layer.Draw(new LayerContext(new Frame(), facts, camera, new Chronicle()), list);

        Assert.Equal("Places of the map", layer.Name);
        Assert.Equal(map.Things.Length, list.Items.Length);
        Assert.All(list.Items.ToArray(), item => Assert.Equal((Part.Tiles, Shape.Outline), (item.Part, item.Shape)));
    }

    [Fact]
    public void Every_kind_of_layer_is_seen_in_some_mode()
    {
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)));
        var seen = TestGames.Shipped.Names.Select(mode => new WorldFacts("room", mode, "none", 60, null)).SelectMany(LayerSet.For);

        Assert.Equal(kinds.Select(kind => kind.Name).Order(), seen.Select(layer => layer.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Things_without_a_seat_are_drawn_by_their_own_size_and_kind()
    {
        var facts = new WorldFacts("room", "survival", "none", 60, null) { HasRoundBodies = true };
        var frame = new Frame();
        frame.View.Add(new EntityState
        {
            Id = new(7),
            Kind = EntityKind.Scenery,
            Variant = 3,
            Health = 4,
            MaxHealth = 9,
            HalfWidth = Fixed.FromInt(2),
            HalfHeight = Fixed.FromInt(1),
        });
        var camera = new Camera { View = new Area(0, 0, 400, 400) };
        camera.ZoomAt(camera.View.Centre, 15);
        var list = new DrawList(new PlainText());
        var context = new LayerContext(frame, facts, camera, new Chronicle());
        new BodyLayer().Draw(context, list);
        foreach (var layer in LayerSet.For(facts).Where(layer => layer.Key == ViewKey.Equal))
            layer.Draw(context, list);

        // Bodies of survival are round, and gold is its fourth resource.
        var items = list.Items.ToArray();
        Assert.Contains(items, item => item is { Shape: Shape.Ring, Part: Part.Scenery } && MathF.Abs(item.Size - (2 * camera.Zoom)) < 0.01f);
        Assert.Contains(items, item => item.Shape == Shape.Disc && item.Color == Palette.Resource(3).WithAlpha(90));
        Assert.Equal("gold", Assert.Single(items, item => item.Part == Part.Stock).Text);
        Assert.Equal(new Vector2(200, 200), camera.ToScreen(Vector2.Zero));
    }

    [Fact]
    public void Creatures_and_items_have_names_and_tell_what_is_left_of_them()
    {
        using var rig = new ViewRig(bots: 2, mode: "argentum");
        rig.Run(120).Wheel(rig.View.Layout.World.Centre, 7).Run(30);
        var texts = rig.Texts(Part.Stock);

        Assert.Contains("goblin 30/30", texts);
        Assert.Contains("red apple x2", texts);
        Assert.NotEmpty(rig.View.Shown.Stocks.ToArray());
        rig.Press(ViewKey.Equal).Run(30);
        Assert.Empty(rig.Items(Part.Stock));
        Assert.Empty(rig.View.Shown.Stocks.ToArray());
    }

    [Fact]
    public void Tiles_are_drawn_around_their_centres_when_they_are_large_enough()
    {
        using var rig = new ViewRig(bots: 1, mode: "argentum");
        rig.Run(3);
        Assert.DoesNotContain(rig.Items(Part.Tiles), item => item.Shape == Shape.Line);
        Assert.Contains(rig.Items(Part.Tiles), item => item.Shape == Shape.Outline);
        rig.Wheel(rig.View.Layout.World.Centre, 8);
        var zoom = rig.View.Camera.Zoom;
        var lines = rig.Items(Part.Tiles).Where(item => item.Shape == Shape.Line).ToList();
        var avatar = rig.PlaceOf(rig.Entities(EntityKind.Avatar)[0]);

        Assert.Contains(lines, line => MathF.Abs(line.X - (avatar.X + (zoom / 2))) < 0.5f && line.X == line.Width);
        Assert.Contains(lines, line => MathF.Abs(line.Y - (avatar.Y - (zoom / 2))) < 0.5f && line.Y == line.Height);
        rig.Press(ViewKey.Minus);
        Assert.Empty(rig.Items(Part.Tiles));
    }

    [Fact]
    public void Waves_to_come_are_counted_and_marked_where_and_when_they_come_in()
    {
        using var rig = new ViewRig(bots: 2, mode: "waves");
        rig.RunUntil(() => rig.Items(Part.Waves).Count > 2).Press(ViewKey.Space);
        var above = rig.Entities(EntityKind.Creature).Where(creature => Units.ToFloat(creature.Y + creature.HalfHeight) < 0).ToList();
        var soonest = above.MaxBy(creature => creature.Y + creature.HalfHeight);
        var ticks = -Units.ToFloat(soonest.Y + soonest.HalfHeight) / Units.ToFloat(soonest.VelocityY);
        var marks = rig.Items(Part.Waves).Where(item => item.Shape == Shape.Box).ToList();

        Assert.Equal(above.Count, marks.Count);
        Assert.Contains(marks, mark => MathF.Abs(mark.Area.Centre.X - rig.PlaceOf(soonest).X) < 0.5f);
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"{above.Count} to come, in {ticks / 60:0.0} to "), Assert.Single(rig.Texts(Part.Waves)), StringComparison.Ordinal);
        rig.Press(ViewKey.Minus);
        Assert.Empty(rig.Items(Part.Waves));
    }

    [Fact]
    public void A_map_that_is_nearly_empty_is_first_seen_where_something_is()
    {
        using var plaza = new ViewRig(bots: 4, mode: "plaza");
        plaza.Run(2);
        Assert.All(plaza.Entities(EntityKind.Avatar), avatar => Assert.True(plaza.View.Layout.World.Contains(plaza.PlaceOf(avatar))));
        Assert.True(plaza.View.Camera.Zoom > 1, $"{plaza.View.Camera.Zoom}");
        plaza.Press(ViewKey.LetterG);
        Assert.True(plaza.View.Camera.Zoom < 0.1f, $"{plaza.View.Camera.Zoom}");
    }
}
