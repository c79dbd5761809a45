using System.Globalization;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;

namespace Ecs.Server.Replay;

/// <summary>What the shots of a tick were judged by in words, a line for each verdict.</summary>
internal static class EvidenceText
{
    public static IReadOnlyList<string> Describe(Tick tick, ReadOnlySpan<WorldEvent> events)
    {
        var lines = new List<string>();
        foreach (ref readonly var happened in events)
        {
            if (happened.Kind == WorldEventKind.ShotJudged)
                lines.Add(Line(tick, happened));
        }

        return lines;
    }

    private static string Line(Tick tick, in WorldEvent judged)
    {
        var evidence = judged.Evidence;
        var shot = evidence.IsStroke ? $"stroke at {evidence.At}" : $"bullet {evidence.Bullet} at {evidence.At}";
        var clamped = evidence.IsClamped ? ", clamped" : "";
        var moment = tick.Value - 1 + (((double)evidence.Part - evidence.Age) / Trail.AgeParts);
        var view = string.Create(CultureInfo.InvariantCulture, $"view of tick {moment:F2}, {evidence.Age}/{Trail.AgeParts} ticks back{clamped}");
        if (judged.Subject.IsNone)
            return $"seat {judged.Slot} misses: {shot}, {view}";

        var victim = judged.Other.IsNone ? $"{judged.Subject}" : $"seat {judged.Other} {judged.Subject}";
        return $"seat {judged.Slot} hits {victim}: {shot}, {view}: there at {evidence.Then}, now at {evidence.Now}";
    }
}
