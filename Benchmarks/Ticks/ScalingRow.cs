using System.Text.Json;

namespace Ecs.Benchmarks.Ticks;

/// <summary>What a measurement of one size says.</summary>
internal readonly record struct ScalingRow(
    int Players,
    int Bodies,
    int Bullets,
    double WholeTickMs,
    double WholeTickP99Ms,
    double HashMs,
    double MovementMs,
    double VectorMovementMs,
    double HitsPerTick,
    double BirthsPerTick)
{
    public double NanosecondsPerEntity => Math.Round(WholeTickMs * 1e6 / (Bodies + Bullets), 2);

    /// <summary>The file that <c>tick --json</c> wrote.</summary>
    public static ScalingRow Of(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        var json = parsed.RootElement;
        return new ScalingRow(
            json.GetProperty("players").GetInt32(),
            json.GetProperty("players").GetInt32() + json.GetProperty("creatures").GetInt32(),
            json.GetProperty("bullets").GetInt32(),
            json.GetProperty("wholeTickMs").GetProperty("p50").GetDouble(),
            json.GetProperty("wholeTickMs").GetProperty("p99").GetDouble(),
            json.GetProperty("hashMs").GetProperty("p50").GetDouble(),
            json.GetProperty("movementMs").GetDouble(),
            json.GetProperty("floors").GetProperty("vectorMovementMs").GetDouble(),
            json.GetProperty("hitsPerTick").GetDouble(),
            json.GetProperty("birthsPerTick").GetDouble());
    }
}
