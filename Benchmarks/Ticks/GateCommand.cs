using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// Has a change made ticks slower? Times are the machine's and the moment's; what a tick and its hash cost beside the movement of as many
/// entities in plain arrays, measured in between, is the build's. That is compared with what was committed.
/// </summary>
internal static class GateCommand
{
    /// <summary>Of the committed ratio; less is the noise of shared machines.</summary>
    private const double Tolerance = 1.3;
    private const int Tries = 3;

    public static Command Create()
    {
        var file = new Option<FileInfo>("--file") { Description = "The committed ratios", DefaultValueFactory = _ => new FileInfo("Benchmarks/results/gate.json") };
        var write = new Option<bool>("--write") { Description = "Measure them anew instead" };
        var smoke = new Option<bool>("--smoke") { Description = "Small scenes, and no judgement unless asked for: whether it works" };
        var judge = new Option<bool>("--judge") { Description = "With small scenes too" };
        var command = new Command("gate", "Compares what ticks cost, in units of plain movement, with what was committed") { file, write, smoke, judge };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, parsed.GetValue(write), parsed.GetValue(smoke), parsed.GetValue(judge) || !parsed.GetValue(smoke)));
        return command;
    }

    private static int Run(FileInfo file, bool writes, bool isSmoke, bool judges)
    {
        var committed = judges && !writes ? Read(file) : [];
        if (committed is null)
        {
            Console.Error.WriteLine($"gate: {file.Name} has no ratios");
            return 66;
        }

        var measured = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var isSlower = false;
        foreach (var (name, options) in Scenes(isSmoke))
        {
            foreach (var (part, ratio) in Measure(options))
            {
                var key = $"{name}.{part}";
                measured[key] = Math.Round(ratio, 2);
                var limit = committed.TryGetValue(key, out var before) ? before * Tolerance : double.PositiveInfinity;
                isSlower |= ratio > limit;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(ratio > limit ? "SLOWER" : "ok")} {key}: {ratio:0.00} times the movement floor{(committed.Count == 0 ? "" : $", committed {before:0.00}, limit {limit:0.00}")}"));
            }
        }

        if (writes)
            File.WriteAllText(file.FullName, JsonSerializer.Serialize(measured) + "\n");
        return isSlower ? 1 : 0;
    }

    private static IEnumerable<(string Name, TickOptions Options)> Scenes(bool isSmoke) => isSmoke
        ? [("field", new TickOptions("field", 50, 0, 2000, Ticks: 20, WarmUp: 20, WarmCode: 0, Seed: 1)), ("arena", new TickOptions("arena", 8, 0, 100, Ticks: 20, WarmUp: 60, WarmCode: 0, Seed: 1))]
        :
        [
            ("field-100k", new TickOptions("field", 1000, 0, 100_000, Ticks: 300, WarmUp: 300, WarmCode: 3, Seed: 1)),
            ("arena-2k", new TickOptions("arena", 64, 0, 2000, Ticks: 2000, WarmUp: 2400, WarmCode: 3, Seed: 1)),
        ];

    /// <summary>The best of some tries: what disturbs only ever adds.</summary>
    private static Dictionary<string, double> Measure(TickOptions options)
    {
        var best = new Dictionary<string, double>();
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var run = new TickRun(options);
            var figures = JsonSerializer.SerializeToElement(run.Measure(), JsonSerializerOptions.Web);
            var floor = figures.GetProperty("floors").GetProperty("vectorMovementMs").GetDouble();
            foreach (var (part, name) in (ReadOnlySpan<(string, string)>)[("tick", "wholeTickMs"), ("hash", "hashMs")])
            {
                var ratio = figures.GetProperty(name).GetProperty("p50").GetDouble() / Math.Max(floor, 1e-6);
                best[part] = Math.Min(ratio, best.GetValueOrDefault(part, double.PositiveInfinity));
            }
        }

        return best;
    }

    private static Dictionary<string, double>? Read(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file.FullName)) is { Count: > 0 } ratios ? ratios : null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
