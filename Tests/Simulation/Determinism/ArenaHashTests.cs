using Ecs.Scenes;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What ten minutes of an arena hold, with 64 bots, and what its numbers do at the ends of their ranges.</summary>
public sealed class ArenaHashTests
{
    private static readonly HashedGame Game = HashedGame.Of("arena");

    [Fact]
    public void Bots_shoot_kill_and_end_matches()
    {
        var match = Game.Plain.Scene;

        Assert.InRange(match.CountOf(WorldEventKind.ShotFired), 20_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Hit), 2_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Died), 200, long.MaxValue);
        Assert.Equal(3, match.CountOf(WorldEventKind.MatchEnded));
    }

    [Fact]
    public void Walls_keep_to_it_too()
    {
        var plain = BotChain.Play(Bunkers(), 3_000);
        var shuffled = BotChain.Play(Bunkers(), 3_000, static (scene, tick) =>
        {
            if (tick % 97 == 0)
                scene.Rebuild((ulong)tick);
        });

        Assert.InRange(plain.Scene.CountOf(WorldEventKind.Hit), 50, long.MaxValue);
        Assert.Equal(0, plain.FirstDifference(shuffled));
    }

    [Fact]
    public void Ticks_may_wrap_in_the_middle_of_a_match()
    {
        using var early = new Scene();
        using var late = new Scene();
        late.World.Record.Tick = new Tick(uint.MaxValue - 1_000);
        foreach (var scene in (Scene[])[early, late])
            scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400).Hold(0, 3, 0, Buttons.Fire).Hold(1, -3, 0, Buttons.Fire).Run(2_000);

        Assert.Equal(new Tick(1_000), late.World.Tick);
        Assert.Equal(early.Events, late.Events);
        Assert.NotEmpty(early.Events);
        late.World.Record.Tick = early.World.Tick;
        Assert.Equal(early.World.ComputeHash(), late.World.ComputeHash());
    }

    [Fact]
    public void Ids_go_on_near_the_end_of_their_range()
    {
        using var low = new Scene();
        using var high = new Scene();
        high.World.Record.NextEntityId = ulong.MaxValue - 10_000;
        foreach (var scene in (Scene[])[low, high])
            scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400).Hold(0, 3, 0, Buttons.Fire).Hold(1, -3, 0, Buttons.Fire).Run(1_000).Rebuild(5).Run(1_000);

        Assert.Equal(low.Events.Select(happened => happened with { Subject = default }), high.Events.Select(happened => happened with { Subject = default }));
    }

    private static BotScene Bunkers() => new("arena", 32, BotScene.LoadMap("bunkers"), seed: 9);
}
