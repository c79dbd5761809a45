using System.Globalization;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>
/// The promise: one bit of one field, flipped after one stage of one tick, is named by all of these, in every game. FLIPS=100
/// plants as many in each.
/// </summary>
public sealed class NamedFlipTests(ITestOutputHelper output)
{
    private const int Players = 6;
    private const int Ticks = 600;

    private static readonly ulong Flips =
        ulong.TryParse(Environment.GetEnvironmentVariable("FLIPS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 20;

    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Every_planted_bit_is_named_where_it_was_planted_with_detail_and_without(string game)
    {
        using var detailed = Record(game, detail: true);
        using var plain = Record(game, detail: false);
        using var reader = detailed.Open(AnyGame.Entry(game));
        using var plainReader = plain.Open(AnyGame.Entry(game));
        var wrong = new List<string>();
        var byDetail = 0UL;
        var byCleanRun = 0UL;
        for (var seed = 1UL; seed <= Flips; seed++)
        {
            Assert.True(PlannedFlip.TryDraw(reader, seed, out var plan, out var fault), fault);
            byDetail += IsNamed(reader, plan!, "the recording's detail", seed, wrong) ? 1UL : 0;
            byCleanRun += IsNamed(plainReader, plan!, "a clean run of this build", seed, wrong) ? 1UL : 0;
        }

        output.WriteLine($"{game}: {byDetail} of {Flips} named by the detail, {byCleanRun} of {Flips} by the clean run (seeds 1 to {Flips}, {reader.TickCount} ticks)");

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {2 * Flips} are named wrong in {game}:\n{string.Join('\n', wrong)}");
    }

    private static RecordedMatch Record(string game, bool detail)
    {
        using var scene = AnyGame.Open(game, Players);
        return RecordedMatch.Of(scene, Ticks, detail);
    }

    private static bool IsNamed(RecordingReader reader, PlannedFlip plan, string reference, ulong seed, List<string> wrong)
    {
        var component = reader.Schema.Components[plan.Component];
        var expected = Told(plan.Tick, plan.Stage.ToString(), plan.Entity.Value, component, plan.Field, reference);
        var report = new ReplayVerifier(reader) { Flip = plan }.Run();
        var found = report.First is not { First: { } first } divergence
            ? $"nothing: {report.Fault}{report.First?.ToText()}"
            : Told(divergence.Tick, first.System, first.Entity, first.Component, first.Field, divergence.Reference);
        if (found == expected && !report.Ok)
            return true;

        wrong.Add($"seed {seed}, {plan}: planted {expected}, named {found}");
        return false;
    }

    private static string Told(uint tick, string stage, ulong entity, ComponentShape component, int field, string reference) =>
        Told(tick, stage, entity, component.Name, component.Fields[field].Name, reference);

    private static string Told(uint tick, string stage, ulong entity, string component, string field, string reference) =>
        $"tick {tick}, after {stage}, entity {entity}, {component}.{field} by {reference}";
}
