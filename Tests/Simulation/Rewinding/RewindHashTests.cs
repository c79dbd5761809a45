using Ecs.Server.Pacing;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>A world that looks back is the same world however it came to be: rebuilt in the middle, stored in another order, stepped by more threads.</summary>
public sealed class RewindHashTests
{
    private const int Ticks = 240;

    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_world_rebuilt_in_another_order_in_the_middle_of_a_rewind_goes_on_the_same(string mode)
    {
        var map = AnyGame.LoadMap(mode);
        using var first = Skirmish.Create(mode, map);
        var (random, input) = (new Random(5), new TickInputBuffer());
        Skirmish.Join(input);
        for (var tick = 0; tick < Ticks / 2; tick++)
            Play(first, input, random);

        var bytes = Checkpoint.Write(first.World);
        Assert.True(Checkpoint.TryRestore(TestGames.Shipped[mode], first.World.Options, map, bytes, out var second, out var fault, shuffle: 9), fault);
        using (second)
        {
            Assert.Equal(bytes, Checkpoint.Write(second.World));
            var (verdicts, copy) = (0, new Random(6));
            random = new Random(6);
            for (var tick = 0; tick < Ticks / 2; tick++)
            {
                Play(first, input, random);
                Play(second, input, copy);
                Assert.Equal(first.World.ComputeHash(), second.World.ComputeHash());
                Assert.Equal(first.World.Events.ToArray(), second.World.Events.ToArray());
                verdicts += Skirmish.Verdicts(first.World);
            }

            Assert.True(verdicts > 0 || mode is not ("arena" or "survival"), "no shot was judged: the test shows nothing");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_change_nothing(int threads)
    {
        var map = AnyGame.LoadMap("arena");
        using var alone = Skirmish.Create("arena", map);
        using var together = Skirmish.Create("arena", map);
        using var runner = new TickThreads(threads);
        together.World.Threads = runner;
        together.World.SharedFrom = 1;
        var (random, copy) = (new Random(5), new Random(5));
        var (input, other) = (new TickInputBuffer(), new TickInputBuffer());
        Skirmish.Join(input);
        Skirmish.Join(other);
        var verdicts = 0;
        for (var tick = 0; tick < Ticks; tick++)
        {
            Play(alone, input, random);
            Play(together, other, copy);
            Assert.Equal(alone.World.ComputeHash(), together.World.ComputeHash());
            Assert.Equal(alone.World.Events.ToArray(), together.World.Events.ToArray());
            verdicts += Skirmish.Verdicts(alone.World);
        }

        Assert.True(verdicts > 10, $"{verdicts} verdicts");
    }

    private static void Play(WorldTick tick, TickInputBuffer input, Random random)
    {
        Skirmish.Step(tick, input, random);
        input.Clear();
    }
}
