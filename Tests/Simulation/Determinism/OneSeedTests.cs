using Ecs.Tests.Simulation.Games;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What is not hashed decides nothing: a world whose options name another seed than its record goes the record's way.</summary>
public sealed class OneSeedTests
{
    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Only_the_seed_that_is_hashed_decides(string game)
    {
        using var scene = AnyGame.Open(game, players: 6);
        using var other = AnyGame.Entry(game).CreateWorld(scene.Options with { Seed = 99 }, scene.Map);
        other.World.Record.Seed = scene.Options.Seed;
        for (var tick = 0; tick < 900; tick++)
        {
            scene.Step();
            other.Step(scene.LastInput);

            Assert.Equal((tick, scene.Tick.World.ComputeHash()), (tick, other.World.ComputeHash()));
        }
    }
}
