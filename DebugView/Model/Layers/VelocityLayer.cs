using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Where bodies would be in a few ticks if nothing changed. Bullets have their path instead.</summary>
public sealed class VelocityLayer() : Layer("Velocities, 10 ticks", ViewKey.Digit7, Palette.Velocity)
{
    private const float Ticks = 10;

    /// <summary>Pixels; a shorter arrow is left out.</summary>
    private const float LengthFrom = 3;

    private const float HeadLength = 5;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Velocities);
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.Kind == EntityKind.Bullet)
                continue;
            var way = Units.Way(entity) * Ticks * camera.Zoom;
            if (way.Length() < LengthFrom || !Bodies.AreaOf(context.Facts, entity).Overlaps(sight))
                continue;
            var from = camera.ToScreen(Units.Place(entity));
            var back = Vector2.Normalize(way) * HeadLength;
            var side = new Vector2(-back.Y, back.X);
            list.Line(from, from + way, Palette.Velocity);
            list.Line(from + way, from + way - back + (side / 2), Palette.Velocity);
            list.Line(from + way, from + way - back - (side / 2), Palette.Velocity);
        }
    }
}
