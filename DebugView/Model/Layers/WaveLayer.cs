using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What is on its way into the map from above: where each comes in, how many there are, and when.</summary>
public sealed class WaveLayer() : Layer("Waves to come", ViewKey.Minus, Palette.Creature)
{
    private const float MarkWidth = 4;
    private const float MarkHeight = 8;

    public override int Depth => -15;

    public override string Missing(LayerContext context) => context.Facts.Map is null ? "no map here" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Facts.Map is not { } map)
            return;
        var bounds = Units.ToArea(map.Bounds);
        var edge = context.Camera.ToScreen(new Vector2(bounds.X, bounds.Y)).Y;
        var count = 0;
        var first = float.PositiveInfinity;
        float last = 0;
        list.Begin(Part.Waves);
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            var body = Bodies.AreaOf(context.Facts, entity);
            var speed = Units.ToFloat(entity.VelocityY);
            if (entity.Kind != EntityKind.Creature || body.Bottom >= bounds.Y || speed <= 0)
                continue;
            var ticks = (bounds.Y - body.Bottom) / speed;
            count++;
            first = Math.Min(first, ticks);
            last = Math.Max(last, ticks);
            var x = context.Camera.ToScreen(body.Centre).X;
            list.Box(new Area(x - (MarkWidth / 2), edge - MarkHeight, MarkWidth, MarkHeight), Fading(ticks, context.Facts.TickRate));
        }

        if (count == 0)
            return;
        float rate = context.Facts.TickRate;
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} to come, in {first / rate:0.0} to {last / rate:0.0} s");
        list.Text(text, context.Camera.ToScreen(new Vector2(bounds.X, bounds.Y)).X + 4, edge + 5, Palette.Creature);
    }

    /// <summary>What comes sooner is brighter.</summary>
    private static Rgba Fading(float ticks, int rate)
    {
        const float seconds = 10;
        return Palette.Creature.WithAlpha((byte)(255 - (185 * Math.Min(1, ticks / (seconds * rate)))));
    }
}
