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
    private static int Seconds => DeepRun.Or("ECS_PREDICTION_SECONDS", 6);

    [Theory]
    [InlineData("arena")]
    [InlineData("survival")]
    [InlineData("waves")]
    [InlineData("argentum")]
    [InlineData("plaza")]
    [InlineData("tag")]
    public void What_nothing_else_acted_on_is_as_predicted(string game)
    {
        using var run = new PredictionRun(game, clients: DeepRun.Or("ECS_PREDICTION_CLIENTS", 4), bots: 48, Seed, PredictionRun.FarLink);
        run.Run(60 * Seconds);

        var result = run.Result;
        output.WriteLine($"{game}, seed {Seed}: {result}");
        Assert.True(result.Wrong * 1000 <= result.Own, $"{game}: {result}");
        Assert.True(result.Exempt * 10 <= result.Ticks, $"{game}: {result}");
        Assert.True(result.FalseReasons.Count == 0, $"{game}: {result}");
        Assert.True(result.Unexplained == 0, $"{game}: {result}");
        Assert.True(result.Ticks > 0);
    }
}
