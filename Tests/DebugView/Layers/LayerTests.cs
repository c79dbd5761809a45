using System.Globalization;
using System.Numerics;
using Ecs.Client.Inputs;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;
using Ecs.Tests.DebugView.Testing;
using Ecs.Tests.Testing.Games;

namespace Ecs.Tests.DebugView.Layers;

/// <summary>Every layer shows its truth where it is, and goes with its key.</summary>
public sealed class LayerTests
{
    public static TheoryData<ViewKey, Part> Keys => new()
    {
        { ViewKey.Digit1, Part.Walls },
        { ViewKey.Digit2, Part.Spawns },
        { ViewKey.Digit3, Part.Bodies },
        { ViewKey.Digit4, Part.Names },
        { ViewKey.Digit5, Part.Health },
        { ViewKey.Digit6, Part.Bullets },
        { ViewKey.Digit7, Part.Velocities },
        { ViewKey.Digit8, Part.Cells },
        { ViewKey.Digit0, Part.Hits },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_takes_its_layer_away_and_brings_it_back(ViewKey key, Part part)
    {
        using var rig = new ViewRig();
        rig.Run(2).Press(ViewKey.Digit8).RunUntil(() => rig.Items(part).Count != 0 && rig.Items(Part.Bullets).Count != 0);
        rig.Press(ViewKey.Space, key);

        Assert.Empty(rig.Items(part));
        Assert.NotEmpty(rig.Items(part == Part.Bodies ? Part.Bullets : Part.Bodies));

        rig.Press(key);

        // A paused view keeps no cells: they are asked for as ticks run.
        Assert.Equal(part != Part.Cells, rig.Items(part).Count != 0);
    }

    [Fact]
    public void The_legend_names_every_layer_with_its_key()
    {
        using var rig = new ViewRig();
        rig.Run();
        var texts = rig.Texts(Part.Legend);

        Assert.All(rig.View.Layers, layer => Assert.Contains(layer.Name, texts));
        Assert.All("1234567890", key => Assert.Contains(key.ToString(CultureInfo.InvariantCulture), texts));
        Assert.Equal(rig.View.Layers.Count, rig.View.Layers.Select(layer => layer.Key).Distinct().Count());
    }

    [Fact]
    public void A_body_is_as_large_as_its_collider_and_has_its_teams_colour()
    {
        using var rig = new ViewRig(bots: 2);
        rig.Run(2);
        foreach (var avatar in rig.Entities(EntityKind.Avatar))
        {
            // The arena's players are 64 by 22.
            var place = rig.PlaceOf(avatar);
            var zoom = rig.View.Camera.Zoom;
            var expected = new Area(place.X - (32 * zoom), place.Y - (11 * zoom), 64 * zoom, 22 * zoom);
            var body = rig.Items(Part.Bodies).Single(item => item.Shape == Shape.Outline && IsNear(item.Area, expected));
            Assert.Equal(Palette.Team(avatar.Team), body.Color);
        }
    }

    [Fact]
    public void A_bullet_is_drawn_with_the_way_of_this_tick()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.Items(Part.Bullets).Count != 0 && rig.Entities(EntityKind.Bullet).Count == rig.Items(Part.Bullets).Count);
        rig.Press(ViewKey.Space);
        var bullet = rig.Entities(EntityKind.Bullet)[0];
        rig.View.Camera.Target = Units.Place(bullet);
        rig.Wheel(rig.View.Layout.World.Centre, 6);
        var place = rig.PlaceOf(bullet);
        var before = rig.View.Camera.ToScreen(Units.Place(bullet) - Units.Way(bullet));

        Assert.Contains(rig.Items(Part.Paths), path => IsNear(new(path.Width, path.Height), place) && IsNear(new(path.X, path.Y), before));
        Assert.Contains(rig.Items(Part.Bullets), item => IsNear(item.Area.Centre, place));
    }

    [Fact]
    public void From_afar_bullets_and_bodies_are_dots_without_ways_names_or_bars()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.Items(Part.Bullets).Count != 0).Press(ViewKey.Space);
        rig.Wheel(rig.View.Layout.World.Centre, -30);

        Assert.All(rig.Items(Part.Bullets), item => Assert.Equal((2f, 2f), (item.Width, item.Height)));
        Assert.All(rig.Items(Part.Bodies), item => Assert.Equal((Shape.Box, 3f), (item.Shape, item.Width)));
        Assert.Empty(rig.Items(Part.Paths));
        Assert.Empty(rig.Items(Part.Health));
        Assert.Empty(rig.Items(Part.Velocities));
        Assert.True(rig.Texts(Part.Names).Count <= 1);
    }

    [Fact]
    public void What_is_out_of_sight_is_not_drawn()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.Items(Part.Bullets).Count != 0);
        rig.View.Camera.Target = new Vector2(1e6f, 1e6f);
        rig.Draw();

        Part[] world = [Part.Walls, Part.Spawns, Part.Bodies, Part.Names, Part.Health, Part.Bullets, Part.Paths, Part.Velocities, Part.Hits];
        Assert.All(world.Except([Part.Walls]), part => Assert.Empty(rig.Items(part)));
    }

    [Fact]
    public void Names_never_lie_on_each_other()
    {
        using var rig = new ViewRig(bots: 60);
        rig.Run(120);
        var names = rig.Items(Part.Names).Where(item => item.Shape == Shape.Text).ToList();

        Assert.True(names.Count > 3);
        for (var one = 0; one < names.Count; one++)
        {
            for (var other = one + 1; other < names.Count; other++)
                Assert.False(names[one].Area.Overlaps(names[other].Area), $"{names[one].Text} and {names[other].Text}");
        }
    }

    [Fact]
    public void What_a_hit_cost_is_not_written_over_a_name_or_over_another()
    {
        using var rig = new ViewRig(bots: 60);
        var seen = 0;
        for (var round = 0; round < 60; round++)
        {
            rig.Run(10);
            var costs = rig.Items(Part.Hits).Where(item => item.Shape == Shape.Text).ToList();
            var texts = costs.Concat(rig.Items(Part.Names).Where(item => item.Shape == Shape.Text)).ToList();
            Assert.All(costs, cost => Assert.DoesNotContain(texts, text => text != cost && text.Area.Overlaps(cost.Area)));
            seen += costs.Count;
        }

        Assert.InRange(seen, 20, int.MaxValue);
    }

    [Fact]
    public void A_name_stays_in_sight_with_a_body_at_the_edge()
    {
        using var rig = new ViewRig(bots: 1);
        rig.Run(2);
        var world = rig.View.Layout.World;
        var place = Units.Place(rig.Entities(EntityKind.Avatar)[0]);
        foreach (var corner in (Vector2[])[new(world.X + 2, world.Y + 2), new(world.Right - 2, world.Y + 2), new(world.Right - 2, world.Bottom - 2)])
        {
            rig.View.Camera.Target = place - ((corner - world.Centre) / rig.View.Camera.Zoom);
            rig.Draw();
            var name = Assert.Single(rig.Items(Part.Names), item => item.Shape == Shape.Text);
            Assert.Equal("bot-1", name.Text);
            Assert.True(world.Holds(name.Area), $"{name.Area}");
        }
    }

    [Fact]
    public void Health_is_the_share_of_hit_points_that_is_left()
    {
        using var rig = new ViewRig(bots: 2);
        rig.RunUntil(() => rig.Entities(EntityKind.Avatar).Exists(avatar => avatar.Health is > 0 and < 100)).Press(ViewKey.Space);
        var hurt = rig.Entities(EntityKind.Avatar).First(avatar => avatar.Health is > 0 and < 100);
        var zoom = rig.View.Camera.Zoom;

        Assert.Contains(rig.Items(Part.Health), bar => Math.Abs(bar.Width - (64 * zoom * hurt.Health / hurt.MaxHealth)) < 0.1f);
    }

    [Fact]
    public void Cells_carry_the_counts_of_the_broad_phase()
    {
        using var rig = new ViewRig();
        rig.Run(2).Press(ViewKey.Digit8).Run(30);
        rig.View.Camera.Target = Units.Place(rig.Entities(EntityKind.Avatar)[0]);
        rig.Wheel(rig.View.Layout.World.Centre, 8);
        var cells = rig.View.Shown.Cells;
        var counts = rig.Items(Part.Cells).Where(item => item.Shape == Shape.Text).Sum(item => int.Parse(item.Text, CultureInfo.InvariantCulture));

        Assert.True(cells.IsKnown);
        Assert.True(counts > 0);
        Assert.Contains(rig.Items(Part.Cells), item => item.Shape == Shape.Outline);
    }

    [Fact]
    public void A_hit_is_shown_where_it_struck_and_fades_within_a_second()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.Texts(Part.Hits).Count != 0);

        Assert.Contains(rig.Items(Part.Hits), item => item.Shape == Shape.Ring);
        Assert.Contains(rig.Texts(Part.Hits), text => text.StartsWith('-') || text == "dead");
        rig.Server.Room.Pause();
        rig.Run(61);
        Assert.Empty(rig.Items(Part.Hits));
    }

    [Fact]
    public void The_chosen_players_world_is_the_one_that_it_acknowledged()
    {
        using var rig = new ViewRig();
        rig.Server.Seat("ana");
        rig.Run(60).Click(rig.View.Spots.Last(spot => spot.Kind == Ecs.DebugView.Model.Picture.SpotKind.Player).Area.Centre);
        var ana = rig.Server.SeatOf("ana");
        rig.View.Selection.ChoosePlayer(rig.View.Shown, ana.Slot);
        rig.Run(4);

        Assert.Equal(ana.Slot, rig.View.Shown.HeldBy);
        Assert.NotNull(rig.View.Acknowledged);
        Assert.Equal(rig.View.Shown.HeldAt, rig.View.Acknowledged.View.Tick);
        Assert.NotEmpty(rig.Items(Part.Acknowledged));
        Assert.Empty(rig.Items(Part.Interest));
        rig.Press(ViewKey.Digit9);
        Assert.Empty(rig.Items(Part.Acknowledged));
    }

    [Fact]
    public void The_chosen_players_area_of_interest_is_two_rings_around_its_avatar()
    {
        using var rig = OfAna(out var ana);
        rig.Run(4).Press(ViewKey.Space);
        Assert.True(EntitySearch.TryGetAvatar(rig.View.Shown.View, ana, out var avatar));
        var rings = rig.Items(Part.Interest);
        var zoom = rig.View.Camera.Zoom;

        Assert.All(rings, ring => Assert.Equal((Shape.Ring, rig.PlaceOf(avatar)), (ring.Shape, new Vector2(ring.X, ring.Y))));
        Assert.Equal([LookoutMode.Sight * zoom, LookoutMode.Sight * 1.1f * zoom], rings.Select(static ring => ring.Size), IsAsLong);
        rig.Press(ViewKey.Digit9);
        Assert.Empty(rig.Items(Part.Interest));
    }

    [Fact]
    public void What_the_chosen_player_has_in_view_is_outlined_and_nothing_else()
    {
        using var rig = OfAna(out _);
        var words = 0;
        for (var round = 0; round < 20; round++)
        {
            rig.Run(7);
            var (shown, known) = (rig.View.Shown, rig.View.Acknowledged!);
            var guest = rig.Server.Server.Names.Find("ana")!;
            var held = new List<EntityId>();
            Assert.Equal(guest.CopyHeld(held), known.View.Tick);
            Assert.Equal(held, shown.Held.ToArray());
            Assert.InRange(held.Count, 1, shown.View.Entities.Length - 1);

            var expected = known.View.Entities.ToArray().Where(entity => held.Contains(entity.Id)).Select(entity => rig.View.Camera.ToScreen(Bodies.AreaOf(rig.View.Facts!, entity)));
            var outlines = rig.Items(Part.Acknowledged).Where(static item => item.Shape == Shape.Outline).Select(static item => item.Area);
            Assert.Equal(expected, outlines);

            // Where a name lies already, there is no room for them.
            var said = rig.Items(Part.Acknowledged).Where(static item => item.Shape == Shape.Text).ToList();
            Assert.All(said, item => Assert.Equal($"knows {held.Count}, {shown.View.Tick.Since(known.View.Tick)} ticks ago", item.Text));
            Assert.All(said, item => Assert.DoesNotContain(rig.Items(Part.Names), name => name.Shape == Shape.Text && name.Area.Overlaps(item.Area)));
            words += said.Count;
        }

        Assert.InRange(words, 1, 20);
    }

    [Fact]
    public void Of_the_past_what_lay_within_the_outer_ring_is_outlined()
    {
        using var rig = OfAna(out var ana);
        rig.Run(30).Press(ViewKey.Space).Press(ViewKey.Left);
        Assert.True(rig.View.Shown.Held.IsEmpty);
        Assert.NotNull(rig.View.Acknowledged);
        Assert.True(EntitySearch.TryGetAvatar(rig.View.Acknowledged.View, ana, out var avatar));
        var (place, reach) = (rig.PlaceOf(avatar), LookoutMode.Sight * 1.1f * rig.View.Camera.Zoom);
        var outlines = rig.Items(Part.Acknowledged).Where(static item => item.Shape == Shape.Outline).ToList();

        Assert.NotEmpty(outlines);
        Assert.True(outlines.Count < rig.View.Acknowledged.View.Entities.Length);
        Assert.All(outlines, outline => Assert.InRange(Vector2.Distance(outline.Area.Centre, place), 0, reach + 1));
    }

    /// <summary>A player called ana is chosen, in a game in which nobody sees everything.</summary>
    private static ViewRig OfAna(out PlayerSlot slot)
    {
        var rig = ViewRig.OfLookout(bots: 12);
        rig.Server.Seat("ana").Client.Pilot = new BotPilot(LookoutMode.Table, 15);
        rig.Run(60);
        slot = rig.Server.SeatOf("ana").Slot;
        rig.View.Selection.ChoosePlayer(rig.View.Shown, slot);
        rig.Run(30);
        return rig;
    }

    [Fact]
    public void A_layer_without_data_says_what_it_lacks()
    {
        using var rig = new ViewRig();
        rig.Run();
        Assert.Contains("choose a player", rig.Texts(Part.Legend));
        var facts = new WorldFacts("room", "other", "elsewhere", 60, null);
        var context = new LayerContext(rig.View.Shown, facts, rig.View.Camera, rig.View.Chronicle);

        Assert.Equal("no map elsewhere here", new MapLayer().Missing(context));
        Assert.Equal("not when remote", new CellLayer().Missing(context));
    }

    private static bool IsNear(in Area one, in Area other) =>
        IsNear(one.Centre, other.Centre) && IsNear(new(one.Width, one.Height), new(other.Width, other.Height));

    private static bool IsAsLong(float one, float other) => Math.Abs(one - other) < 0.6f;

    private static bool IsNear(Vector2 one, Vector2 other) => Vector2.Distance(one, other) < 0.6f;
}
