using System.Globalization;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// Which of its kind each creature, piece of scenery or item is, and, where the world runs here, how much of it is left. Seen
/// from afar nothing is written.
/// </summary>
public sealed class StockLayer(string name) : Layer(name, ViewKey.Equal, Palette.Scenery)
{
    /// <summary>Pixels; smaller bodies have no text.</summary>
    private const float TextFrom = 14;

    /// <summary>Pixels; scenery is told by its colour, and there is much of it.</summary>
    private const float SceneryFrom = 22;

    public override int Depth => -30;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Stock);
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.Kind is EntityKind.Avatar or EntityKind.Bullet)
                continue;
            var body = Bodies.AreaOf(context.Facts, entity);
            if (!body.Overlaps(sight))
                continue;
            var shown = camera.ToScreen(body);
            if (shown.Width < (entity.Kind == EntityKind.Scenery ? SceneryFrom : TextFrom))
                continue;
            var text = ThingNames.Of(context.Facts.Mode, entity) + LeftOf(context.Frame, entity);
            float width = list.WidthOf(text);
            var place = new Area(shown.Centre.X - (width / 2), shown.Bottom + 3, width, DrawList.FontSize);
            if (camera.View.Holds(place) && context.Labels.TryTake(place))
                list.Text(text, place.X, place.Y, Bodies.ColorOf(context.Facts, entity));
        }
    }

    private static string LeftOf(Frame frame, in EntityState entity) => !frame.TryGetStock(entity.Id, out var stock) ? ""
        : stock.MaxHealth > 0 ? string.Create(CultureInfo.InvariantCulture, $" {stock.Health}/{stock.MaxHealth}")
        : stock.Amount > 1 ? string.Create(CultureInfo.InvariantCulture, $" x{stock.Amount}")
        : "";
}
