using Ecs.Simulation.Events;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What nearly three minutes of survival hold, with 64 bots who gather and kill.</summary>
public sealed class SurvivalHashTests
{
    private static readonly HashedGame Game = HashedGame.Of("survival");

    [Fact]
    public void Bots_gather_kill_and_come_back()
    {
        var match = Game.Plain.Scene;

        Assert.InRange(match.CountOf(WorldEventKind.Swung), 5_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Shaken), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.ResourceChanged), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Died), 100, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Respawned), 100, long.MaxValue);
    }
}
