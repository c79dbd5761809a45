using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Players' names above their bodies. Names that would lie on others already written are left out.</summary>
public sealed class NameLayer() : Layer("Names", ViewKey.Digit4, Palette.Text)
{
    /// <summary>Pixels between body and name; the health bar lies in between.</summary>
    private const float Gap = 18;

    /// <summary>Pixels between a name and the edge of the view, which pushes it inwards.</summary>
    private const float Margin = 3;

    public override int Depth => -20;

    public override void Draw(LayerContext context, DrawList list)
    {
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Names);
        foreach (ref readonly var player in context.Frame.Players)
        {
            if (!EntitySearch.TryGetAvatar(context.Frame.View, player.Slot, out var avatar))
                continue;
            var body = Bodies.AreaOf(context.Facts, avatar);
            if (!body.Overlaps(sight))
                continue;
            var shown = camera.ToScreen(body);
            var width = list.WidthOf(player.Name);
            var view = camera.View;
            var place = new Area(
                Math.Clamp(shown.Centre.X - (width / 2f), view.X + Margin, Math.Max(view.X + Margin, view.Right - width - Margin)),
                Math.Max(shown.Y - Gap, view.Y + Margin),
                width,
                DrawList.FontSize + 2);
            if (!view.Holds(place) || !context.Labels.TryTake(place))
                continue;
            list.Box(new Area(place.X - 2, place.Y - 1, place.Width + 4, place.Height), Palette.Background.WithAlpha(150));
            list.Text(player.Name, place.X, place.Y, player.Slot == context.Chosen ? Palette.Selection : Palette.Text);
        }
    }
}
