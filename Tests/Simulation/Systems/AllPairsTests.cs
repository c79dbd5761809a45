using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Systems;

/// <summary>What a tick finds its bullets to meet is what all pairs say, however the search goes about it.</summary>
public sealed class AllPairsTests
{
    private const int FieldHalf = 700; // world units

    [Fact]
    public void On_the_field_every_hit_is_one_of_all_pairs()
    {
        for (var seed = 1UL; seed <= 6; seed++)
        {
            using var scene = new FieldScene(players: 30 + (int)seed, bullets: 700, creatures: (int)seed * 3, seed);
            var check = new HitCheck(scene.Tick);
            for (var tick = 0; tick < 150; tick++)
                scene.Step();

            Assert.True(check.Differences == 0, $"seed {seed}: {check.First}");
            Assert.Equal(150, check.Ticks);
            Assert.InRange(check.Hits, 200, long.MaxValue);
        }
    }

    [Theory]
    [InlineData("arena", "arena", 40)]
    [InlineData("arena", "bunkers", 40)]
    [InlineData("plaza", "plaza", 24)]
    [InlineData("waves", "waves", 3)]
    public void Where_bots_play_every_hit_is_one_of_all_pairs(string mode, string map, int players)
    {
        using var scene = new BotScene(mode, players, BotScene.LoadMap(map), seed: 5);
        var check = new HitCheck(scene.Tick);
        for (var tick = 0; tick < 1_800; tick++)
            scene.Step();

        Assert.True(check.Differences == 0, check.First);
        Assert.True(scene.CountOf(WorldEventKind.ShotFired) == 0 || check.Hits > 0, "shots were fired, and none met anything");
    }

    [Fact]
    public void Any_crowd_of_any_speed_meets_what_all_pairs_say()
    {
        var (walls, bodies, bullets) = (0, 0, 0);
        Seeded.Run(500, random =>
        {
            var options = new WorldOptions { TickRate = random.Next(20, 241) };
            using var scene = new Scene(Scene.Field(FieldHalf, AnyWalls(random)), options);
            var slots = Enumerable.Range(0, random.Next(2, 12)).Select(static slot => (ushort)slot).ToArray();
            scene.Join(slots);
            foreach (var slot in slots)
                PutAnywhere(scene, random, slot);

            for (var i = random.Next(1, 60); i > 0; i--)
                scene.Bullet((ushort)random.Next(slots.Length), AnyPlace(random), AnyWay(random, options.TickRate));

            var check = new HitCheck(scene.Tick);
            for (var tick = 0; tick < 3; tick++)
            {
                scene.Run();
                foreach (var hit in scene.Tick.Hits)
                {
                    walls += hit.Kind == HitKind.Wall ? 1 : 0;
                    bodies += hit.Kind == HitKind.Body ? 1 : 0;
                    bullets += hit.Kind == HitKind.Bullet ? 1 : 0;
                }
            }

            Assert.True(check.Differences == 0, check.First);
        });

        // Every kind was there to be missed.
        Assert.True(walls > 200 && bodies > 1_000 && bullets > 1_000, $"{walls} walls, {bodies} bodies, {bullets} bullets");
    }

    [Fact]
    public void A_check_of_a_world_that_was_changed_after_the_search_differs()
    {
        using var scene = new FieldScene(players: 30, bullets: 500);
        var check = new HitCheck(scene.Tick);
        scene.Tick.Observe(new Pusher());
        for (var tick = 0; tick < 30; tick++)
            scene.Step();

        Assert.InRange(check.Differences, 10, long.MaxValue);
        Assert.NotEmpty(check.First);
    }

    private static FixedRectangle[] AnyWalls(Random random)
    {
        var walls = new FixedRectangle[random.Next(0, 16)];
        for (var i = 0; i < walls.Length; i++)
        {
            // Of any raw size, odd ones too.
            var (left, top) = (Units(random, FieldHalf - 200), Units(random, FieldHalf - 200));
            walls[i] = new FixedRectangle(
                left, top, left + new Fixed(1 + random.Next(1 << random.Next(4, 21))), top + new Fixed(1 + random.Next(1 << random.Next(4, 21))));
        }

        return walls;
    }

    private static void PutAnywhere(Scene scene, Random random, ushort slot)
    {
        var place = AnyPlace(random);
        scene.Of<Position>(slot) = new Position { X = place.X, Y = place.Y };
        scene.Of<Mobility>(slot).Speed = Rates.PerTick(random.Next(3) == 0 ? random.Next(Rates.SpeedLimit) : 500, scene.TickRate);
        scene.Hold(slot, (sbyte)random.Next(-127, 128), (sbyte)random.Next(-127, 128));
    }

    /// <summary>Anywhere, in the middle where many overlap, or at the very border.</summary>
    private static FixedVector AnyPlace(Random random) => random.Next(4) switch
    {
        0 => new FixedVector(Units(random, 60), Units(random, 60)),
        1 => new FixedVector(Fixed.FromInt(random.Next(2) == 0 ? FieldHalf : -FieldHalf), Units(random, FieldHalf)),
        _ => new FixedVector(Units(random, FieldHalf), Units(random, FieldHalf)),
    };

    private static FixedVector AnyWay(Random random, int tickRate)
    {
        var speed = random.Next(4) switch { 0 => Rates.SpeedLimit, 1 => 555, 2 => 1, _ => random.Next(1, Rates.SpeedLimit + 1) };
        return new Angle((ushort)random.Next(Angle.FullTurn)).Direction(Rates.PerTick(speed, tickRate));
    }

    private static Fixed Units(Random random, int limit) => new(random.Next(-limit * Fixed.RawPerUnit, (limit * Fixed.RawPerUnit) + 1));

    /// <summary>Moves all bodies once the tick has looked for what meets them.</summary>
    private sealed class Pusher : ITickObserver
    {
        public void StageBegins(TickStage stage, GameWorld world)
        {
        }

        public void StageEnds(TickStage stage, GameWorld world)
        {
            if (stage != TickStage.Collision)
                return;

            foreach (var avatar in world.Seats)
                world.Store.Get<Position>(avatar).X += Fixed.FromInt(3);
        }
    }
}
