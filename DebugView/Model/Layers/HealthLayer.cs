using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>A bar of what is left of an entity's hit points.</summary>
public sealed class HealthLayer() : Layer("Health", ViewKey.Digit5, Palette.Good)
{
    private const float Height = 3;
    private const float Gap = 6;

    /// <summary>Pixels; a narrower body has no bar.</summary>
    private const float WidthFrom = 6;

    public override int Depth => -10;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Health);
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.MaxHealth == 0 || entity.Health == 0)
                continue;
            var body = Bodies.AreaOf(context.Facts, entity);
            if (!body.Overlaps(sight))
                continue;
            var shown = camera.ToScreen(body);
            if (shown.Width < WidthFrom)
                continue;
            var left = Math.Min(1, entity.Health / (float)entity.MaxHealth);
            list.Box(new Area(shown.X, shown.Y - Gap, shown.Width, Height), Palette.Dead);
            list.Box(new Area(shown.X, shown.Y - Gap, shown.Width * left, Height), ColorOf(left));
        }
    }

    private static Rgba ColorOf(float left) => left > 0.6f ? Palette.Good : left > 0.3f ? Palette.Warning : Palette.Alarm;
}
