using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// What the chosen player knows: the newest world that it is known to have put together, as outlines behind the true one. What
/// the wire does not tell has its line in the legend and says so.
/// </summary>
public sealed class PlayerLayer() : Layer("Player's world", ViewKey.Digit9, Palette.Acknowledged)
{
    public override int Depth => 60;

    public override string Missing(LayerContext context) =>
        context.Chosen.IsNone ? "choose a player" : context.Acknowledged is null ? "nothing acknowledged" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Acknowledged is not { } known)
            return;
        var sight = context.Camera.Sight;
        list.Begin(Part.Acknowledged);
        foreach (ref readonly var entity in known.View.Entities)
        {
            var body = Bodies.AreaOf(context.Facts, entity);
            if (body.Overlaps(sight))
                list.Outline(context.Camera.ToScreen(body), Palette.Acknowledged);
        }
    }
}
