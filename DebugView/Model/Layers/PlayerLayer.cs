using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// What the chosen player knows: outlines, behind the true world, of what it is known to have in view and where that was then; and two rings
/// around its avatar: what comes within the inner one comes into view, what has left the outer one goes out of it. What the wire does not
/// tell has its line in the legend and says so.
/// </summary>
public sealed class PlayerLayer() : Layer("Player's world", ViewKey.Digit9, Palette.Acknowledged)
{
    private const float Gap = 6; // pixels between the body and the words below it

    private readonly HashSet<EntityId> _held = [];
    private int _count;

    public override int Depth => 60;

    public override string Missing(LayerContext context) =>
        context.Chosen.IsNone ? "choose a player" : context.Acknowledged is null ? "nothing acknowledged" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Chosen.IsNone)
            return;
        DrawInterest(context, list);
        if (context.Acknowledged is not { } known)
            return;
        _count = DrawHeld(context, known, list);
    }

    public override void DrawWords(LayerContext context, DrawList list)
    {
        if (context.Acknowledged is not { } known || !EntitySearch.TryGetAvatar(context.Frame.View, context.Chosen, out var avatar))
            return;
        var body = context.Camera.ToScreen(Bodies.AreaOf(context.Facts, avatar));
        var text = string.Create(CultureInfo.InvariantCulture, $"knows {_count}, {context.Frame.View.Tick.Since(known.View.Tick)} ticks ago");
        var width = list.WidthOf(text);
        var place = new Area(body.Centre.X - (width / 2f), body.Bottom + Gap, width, DrawList.FontSize + 2);
        list.Begin(Part.Acknowledged);
        if (context.Camera.View.Holds(place) && context.Labels.TryTake(place))
            list.Text(text, place.X, place.Y, Palette.Acknowledged);
    }

    private static void DrawInterest(LayerContext context, DrawList list)
    {
        if (context.Facts.SightRadius <= 0 || !EntitySearch.TryGetAvatar(context.Frame.View, context.Chosen, out var avatar))
            return;
        var place = context.Camera.ToScreen(Units.Place(avatar));
        list.Begin(Part.Interest);
        list.Ring(place, context.Facts.SightRadius * context.Camera.Zoom, Palette.Acknowledged);
        list.Ring(place, context.Facts.SightEnd * context.Camera.Zoom, Palette.Acknowledged.WithAlpha(110));
    }

    /// <summary>Gives how many entities it knew then and which still live, as far as somebody says; else what it may have seen.</summary>
    private int DrawHeld(LayerContext context, Frame known, DrawList list)
    {
        var isTold = context.Frame.HeldBy == context.Chosen;
        _held.Clear();
        foreach (var id in context.Frame.Held)
            _held.Add(id);
        var seesAll = !EntitySearch.TryGetAvatar(known.View, context.Chosen, out var avatar) || context.Facts.SightEnd <= 0;
        var (from, sight, count) = (Units.Place(avatar), context.Camera.Sight, 0);
        list.Begin(Part.Acknowledged);
        foreach (ref readonly var entity in known.View.Entities)
        {
            var isKnown = isTold
                ? _held.Contains(entity.Id)
                : seesAll || Vector2.Distance(from, Units.Place(entity)) <= context.Facts.SightEnd;
            if (!isKnown)
                continue;
            count++;
            var body = Bodies.AreaOf(context.Facts, entity);
            if (body.Overlaps(sight))
                list.Outline(context.Camera.ToScreen(body), Palette.Acknowledged);
        }

        return isTold ? _held.Count
            : context.Frame.TryGetPlayer(context.Chosen, out var player) && player.Held >= 0 ? player.Held : count;
    }
}
