using System.Numerics;
using Ecs.Client.Inputs;
using Ecs.DebugView.Model.Input;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.DebugView.Model.Play;

/// <summary>What hands on keyboard and mouse want of an avatar.</summary>
public static class PlayHands
{
    /// <param name="held">What is down now.</param>
    /// <param name="avatar">Where the own avatar is on the screen; null while there is none.</param>
    /// <param name="pointer">Where the mouse points, in the same pixels.</param>
    /// <param name="aim">Where the avatar looked before: it goes on to when the pointer lies on it.</param>
    public static PlayerIntent IntentOf(HeldControls held, Vector2? avatar, Vector2 pointer, Angle aim)
    {
        var x = Axis(held, HeldControls.Left, HeldControls.Right);
        var y = Axis(held, HeldControls.Up, HeldControls.Down);
        if (avatar is { } from && Vector2.Distance(from, pointer) >= 1)
            aim = Angle.Of(new FixedVector(Fixed.FromInt((int)(pointer.X - from.X)), Fixed.FromInt((int)(pointer.Y - from.Y))));
        var buttons = Buttons.None;
        if (held.HasFlag(HeldControls.Fire))
            buttons |= Buttons.Fire;
        if (held.HasFlag(HeldControls.Special))
            buttons |= Buttons.Special;
        return new PlayerIntent(x, y, aim, buttons);
    }

    private static sbyte Axis(HeldControls held, HeldControls back, HeldControls forth) =>
        (sbyte)(sbyte.MaxValue * ((held.HasFlag(forth) ? 1 : 0) - (held.HasFlag(back) ? 1 : 0)));
}
