using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// What verdicts of the last two seconds rest on, where shots are judged in the past: the target as its shooter saw it, a line to where it
/// really was, the place of the shot, and how old the view was. Shots that met nobody are small rings.
/// </summary>
public sealed class EvidenceLayer() : Layer("Evidence of shots", ViewKey.LetterE, Palette.Evidence)
{
    private const int Seconds = 2;
    private const float Dot = 3;
    private const float Gap = 5; // pixels between a body and the words beside it

    public override int Depth => -35;

    public override void Draw(LayerContext context, DrawList list)
    {
        list.Begin(Part.Evidence);
        long span = Seconds * context.Facts.TickRate;
        var verdicts = context.Chronicle.Verdicts;
        for (var index = verdicts.CountUpTo(context.Frame.Number) - 1; index >= 0; index--)
        {
            ref readonly var verdict = ref verdicts[index];
            var age = (context.Frame.Number - verdict.Number) / (float)span;
            if (age >= 1)
                return;
            DrawOne(context, list, verdict, Palette.Evidence.WithAlpha((byte)(255 - (200 * age))));
        }
    }

    private static void DrawOne(LayerContext context, DrawList list, in VerdictRecord verdict, Rgba color)
    {
        var evidence = verdict.Evidence;
        var at = context.Camera.ToScreen(PlaceOf(evidence.At));
        if (verdict.Target.IsNone)
        {
            list.Ring(at, Dot, color);
            return;
        }

        var (then, now) = (PlaceOf(evidence.Then), PlaceOf(evidence.Now));
        var half = EntitySearch.TryFind(context.Frame.View, verdict.Target, out var target)
            ? context.Facts.HalfOf(target)
            : context.Facts.AvatarHalf;
        var seen = context.Camera.ToScreen(new Area(then.X - half.X, then.Y - half.Y, 2 * half.X, 2 * half.Y));
        list.Outline(seen, color, 2);
        list.Line(seen.Centre, context.Camera.ToScreen(now), color);
        list.Disc(at, Dot, color);
        var text = TextOf(context.Facts.TickRate, evidence);
        var words = new Area(seen.Right + Gap, seen.Y - DrawList.FontSize, list.WidthOf(text), DrawList.FontSize);
        if (context.Camera.View.Holds(words) && context.Labels.TryTake(words))
            list.Text(text, words.X, words.Y, color);
    }

    private static string TextOf(int tickRate, in ShotEvidence evidence)
    {
        var milliseconds = evidence.Age * 1000.0 / (PlayerCommand.SeenParts * tickRate);
        var what = evidence.IsStroke ? "struck" : "hit";
        return string.Create(CultureInfo.InvariantCulture, $"{what} as seen {milliseconds:0} ms ago{(evidence.IsClamped ? ", clamped" : "")}");
    }

    private static Vector2 PlaceOf(FixedVector place) => new(Units.ToFloat(place.X), Units.ToFloat(place.Y));
}
