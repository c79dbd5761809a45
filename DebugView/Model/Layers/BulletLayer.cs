using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// Bullets and the way that each has swept in this tick, which is what collisions are tested along. Seen from afar a bullet is
/// a dot without a way.
/// </summary>
public sealed class BulletLayer() : Layer("Bullets, swept path", ViewKey.Digit6, Palette.Team(2))
{
    /// <summary>Pixels; a shorter way is left out.</summary>
    private const float PathFrom = 3;

    /// <summary>Pixels; a bullet is never drawn smaller.</summary>
    private const float Smallest = 2;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.Kind != EntityKind.Bullet)
                continue;
            var place = Units.Place(entity);
            var way = Units.Way(entity);
            var body = Bodies.AreaOf(context.Facts, entity);
            if (!body.Overlaps(sight))
                continue;
            var color = Bodies.ColorOf(context.Facts, entity);
            if (way.Length() * camera.Zoom >= PathFrom)
            {
                list.Begin(Part.Paths);
                list.Line(camera.ToScreen(place - way), camera.ToScreen(place), color.WithAlpha(130));
            }

            var shown = camera.ToScreen(body);
            var width = Math.Max(Smallest, shown.Width);
            var height = Math.Max(Smallest, shown.Height);
            list.Begin(Part.Bullets);
            list.Box(new Area(shown.Centre.X - (width / 2), shown.Centre.Y - (height / 2), width, height), color);
        }
    }
}
