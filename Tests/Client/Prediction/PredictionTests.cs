using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Client.Prediction;

/// <summary>
/// The acceptance of prediction: over a far and bad link, wherever nothing else acted on it, the own avatar is what its client predicted, bit for bit; and where
/// something did, the client says what, and the server's world agrees.
/// </summary>
public sealed class PredictionTests(ITestOutputHelper output)
{
    private const int Seed = 16;

    /// <summary>Virtual seconds; 600 in the deep run.</summary>
    private static int Seconds => DeepRun.Or("PREDICTION_SECONDS", 6);

    [Theory]
    [InlineData("arena")]
    [InlineData("survival")]
    [InlineData("waves")]
    [InlineData("argentum")]
    [InlineData("plaza")]
    [InlineData("tag")]
    public void What_nothing_else_acted_on_is_as_predicted(string game)
    {
        using var run = new PredictionRun(game, clients: DeepRun.Or("PREDICTION_CLIENTS", 4), bots: 48, Seed, PredictionRun.FarLink);
        run.Run(60 * Seconds);

        var result = run.Result;
        output.WriteLine($"{game}, seed {Seed}: {result}");
        Assert.True(result.WhyNot == "", $"{game}, seed {Seed}: {result.WhyNot}: {result}");
    }

    [Fact]
    public void Wishes_are_predicted_where_their_speed_is_bounded()
    {
        using var run = new PredictionRun("plaza", clients: 2, bots: 8, Seed, PredictionRun.FarLink, wishSpeed: 20);
        run.Run(60 * 4);

        Assert.True(run.Result.WhyNot == "", $"seed {Seed}: {run.Result.WhyNot}: {run.Result}");
    }

    [Theory]
    [InlineData(nameof(SendsTheCommandBefore), "arena")]
    [InlineData(nameof(SendsNoButtons), "arena")]
    [InlineData(nameof(LeavesTheModeOut), "survival")]
    [InlineData(nameof(MovesOneUnitMore), "arena")]
    [InlineData(nameof(WatchesNobody), "argentum")]
    [InlineData(nameof(CallsEverythingAPush), "waves")]
    public void Planted_fault_is_found(string name, string game)
    {
        PredictionMutant[] all =
        [
            new SendsTheCommandBefore(), new SendsNoButtons(), new LeavesTheModeOut(), new MovesOneUnitMore(), new WatchesNobody(), new CallsEverythingAPush(),
        ];
        using var run = new PredictionRun(game, clients: 3, bots: 48, Seed, PredictionRun.FarLink, Array.Find(all, mutant => mutant.GetType().Name == name));
        run.Run(60 * 5);

        output.WriteLine($"{name}: {run.Result.WhyNot}: {run.Result}");
        Assert.True(run.Result.WhyNot != "", $"{name} was not found in {game}, seed {Seed}: {run.Result}");
    }
}
