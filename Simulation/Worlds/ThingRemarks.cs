using Ecs.Simulation.Maps;

namespace Ecs.Simulation.Worlds;

/// <summary>What a map places and the game on it does not know: a line for each class and reason.</summary>
internal static class ThingRemarks
{
    public static void AddTo(List<string> remarks, Map map, IGameMode mode)
    {
        var lines = new List<(string Kind, string Reason, int Count)>();
        foreach (ref readonly var thing in map.Things)
        {
            if (mode.WhyNothing(thing) is not { Length: > 0 } reason)
                continue;

            var kind = thing.Kind;
            var at = lines.FindIndex(line => line.Kind == kind && line.Reason == reason);
            if (at >= 0)
                lines[at] = (kind, reason, lines[at].Count + 1);
            else if (lines.Count < MapRemarks.LineLimit)
                lines.Add((kind, reason, 1));
        }

        foreach (var (kind, reason, count) in lines)
            remarks.Add($"{TiledJson.Count(count, "thing")} of class {TiledJson.Quote(kind)} passed over: {reason}");
    }
}
