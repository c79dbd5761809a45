using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Where somebody was hit lately and what it cost, fading within a second.</summary>
public sealed class HitLayer() : Layer("Last hits", ViewKey.Digit0, Palette.Hit)
{
    private const float Radius = 9;

    public override int Depth => -20;

    public override void Draw(LayerContext context, DrawList list)
    {
        list.Begin(Part.Hits);
        long span = context.Facts.TickRate;
        IReadOnlyList<HitRecord> hits = context.Chronicle.HitsAt(context.Frame.Number, span);
        for (int index = 0; index < hits.Count; index++)
        {
            HitRecord hit = hits[index];
            Vector2 place = context.Camera.ToScreen(hit.Place);
            if (!context.Camera.View.Contains(place))
                continue;
            float age = (context.Frame.Number - hit.Number) / (float)span;
            Rgba color = Palette.Hit.WithAlpha((byte)(255 - (200 * age)));
            list.Ring(place, Radius + (8 * age), color);
            if (IsFollowed(hits, index))
                continue;
            string text = hit.IsDeath ? "dead" : (-hit.Points).ToString(CultureInfo.InvariantCulture);
            list.Text(text, place.X + Radius + 4, place.Y - 4 - (12 * age), color);
        }
    }

    /// <summary>Only the newest hit on a victim is written out; the numbers of a volley would cover each other.</summary>
    private static bool IsFollowed(IReadOnlyList<HitRecord> hits, int index)
    {
        for (int later = index + 1; later < hits.Count; later++)
        {
            if (hits[later].Victim == hits[index].Victim)
                return true;
        }

        return false;
    }
}
