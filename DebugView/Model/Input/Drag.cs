using System.Numerics;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Input;

/// <summary>What the mouse does from the press of its button to the release.</summary>
public sealed class Drag
{
    /// <summary>Pixels; a hand that clicks trembles less.</summary>
    private const float Threshold = 4;

    private Vector2 _last;

    public bool IsActive { get; private set; }

    public Vector2 Start { get; private set; }

    /// <summary>Whether it is more than a click by now.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>What was under the pointer at the press; null for the world itself.</summary>
    public HotSpot? Spot { get; private set; }

    public void Begin(Vector2 pointer, HotSpot? spot)
    {
        IsActive = true;
        HasMoved = false;
        Start = pointer;
        Spot = spot;
        _last = pointer;
    }

    /// <summary>Returns the way since the last call; all of it from the press, once it is more than a click.</summary>
    public Vector2 Move(Vector2 pointer)
    {
        HasMoved |= Vector2.Distance(pointer, Start) > Threshold;
        if (!HasMoved)
            return default;
        var way = pointer - _last;
        _last = pointer;
        return way;
    }

    public void End() => IsActive = false;
}
