using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.Tests.DebugView;

/// <summary>From the world to the window and back.</summary>
public sealed class CameraTests
{
    private readonly Camera _camera = new() { View = new Area(100, 50, 600, 400), Target = new Vector2(10, 20) };

    [Fact]
    public void The_target_is_in_the_middle_and_the_way_back_is_exact()
    {
        Assert.Equal(new Vector2(400, 250), _camera.ToScreen(new Vector2(10, 20)));
        Assert.Equal(new Vector2(17, -3), _camera.ToWorld(_camera.ToScreen(new Vector2(17, -3))));
    }

    [Fact]
    public void What_lies_under_the_pointer_stays_there_while_zooming()
    {
        var pointer = new Vector2(640, 111);
        var held = _camera.ToWorld(pointer);
        _camera.ZoomAt(pointer, 5);
        Assert.True(_camera.Zoom > 2);
        Assert.True(Vector2.Distance(pointer, _camera.ToScreen(held)) < 0.01f);
        _camera.ZoomAt(pointer, -9);
        Assert.True(Vector2.Distance(pointer, _camera.ToScreen(held)) < 0.01f);
    }

    [Fact]
    public void A_drag_moves_the_world_with_the_mouse()
    {
        var before = _camera.ToScreen(Vector2.Zero);
        _camera.Drag(new Vector2(30, -40));
        Assert.Equal(before + new Vector2(30, -40), _camera.ToScreen(Vector2.Zero));
    }

    [Fact]
    public void An_area_that_is_shown_is_shown_whole()
    {
        _camera.Show(new Area(-500, -10, 3000, 20));
        Assert.True(_camera.View.Holds(_camera.ToScreen(new Area(-500, -10, 3000, 20))));
    }
}
