using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// Everything with a body, as large as its collider: avatars in their team's colour with the way they aim, others by their
/// kind. Seen from afar a body is a dot.
/// </summary>
public sealed class BodyLayer() : Layer("Bodies", ViewKey.Digit3, Palette.Team(0))
{
    /// <summary>Pixels; a body smaller than this is drawn as a dot of this size.</summary>
    private const float DotSize = 3;

    /// <summary>Pixels; below it the aim is left out.</summary>
    private const float AimFrom = 8;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.Kind == EntityKind.Bullet)
                continue;
            var body = Bodies.AreaOf(context.Facts, entity);
            if (!body.Overlaps(sight))
                continue;
            list.Begin(Bodies.PartOf(entity.Kind));
            var shown = camera.ToScreen(body);
            var color = Bodies.ColorOf(context.Facts, entity);
            if (Math.Max(shown.Width, shown.Height) < DotSize)
            {
                list.Box(new Area(shown.Centre.X - (DotSize / 2), shown.Centre.Y - (DotSize / 2), DotSize, DotSize), color);
                continue;
            }

            DrawBody(context.Facts, shown, color, list);
            if (entity.Kind == EntityKind.Avatar && Math.Max(shown.Width, shown.Height) >= AimFrom)
                DrawAim(shown, entity, color, list);
        }
    }

    private static void DrawBody(WorldFacts facts, in Area body, Rgba color, DrawList list)
    {
        if (facts.HasRoundBodies)
        {
            list.Disc(body.Centre, body.Width / 2, color.WithAlpha(90));
            list.Ring(body.Centre, body.Width / 2, color);
            return;
        }

        list.Box(body, color.WithAlpha(90));
        list.Outline(body, color);
    }

    private static void DrawAim(in Area body, in EntityState entity, Rgba color, DrawList list)
    {
        var length = Math.Max(body.Width, body.Height) * 0.6f;
        list.Line(body.Centre, body.Centre + (Bodies.DirectionOf(entity.Aim) * length), color, 2);
    }
}
