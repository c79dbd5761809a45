using System.Numerics;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Space;

/// <summary>Which part of the world the window shows: world units to pixels and back.</summary>
public sealed class Camera
{
    /// <summary>Zoom of one turn of the wheel.</summary>
    private const float WheelStep = 1.2f;

    private const float SmallestZoom = 0.001f;
    private const float LargestZoom = 200;

    /// <summary>The point of the world in the middle of the view.</summary>
    public Vector2 Target { get; set; }

    /// <summary>Pixels per world unit.</summary>
    public float Zoom { get; private set; } = 1;

    /// <summary>The part of the window that the world is drawn in.</summary>
    public Area View { get; set; }

    /// <summary>What of the world is in sight, in world units.</summary>
    public Area Sight
    {
        get
        {
            var corner = ToWorld(new Vector2(View.X, View.Y));
            return new(corner.X, corner.Y, View.Width / Zoom, View.Height / Zoom);
        }
    }

    public Vector2 ToScreen(Vector2 world) => ((world - Target) * Zoom) + View.Centre;

    public Vector2 ToWorld(Vector2 screen) => ((screen - View.Centre) / Zoom) + Target;

    public Area ToScreen(in Area world)
    {
        var corner = ToScreen(new Vector2(world.X, world.Y));
        return new(corner.X, corner.Y, world.Width * Zoom, world.Height * Zoom);
    }

    /// <summary>Moves the world with the mouse.</summary>
    public void Drag(Vector2 pixels) => Target -= pixels / Zoom;

    /// <summary>Zooms so that what lies under the pointer stays there.</summary>
    /// <param name="pointer">In pixels of the window.</param>
    /// <param name="turns">Of the wheel; upwards, and nearer, is positive.</param>
    public void ZoomAt(Vector2 pointer, float turns)
    {
        var held = ToWorld(pointer);
        Zoom = Math.Clamp(Zoom * MathF.Pow(WheelStep, turns), SmallestZoom, LargestZoom);
        Target += held - ToWorld(pointer);
    }

    /// <summary>Shows all of an area of the world with a little air around it.</summary>
    public void Show(in Area world)
    {
        if (world.Width <= 0 || world.Height <= 0 || View.Width <= 0 || View.Height <= 0)
            return;
        Target = world.Centre;
        Zoom = Math.Clamp(Math.Min(View.Width / world.Width, View.Height / world.Height) * 0.96f, SmallestZoom, LargestZoom);
    }
}
