using System.Globalization;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Which of its kind each creature, piece of scenery or item is, and what is left of it.</summary>
public sealed class StockLayer(string name) : Layer(name, ViewKey.Equal, Palette.Scenery)
{
    /// <summary>Pixels; smaller bodies have no text.</summary>
    private const float TextFrom = 14;

    public override int Depth => -30;

    public override void Draw(LayerContext context, DrawList list)
    {
        Camera camera = context.Camera;
        Area sight = camera.Sight;
        list.Begin(Part.Scenery);
        foreach (ref readonly EntityState entity in context.Frame.View.Entities)
        {
            if (entity.Kind is EntityKind.Avatar or EntityKind.Bullet)
                continue;
            Area body = Bodies.AreaOf(context.Facts, entity);
            if (!body.Overlaps(sight))
                continue;
            Area shown = camera.ToScreen(body);
            if (shown.Width < TextFrom)
                continue;
            string text = entity.MaxHealth == 0
                ? string.Create(CultureInfo.InvariantCulture, $"#{entity.Variant}")
                : string.Create(CultureInfo.InvariantCulture, $"#{entity.Variant} {entity.Health}/{entity.MaxHealth}");
            list.TextCentred(text, shown.Centre.X, shown.Bottom + 3, Bodies.ColorOf(entity));
        }
    }
}
