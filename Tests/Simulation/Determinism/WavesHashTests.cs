using Ecs.Scenes;
using Ecs.Simulation.Events;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What nearly three minutes of waves hold, with two bots and two who wait.</summary>
public sealed class WavesHashTests
{
    private static readonly HashedGame Game = HashedGame.Of("waves");

    [Fact]
    public void Bots_clear_waves_and_lose_in_the_end()
    {
        var match = Game.Plain.Scene;

        Assert.InRange(match.CountOf(WorldEventKind.WaveBegan), 8, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.ShotFired), 400, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.CreatureDied), 150, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Hit), 170, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.MatchEnded), 1, long.MaxValue);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(240)]
    public void Bots_clear_waves_at_any_rate(int tickRate)
    {
        var match = BotChain.Play(new BotScene("waves", 2, tickRate: tickRate), 60 * tickRate).Scene;

        Assert.InRange(match.CountOf(WorldEventKind.WaveBegan), 3, long.MaxValue);
    }
}
