using Ecs.Server.Pacing;
using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>A world that looks back is the same world however it came to be: rebuilt in the middle, stored in another order, stepped by more threads.</summary>
public sealed class RewindHashTests
{
    private const int Ticks = 240;
    private const int Players = 40;

    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_world_rebuilt_in_another_order_in_the_middle_of_a_rewind_goes_on_the_same(string mode)
    {
        var map = AnyGame.LoadMap(mode);
        using var first = Create(mode, map);
        var (random, input) = (new Random(5), new TickInputBuffer());
        Join(input);
        for (var tick = 0; tick < Ticks / 2; tick++)
            Step(first, input, random);

        var bytes = Checkpoint.Write(first.World);
        Assert.True(Checkpoint.TryRestore(TestGames.Shipped[mode], first.World.Options, map, bytes, out var second, out var fault, shuffle: 9), fault);
        using (second)
        {
            Assert.Equal(bytes, Checkpoint.Write(second.World));
            var (verdicts, copy) = (0, new Random(6));
            random = new Random(6);
            for (var tick = 0; tick < Ticks / 2; tick++)
            {
                Step(first, input, random);
                Step(second, input, copy);
                Assert.Equal(first.World.ComputeHash(), second.World.ComputeHash());
                Assert.Equal(first.World.Events.ToArray(), second.World.Events.ToArray());
                verdicts += Verdicts(first.World);
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
        using var alone = Create("arena", map);
        using var together = Create("arena", map);
        using var runner = new TickThreads(threads);
        together.World.Threads = runner;
        together.World.SharedFrom = 1;
        var (random, copy) = (new Random(5), new Random(5));
        var (input, other) = (new TickInputBuffer(), new TickInputBuffer());
        Join(input);
        Join(other);
        var verdicts = 0;
        for (var tick = 0; tick < Ticks; tick++)
        {
            Step(alone, input, random);
            Step(together, other, copy);
            Assert.Equal(alone.World.ComputeHash(), together.World.ComputeHash());
            Assert.Equal(alone.World.Events.ToArray(), together.World.Events.ToArray());
            verdicts += Verdicts(alone.World);
        }

        Assert.True(verdicts > 10, $"{verdicts} verdicts");
    }

    [Fact]
    public void A_warm_tick_that_looks_back_allocates_nothing()
    {
        using var world = Create("arena", AnyGame.LoadMap("arena"));
        var (random, input) = (new Random(5), new TickInputBuffer());
        Join(input);
        for (var tick = 0; tick < 1_200; tick++)
            Step(world, input, random);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var tick = 0; tick < Ticks; tick++)
            Step(world, input, random);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static WorldTick Create(string mode, Map map) =>
        TestGames.CreateWorld(new WorldOptions { Mode = mode, LagCompensation = true, MaxPlayers = Players, FriendlyFire = true }, map);

    private static void Join(TickInputBuffer input)
    {
        for (ushort slot = 0; slot < Players; slot++)
            input.Add(new PlayerJoin(new PlayerSlot(slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: false));
    }

    private static void Step(WorldTick tick, TickInputBuffer input, Random random)
    {
        for (ushort slot = 0; slot < Players; slot++)
        {
            var command = new PlayerCommand(
                tick.World.Tick.Next,
                (sbyte)random.Next(-127, 128),
                (sbyte)random.Next(-127, 128),
                new((ushort)random.Next(65_536)),
                random.Next(3) == 0 ? Buttons.None : Buttons.Fire) { SeenAge = (ushort)random.Next(0, 5_000) };
            input.Add(new SlotCommand(new PlayerSlot(slot), command));
        }

        tick.Step(input.For(tick.World.Tick.Next));
        input.Clear();
    }

    private static int Verdicts(GameWorld world)
    {
        var count = 0;
        foreach (ref readonly var happened in world.Events)
            count += happened.Kind == WorldEventKind.ShotJudged ? 1 : 0;

        return count;
    }
}
