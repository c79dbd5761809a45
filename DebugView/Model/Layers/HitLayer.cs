using System.Globalization;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Where somebody was hit lately and what it cost, fading within a second.</summary>
public sealed class HitLayer() : Layer("Last hits", ViewKey.Digit0, Palette.Hit)
{
    private const float Radius = 9;

    /// <summary>Pixels from the place to the number beside it.</summary>
    private const float Gap = Radius + 4;

    public override int Depth => -40;

    public override void Draw(LayerContext context, DrawList list)
    {
        list.Begin(Part.Hits);
        long span = context.Facts.TickRate;
        var hits = context.Chronicle.HitsAt(context.Frame.Number, span);
        for (var index = 0; index < hits.Count; index++)
        {
            var hit = hits[index];
            var place = context.Camera.ToScreen(hit.Place);
            if (!context.Camera.View.Contains(place))
                continue;
            var age = (context.Frame.Number - hit.Number) / (float)span;
            var color = Palette.Hit.WithAlpha((byte)(255 - (200 * age)));
            list.Ring(place, Radius + (8 * age), color);
            if (IsFollowed(hits, index))
                continue;
            var text = hit.IsDeath ? "dead" : (-hit.Points).ToString(CultureInfo.InvariantCulture);
            float width = list.WidthOf(text);
            var right = new Area(place.X + Gap, place.Y - 4 - (12 * age), width, DrawList.FontSize);
            var left = right with { X = place.X - Gap - width };
            if (context.Labels.TryTake(right))
                list.Text(text, right.X, right.Y, color);
            else if (context.Labels.TryTake(left))
                list.Text(text, left.X, left.Y, color);
        }
    }

    /// <summary>Only the newest hit on a victim is written out; the numbers of a volley would cover each other.</summary>
    private static bool IsFollowed(IReadOnlyList<HitRecord> hits, int index)
    {
        for (var later = index + 1; later < hits.Count; later++)
        {
            if (hits[later].Victim == hits[index].Victim)
                return true;
        }

        return false;
    }
}
