using Ecs.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Determinism;

[Collection(AloneLane.Name)]
public sealed class CheckpointTests
{
    private static readonly Lazy<byte[]> Sample = new(() =>
    {
        using var scene = new ArenaScene(12, seed: 3);
        for (var tick = 0; tick < 700; tick++)
            scene.Step();

        return Checkpoint.Write(scene.Tick.World);
    });

    private static WorldOptions SampleOptions => new() { Seed = 3, MaxPlayers = 12 };

    [Fact]
    public void A_rebuilt_world_writes_the_same_bytes_whatever_the_order_of_its_storage()
    {
        for (var shuffle = 0UL; shuffle < 20; shuffle++)
        {
            using var restored = Restore(Sample.Value, shuffle);

            Assert.Equal(Sample.Value, Checkpoint.Write(restored.World));
        }
    }

    [Fact]
    public void A_rebuilt_world_knows_its_seats_names_and_clock()
    {
        using var scene = new Scene();
        scene.Join(3, 0, 7).Leave(0).Order(OperatorCode.Kill, 7).Run(5);
        var (hash, clock) = (scene.World.ComputeHash(), scene.World.Mode.ClockTicks);
        scene.Rebuild(shuffle: 2);

        Assert.Equal(hash, scene.World.ComputeHash());
        Assert.Equal(2, scene.World.PlayerCount);
        Assert.Equal("player 7", scene.World.NameOf(new PlayerSlot(7)));
        Assert.Equal("", scene.World.NameOf(new PlayerSlot(0)));
        Assert.Equal(clock, scene.World.Mode.ClockTicks);
        scene.Forget().Join(0, 3);
        Assert.Equal(3, scene.World.PlayerCount);
        scene.RunSeconds(5);
        Assert.Equal(100, scene.Avatar(7).Health);
    }

    [Fact]
    public void An_empty_world_can_be_kept_too()
    {
        using var scene = new Scene();
        var hash = scene.World.ComputeHash();

        Assert.Equal(hash, scene.Rebuild(1).World.ComputeHash());
    }

    [Theory]
    [InlineData("arena", 60, 4UL)]
    [InlineData("arena", 61, 3UL)]
    [InlineData("bunkers", 60, 3UL)]
    public void A_checkpoint_of_another_map_tick_rate_or_seed_is_refused(string map, int tickRate, ulong seed)
    {
        var options = SampleOptions with { TickRate = tickRate, Seed = seed };

        Assert.False(Checkpoint.TryRestore(TestGames.Shipped[options.Mode], options, ArenaScene.LoadMap(map), Sample.Value, out var tick, out var fault));
        Assert.Null(tick);
        Assert.Equal("the checkpoint is of another map, tick rate or seed", fault);
    }

    [Fact]
    public void A_checkpoint_with_more_seats_than_the_world_is_refused() =>
        Assert.NotEqual("", FaultOf(Sample.Value, SampleOptions with { MaxPlayers = 11 }));

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var length = 0; length < Sample.Value.Length; length++)
            Assert.NotEqual("", FaultOf(Sample.Value[..length], SampleOptions));
    }

    [Fact]
    public void Bytes_behind_the_end_are_refused() =>
        Assert.Equal("bytes follow the checkpoint", FaultOf([.. Sample.Value, 0], SampleOptions));

    [Fact]
    public void A_huge_number_of_entities_is_refused_before_anything_is_made_for_it()
    {
        using var scene = new Scene();
        var bytes = Checkpoint.Write(scene.World);
        bytes.AsSpan(^4..).Fill(0xFF);

        Allocations.AssertAtMostOnceWarm(
            4 * 1024 * 1024, () => Assert.Equal("the checkpoint ends early", FaultOf(bytes, new WorldOptions())));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_or_gives_a_world_that_runs_and_writes_it_back()
    {
        var refused = 0;
        var restored = 0;
        var map = ArenaScene.LoadMap("arena");
        Seeded.Run(4_000, random =>
        {
            var bytes = Damage(random, Sample.Value);
            if (!Checkpoint.TryRestore(TestGames.Shipped[SampleOptions.Mode], SampleOptions, map, bytes, out var tick, out var fault))
            {
                refused++;
                Assert.NotEqual("", fault);
                return;
            }

            using (tick)
            {
                restored++;
                Assert.Equal(bytes, Checkpoint.Write(tick.World));
                var input = new TickInputBuffer();
                for (var i = 0; i < 5; i++)
                {
                    TickStoryTests.AddGarbage(random, input);
                    tick.Step(input.For(tick.World.Tick.Next));
                    input.Clear();
                    tick.World.ComputeHash();
                    tick.World.CopyTo(new Ecs.Simulation.Views.WorldView());
                }
            }
        });

        Assert.InRange(refused, 500, 3_500);
        Assert.InRange(restored, 500, 3_500);
    }

    [Fact]
    public void Disposing_a_world_twice_is_harmless_and_leaves_others_alone()
    {
        using var scene = new Scene();
        scene.Join(0);
        var other = TestGames.CreateWorld(new WorldOptions(), scene.World.Map);
        other.Dispose();
        using var next = new Scene();
        next.Join(0, 1);
        other.Dispose();
        next.Run();

        Assert.Equal(2, next.World.PlayerCount);
        Assert.Equal(1, scene.World.PlayerCount);
    }

    private static WorldTick Restore(byte[] bytes, ulong shuffle)
    {
        Assert.True(Checkpoint.TryRestore(TestGames.Shipped[SampleOptions.Mode], SampleOptions, ArenaScene.LoadMap("arena"), bytes, out var tick, out var fault, shuffle), fault);
        return tick;
    }

    private static string FaultOf(byte[] bytes, WorldOptions options)
    {
        Assert.False(Checkpoint.TryRestore(TestGames.Shipped[options.Mode], options, ArenaScene.LoadMap("arena"), bytes, out var tick, out var fault));
        Assert.Null(tick);
        return fault;
    }

    private static byte[] Damage(Random random, byte[] original)
    {
        var bytes = original.ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = 0xFF;
                    break;
                case 2:
                    original.AsSpan(random.Next(bytes.Length - 64), 64).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - 64)));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return bytes;
    }
}
