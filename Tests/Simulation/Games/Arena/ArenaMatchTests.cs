using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Arena;

/// <summary>The arena's row about the match clock.</summary>
public sealed class ArenaMatchTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(20)]
    public void Match_warns_at_120_60_30_and_10_seconds_and_ends_at_180(int tickRate)
    {
        using var scene = new Scene(options: new WorldOptions { TickRate = tickRate });
        scene.Join(0);
        var told = new List<(int Second, WorldEventKind Kind, int A)>();
        for (var tick = 2; tick <= 180 * tickRate; tick++)
        {
            scene.Forget().Run();
            told.AddRange(scene.Events.Where(happened => happened.Kind is WorldEventKind.MatchWarning or WorldEventKind.MatchEnded)
                .Select(happened => (tick / tickRate, happened.Kind, happened.A)));
        }

        Assert.Equal(
            [
                (60, WorldEventKind.MatchWarning, 120),
                (120, WorldEventKind.MatchWarning, 60),
                (150, WorldEventKind.MatchWarning, 30),
                (170, WorldEventKind.MatchWarning, 10),
                (180, WorldEventKind.MatchEnded, 0),
            ],
            told);
    }

    [Fact]
    public void Match_end_names_the_best_player_clears_scores_and_begins_anew()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Order(Ecs.Simulation.Inputs.OperatorCode.Kill, 2);
        scene.Of<Score>(0) = new Score { Kills = 3, Deaths = 9 };
        scene.Of<Score>(1) = new Score { Kills = 4 };
        scene.Of<Score>(2).Kills = 4; // A tie goes to the lower seat.
        scene.Run(180 * 60 - 3).Forget().Run();

        Assert.Equal(
            [WorldEventKind.MatchEnded, WorldEventKind.MatchStarted, WorldEventKind.RankingChanged],
            scene.Events.Select(happened => happened.Kind));
        Assert.Equal((new PlayerSlot(1), 4), (scene.Only(WorldEventKind.MatchEnded).Slot, scene.Only(WorldEventKind.MatchEnded).Kills));
        Assert.Equal(180, scene.Only(WorldEventKind.MatchStarted).MatchSeconds);
        for (ushort slot = 0; slot < 3; slot++)
            Assert.Equal((0, 0), (scene.Avatar(slot).Kills, scene.Avatar(slot).Deaths));

        scene.Forget().RunSeconds(180);
        scene.Only(WorldEventKind.MatchEnded);
    }

    [Fact]
    public void Match_clock_stays_expired_with_no_player_and_the_next_player_starts_a_match()
    {
        using var scene = new Scene();
        scene.RunSeconds(400);
        Assert.Equal(4, scene.Events.Count(happened => happened.Kind == WorldEventKind.MatchWarning));
        Assert.Empty(scene.All(WorldEventKind.MatchEnded));
        Assert.Equal(0U, ClockOf(scene));

        scene.Join(0).Run();
        Assert.Equal(0, scene.Only(WorldEventKind.MatchEnded).Kills);
        Assert.Equal(180U * 60, ClockOf(scene));
    }

    [Fact]
    public void Match_clock_is_seen_by_observers_and_falls_by_one_each_tick()
    {
        using var scene = new Scene();
        Assert.Equal(10_800U, ClockOf(scene));

        scene.Run(7);
        Assert.Equal(10_793U, ClockOf(scene));
    }

    private static uint ClockOf(Scene scene)
    {
        var view = new WorldView();
        scene.World.CopyTo(view);
        return view.ClockTicks;
    }
}
