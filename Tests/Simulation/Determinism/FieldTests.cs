using Ecs.Scenes.Field;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The field that worlds are measured on is the one that was asked for, and the same every time.</summary>
public sealed class FieldTests
{
    private const int Ticks = 400;

    [Fact]
    public void Two_runs_of_a_seed_agree_in_every_tick_and_so_does_one_whose_storage_is_shuffled()
    {
        var last = new HashSet<ulong>();
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var plain = BotChain.Play(Open(seed), Ticks);
            var again = BotChain.Play(Open(seed), Ticks);
            var shuffled = BotChain.Play(Open(seed), Ticks, static (scene, tick) =>
            {
                if (tick % 50 == 0)
                    scene.Rebuild((ulong)tick);
            });

            Assert.True(plain.FirstDifference(again) == 0, $"seed {seed}: two runs differ from tick {plain.FirstDifference(again)} on");
            Assert.True(plain.FirstDifference(shuffled) == 0, $"seed {seed}: the shuffled run differs from tick {plain.FirstDifference(shuffled)} on");
            last.Add(plain.Value);
        }

        Assert.Equal(5, last.Count);
    }

    [Fact]
    public void As_many_bullets_fly_as_were_asked_for_whatever_ends_them()
    {
        using var scene = Open(seed: 3);
        for (var tick = 0; tick < Ticks; tick++)
        {
            scene.Step();
            Assert.InRange(scene.Flying, scene.Bullets, scene.Bullets + (scene.Bullets / 50));
        }

        Assert.Equal(0, scene.Tick.World.LostBirths);
        Assert.Equal(0, scene.CountOf(WorldEventKind.ShotFired));
        Assert.Equal((30, 12), (scene.Tick.World.PlayerCount, Count(scene, EntityKind.Creature)));
    }

    [Fact]
    public void Bullets_live_60_to_180_ticks_unless_something_is_in_their_way()
    {
        using var scene = new FieldScene(players: 200, bullets: 600, seed: 4); // Large enough that few leave.
        var begins = new Dictionary<EntityId, uint>();
        var lives = new List<uint>();
        for (var tick = 0; tick < Ticks; tick++)
        {
            scene.Step();
            var now = scene.Tick.World.Tick.Value;
            var flying = Ids(scene, EntityKind.Bullet);
            foreach (var (id, begin) in begins.Where(pair => !flying.Contains(pair.Key)).ToArray())
            {
                begins.Remove(id);
                if (begin > 1)
                    lives.Add(now - begin);
            }

            foreach (var id in flying)
                begins.TryAdd(id, now);
        }

        Assert.InRange(lives.Max(), 170u, (uint)FieldMode.LongestLife);
        Assert.True(lives.Count(static life => life >= FieldMode.ShortestLife) > lives.Count / 2, "most end by their age");
    }

    [Fact]
    public void Players_leave_and_come_and_the_bullets_stay_as_many()
    {
        using var scene = Open(seed: 6);
        for (var tick = 0; tick < 100; tick++)
            scene.Step();

        var input = new TickInputBuffer();
        for (ushort slot = 0; slot < 10; slot++)
            input.Add(new PlayerLeave(new PlayerSlot(slot)));

        scene.Tick.Step(input.For(scene.Tick.World.Tick.Next));
        Assert.Equal(20, scene.Tick.World.PlayerCount);
        Assert.InRange(scene.Flying, scene.Bullets, scene.Bullets + (scene.Bullets / 50));

        scene.Step();
        Assert.InRange(scene.Flying, scene.Bullets, scene.Bullets + (scene.Bullets / 50));
    }

    [Fact]
    public void Nobody_walks_out_of_the_field()
    {
        using var scene = Open(seed: 7);
        var bounds = scene.Map.Bounds;
        for (var tick = 0; tick < Ticks; tick++)
            scene.Step();

        foreach (ref var chunk in scene.Tick.World.Store.Query(in Queries.Bodies))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                var position = chunk.GetSpan<Position>()[i];
                Assert.True(bounds.Contains(position.X, position.Y), $"{position.X}, {position.Y}");
            }
        }
    }

    private static FieldScene Open(ulong seed) => new(players: 30, bullets: 600, creatures: 12, seed);

    private static int Count(FieldScene scene, EntityKind kind) => Ids(scene, kind).Count;

    private static HashSet<EntityId> Ids(FieldScene scene, EntityKind kind)
    {
        var ids = new HashSet<EntityId>();
        foreach (ref var chunk in scene.Tick.World.Store.Query(in Queries.Everything))
        {
            foreach (ref readonly var identity in chunk.GetSpan<Identity>()[..chunk.Count])
            {
                if (identity.Kind == kind)
                    ids.Add(identity.Id);
            }
        }

        return ids;
    }
}
