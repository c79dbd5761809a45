using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;
using Ecs.Server;
using Ecs.Simulation.Modes;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView.Layers;

/// <summary>What modes add, and that every mode can be looked at.</summary>
public sealed class ModeLayerTests
{
    public static TheoryData<string> Modes => [.. ModeTable.Names.ToArray()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_mode_has_bodies_of_a_known_size_and_layers_with_keys_of_their_own(string mode)
    {
        Assert.Equal(ExitCode.Ok, MapFiles.Load(ModeTable.DefaultMapOf(mode), out var map, out var fault));
        Assert.Equal("", fault);
        var facts = WorldFacts.Of("room", mode, map!, 60);
        var layers = LayerSet.For(facts);

        Assert.True(facts.AvatarHalf is { X: > 0, Y: > 0 }, $"{facts.AvatarHalf}");
        Assert.Equal(layers.Count, layers.Select(layer => layer.Key).Distinct().Count());
        Assert.Equal(map!.Things.Length != 0, layers.Any(layer => layer is ThingLayer));
    }

    [Fact]
    public void Things_without_a_seat_are_drawn_by_their_own_size_and_kind()
    {
        var facts = new WorldFacts("room", "survival", "none", 60, null);
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
        {
            layer.Draw(context, list);
        }

        var items = list.Items.ToArray();
        Assert.All(items, item => Assert.Equal(Part.Scenery, item.Part));
        Assert.Contains(items, item => item.Shape == Shape.Outline && MathF.Abs(item.Width - (4 * camera.Zoom)) < 0.01f);
        Assert.Contains(items, item => item.Text == "#3 4/9");
        Assert.Equal(new Vector2(200, 200), camera.ToScreen(Vector2.Zero));
    }
}
