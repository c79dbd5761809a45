using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Players' names above their bodies. Names that would lie on others already written are left out.</summary>
public sealed class NameLayer() : Layer("Names", ViewKey.Digit4, Palette.Text)
{
    /// <summary>Pixels between body and name; the health bar lies in between.</summary>
    private const float Gap = 18;

    private readonly List<Area> _taken = [];

    public override int Depth => -40;

    public override void Draw(LayerContext context, DrawList list)
    {
        Camera camera = context.Camera;
        Area sight = camera.Sight;
        _taken.Clear();
        list.Begin(Part.Names);
        foreach (ref readonly FramePlayer player in context.Frame.Players)
        {
            if (!LayerContext.TryGetAvatar(context.Frame.View, player.Slot, out EntityState avatar))
                continue;
            Area body = Bodies.AreaOf(context.Facts, avatar);
            if (!body.Overlaps(sight))
                continue;
            Area shown = camera.ToScreen(body);
            int width = list.WidthOf(player.Name);
            var place = new Area(shown.Centre.X - (width / 2f), shown.Y - Gap, width, DrawList.FontSize + 2);
            if (!camera.View.Holds(place) || IsTaken(place))
                continue;
            _taken.Add(place);
            list.Box(new Area(place.X - 2, place.Y - 1, place.Width + 4, place.Height), Palette.Background.WithAlpha(150));
            list.Text(player.Name, place.X, place.Y, player.Slot == context.Chosen ? Palette.Selection : Palette.Text);
        }
    }

    private bool IsTaken(in Area place)
    {
        foreach (Area other in _taken)
        {
            if (other.Overlaps(place))
                return true;
        }

        return false;
    }
}
