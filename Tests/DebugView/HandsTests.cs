using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Values;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView;

/// <summary>What keys and mouse do.</summary>
public sealed class HandsTests
{
    [Fact]
    public void A_click_on_a_body_inspects_it_with_all_its_components()
    {
        using var rig = new ViewRig(bots: 2);
        rig.Run(10);
        var avatar = rig.Entities(EntityKind.Avatar)[0];
        rig.Click(rig.PlaceOf(avatar)).Run(2);

        Assert.Equal(avatar.Id, rig.View.Selection.Entity);
        var texts = rig.Texts(Part.Inspector);
        Assert.All(
            (string[])["Identity", "Position", "Velocity", "Health", "Weapon", "bot-1", "Max 100"],
            text => Assert.Contains(text, texts));
        Assert.Contains(rig.Items(Part.Selection), item => item.Shape == Shape.Outline);
        rig.Press(ViewKey.Escape);
        Assert.True(rig.View.Selection.Entity.IsNone);
    }

    [Fact]
    public void Who_touched_it_last_is_named_and_pointed_at()
    {
        using var rig = new ViewRig();
        rig.RunUntil(() => rig.View.Chronicle.Hits.Count != 0 && !rig.View.Chronicle.Hits[0].Attacker.IsNone);
        var hit = rig.View.Chronicle.Hits[0];
        rig.View.Selection.Choose(rig.Entities(EntityKind.Avatar).Single(avatar => avatar.Id == hit.Victim));
        rig.Run();

        Assert.Contains(rig.Texts(Part.Inspector), text => text.StartsWith("touched by bot-", StringComparison.Ordinal));
        Assert.Contains(rig.Items(Part.Selection), item => item.Shape == Shape.Ring);
    }

    [Fact]
    public void Following_keeps_the_entity_in_the_middle_until_the_world_is_dragged()
    {
        using var rig = new ViewRig(bots: 2);
        rig.Run(10).Press(ViewKey.Tab, ViewKey.LetterF).Run(60);
        var followed = rig.Entities(EntityKind.Avatar).Single(avatar => avatar.Id == rig.View.Selection.Entity);

        Assert.True(Vector2.Distance(rig.View.Layout.World.Centre, rig.PlaceOf(followed)) < 1);
        rig.Drag(rig.View.Layout.World.Centre, rig.View.Layout.World.Centre + new Vector2(50, 0));
        Assert.False(rig.View.Selection.IsFollowed);
    }

    [Fact]
    public void A_drag_moves_the_world_and_chooses_nothing()
    {
        using var rig = new ViewRig();
        rig.Run(2);
        var before = rig.View.Camera.Target;
        rig.Drag(new Vector2(500, 300), new Vector2(540, 330));

        Assert.True(Vector2.Distance(before - (new Vector2(40, 30) / rig.View.Camera.Zoom), rig.View.Camera.Target) < 0.01f);
        Assert.True(rig.View.Selection.Entity.IsNone);
    }

    [Fact]
    public void The_wheel_zooms_at_the_pointer_and_only_over_the_world()
    {
        using var rig = new ViewRig();
        rig.Run(2);
        var pointer = new Vector2(700, 200);
        var held = rig.View.Camera.ToWorld(pointer);
        rig.Wheel(pointer, 2);
        Assert.True(Vector2.Distance(pointer, rig.View.Camera.ToScreen(held)) < 0.01f);
        var zoom = rig.View.Camera.Zoom;
        rig.Wheel(new Vector2(1100, 300), 2);
        Assert.Equal(zoom, rig.View.Camera.Zoom);
    }

    [Fact]
    public void A_click_in_the_legend_turns_a_layer_about_and_one_in_the_list_chooses_a_player()
    {
        using var rig = new ViewRig();
        rig.Run(2);
        var spot = rig.View.Spots.First(spot => spot is { Kind: SpotKind.Layer, Value: 3 });
        rig.Click(spot.Area.Centre);
        Assert.False(rig.View.Layers[3].IsOn);
        var player = rig.View.Spots.First(spot => spot.Kind == SpotKind.Player);
        rig.Click(player.Area.Centre);
        Assert.Equal(player.Value, rig.View.Selection.Player.Value);
    }

    [Fact]
    public void The_console_sends_completes_and_remembers()
    {
        using var rig = new ViewRig();
        rig.Run(2).Press(ViewKey.Enter).Type("ki").Press(ViewKey.Tab).Type("bot-");
        Assert.Equal("kick bot-", rig.View.Editor.Line);
        rig.Press(ViewKey.Tab);
        Assert.Equal(8, rig.View.Editor.Candidates.Count);
        rig.Type("3").Press(ViewKey.Enter);
        Assert.Equal(["kick bot-3"], rig.Source.Typed);
        rig.Source.Answers.Enqueue("bot-3 is out.");
        rig.Type("say 1 8").Press(ViewKey.Enter, ViewKey.Up, ViewKey.Up);

        Assert.Equal("kick bot-3", rig.View.Editor.Line);
        Assert.Contains("bot-3 is out.", rig.Texts(Part.Console));
        Assert.True(rig.View.Layers[7].Key == ViewKey.Digit8 && !rig.View.Layers[7].IsOn, "what is typed is no key of the view");
        rig.Press(ViewKey.Down, ViewKey.Down, ViewKey.Escape);
        Assert.Equal("", rig.View.Editor.Line);
        Assert.False(rig.View.Editor.IsFocused);
    }
}
