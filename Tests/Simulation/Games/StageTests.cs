using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games;

/// <summary>A tick has the same stages in every game: whoever looks between them must not depend on what a mode remembered.</summary>
public sealed class StageTests
{
    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Every_stage_of_a_tick_begins_and_ends_once_and_in_order(string game)
    {
        using var scene = AnyGame.Open(game, players: 2);
        var heard = new List<(TickStage, bool)>();
        scene.Tick.Observer = new Listener(heard);
        for (var tick = 0; tick < 3; tick++)
        {
            heard.Clear();
            scene.Step();

            Assert.Equal(Enum.GetValues<TickStage>().SelectMany(stage => new[] { (stage, true), (stage, false) }), heard);
        }
    }

    private sealed class Listener(List<(TickStage Stage, bool Begins)> heard) : ITickObserver
    {
        public void StageBegins(TickStage stage, GameWorld world) => heard.Add((stage, true));

        public void StageEnds(TickStage stage, GameWorld world) => heard.Add((stage, false));
    }
}
