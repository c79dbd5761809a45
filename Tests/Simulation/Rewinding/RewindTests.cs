using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>Shots that meet bodies where their shooter saw them, by hand: seat 0 shoots, seat 1 is the target, half as high as 11 and half as wide as 32.</summary>
public sealed class RewindTests
{
    private const int TickRate = 60;

    /// <summary>A bug that the worlds have; null for none.</summary>
    internal Func<RewindMutant>? Mutant { get; init; }

    [Theory]
    [InlineData(0, false)]
    [InlineData(10, true)]
    public void A_bullet_meets_a_body_where_it_was_so_long_ago(int ticks, bool hits)
    {
        using var scene = Open();
        scene.Place(1, 0, 1_000).Run().Hold(1, x: 127).Run(10);
        var age = ticks * Trail.AgeParts;
        See(scene, age);

        // 8 1/3 units a tick: ten ticks ago it was 83 units further left, and its box is 64 wide.
        var bullet = scene.Bullet(0, -20, 1_000 - 60, 0, 60);
        scene.Run();

        Assert.Equal(hits ? 80 : 100, scene.Avatar(1).Health);
        Assert.Equal(!hits, scene.Exists(bullet));
    }

    [Fact]
    public void The_evidence_says_what_the_verdict_rests_on()
    {
        using var scene = Open();
        scene.Place(1, 0, 1_000).Hold(1, x: 127).Run(20);
        See(scene, (10 * Trail.AgeParts) + 128);
        var before = scene.At(1);
        var bullet = scene.Bullet(0, 60, 940, 0, 60);

        scene.Forget().Run();

        var judged = scene.Only(WorldEventKind.ShotJudged);
        var step = Rates.PerTick(500, TickRate);
        var target = scene.Avatar(1);
        Assert.Equal((0, 1, target.Id), (judged.Slot.Value, judged.Other.Value, judged.Subject));
        Assert.Equal((bullet, (10 * Trail.AgeParts) + 128, false), (judged.Evidence.Bullet, judged.Evidence.Age, judged.Evidence.IsClamped));
        Assert.Equal((target.X, target.Y), (judged.Evidence.Now.X, judged.Evidence.Now.Y));

        // From 940 the bullet, half as high as 15, touches 1000 - 11 after 34 of 60 units.
        Assert.Equal(34 * Trail.AgeParts / 60, judged.Evidence.Part);
        var expected = before.X + step.Scale(judged.Evidence.Part - judged.Evidence.Age, Trail.AgeParts);
        Assert.InRange((judged.Evidence.Then.X - expected).Raw, -4, 4);
        Assert.InRange((judged.Evidence.At.Y - Fixed.FromInt(974)).Raw, -1_000, 0);
    }

    [Fact]
    public void A_miss_is_told_when_the_bullet_ends()
    {
        using var scene = Open(1_500);
        See(scene, 512);
        var bullet = scene.Bullet(0, 0, 1_480, 0, 60);

        scene.Forget().Run();

        var judged = scene.Only(WorldEventKind.ShotJudged);
        Assert.Equal((PlayerSlot.None, EntityId.None, bullet), (judged.Other, judged.Subject, judged.Evidence.Bullet));
        Assert.Equal(512, judged.Evidence.Age);
    }

    [Fact]
    public void A_shot_of_the_present_has_no_evidence()
    {
        using var scene = Open();
        scene.Place(1, 0, 1_000).Run(3);
        scene.Bullet(0, 0, 940, 0, 60);

        scene.Forget().Run();

        Assert.Equal(80, scene.Avatar(1).Health);
        Assert.Empty(scene.All(WorldEventKind.ShotJudged));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(240)]
    public void More_than_a_quarter_of_a_second_is_clamped_and_marked(int tickRate)
    {
        using var scene = Open(tickRate: tickRate);
        scene.Place(1, 0, 1_000).Hold(1, x: 127).Run(tickRate / 2);

        // What the body was over a quarter of a second ago is 125 units back; a third of a second would be 167.
        scene.With(input => input.Add(Command(scene, 0, ushort.MaxValue))).Run();
        var x = scene.At(1).X.Round();
        Assert.Equal((tickRate * 64, true), (scene.Of<Lookback>(0).Age, scene.Of<Lookback>(0).IsClamped));
        scene.Bullet(0, x - 167 - 10, 940, 0, 60);
        scene.Bullet(0, x - 125 + 20, 940, 0, 60);
        scene.Forget().Run();

        var judged = scene.Only(WorldEventKind.ShotJudged);
        Assert.True(judged.Evidence.IsClamped);
        Assert.Equal(tickRate * 64, judged.Evidence.Age);
        Assert.Equal(80, scene.Avatar(1).Health);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 800)]
    [InlineData(3, 400)]
    [InlineData(5, 400)]
    [InlineData(8, 0)]
    [InlineData(8, 400)]
    [InlineData(8, 800)]
    public void A_jump_is_nowhere_between(int ticks, int x)
    {
        // It has stood at the new place for five ticks when the shot is judged in the sixth.
        using var scene = Open();
        scene.Place(1, 0, 1_000).Run(20).Place(1, 800, 1_000).Run(5);
        See(scene, (ticks * Trail.AgeParts) + 77);

        scene.Bullet(0, x, 940, 0, 60);
        scene.Run();

        Assert.Equal(x == (ticks < 5 ? 800 : 0) ? 80 : 100, scene.Avatar(1).Health);
    }

    [Fact]
    public void Who_has_died_and_come_back_is_not_hit_where_the_old_life_was()
    {
        using var scene = Open();
        scene.Place(1, 0, 1_000).Run(20);
        scene.Order(OperatorCode.KillAll).Run(3);
        scene.Order(OperatorCode.RespawnAll).Place(0, 9_000, 0).Place(1, 2_000, 1_000);
        Assert.True(scene.Avatar(1).Health > 0);
        See(scene, 8 * Trail.AgeParts);
        scene.Bullet(0, 0, 940, 0, 60);
        scene.Bullet(0, 2_000, 940, 0, 60);

        scene.Run();

        Assert.Equal(100, scene.Avatar(1).Health);
    }

    [Fact]
    public void Who_is_dead_now_cannot_be_killed_again()
    {
        using var scene = Open();
        scene.Place(1, 0, 1_000).Run(20);
        scene.Order(OperatorCode.KillAll).Place(0, 9_000, 0).Run();
        See(scene, 8 * Trail.AgeParts);
        var bullet = scene.Bullet(0, 0, 940, 0, 60);

        scene.Forget().Run();

        Assert.True(scene.Exists(bullet));
        Assert.Empty(scene.All(WorldEventKind.Hit));
    }

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(2_000, 12 * Trail.AgeParts)]
    public void Whoever_was_out_of_sight_counts_where_it_is(int sight, int counted)
    {
        // A unit a tick: twelve ticks ago it was twelve units further left.
        using var scene = new Scene(new RangeMode(new GameRules { SightRadius = Fixed.FromInt(sight) }), new WorldOptions { LagCompensation = true });
        scene.Join(0, 1).Place(0, 0, -200).Place(1, 0, 1_000).Hold(1, x: 127).Run(15);
        See(scene, 12 * Trail.AgeParts);
        var now = scene.Bullet(0, 16, 960, 0, 60);
        var then = scene.Bullet(0, 4, 960, 0, 60);

        scene.Forget().Run();

        Assert.Equal((counted > 0, counted == 0), (scene.Exists(now), scene.Exists(then)));
        Assert.Equal(counted, scene.Only(WorldEventKind.ShotJudged).Evidence.Age);
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(5 * Trail.AgeParts, 3, 1)]
    [InlineData(5 * Trail.AgeParts, 12, 0)]
    public void A_stroke_meets_others_where_they_were(int age, int x, int struck)
    {
        using var scene = new Scene(new RangeMode(new GameRules()), new WorldOptions { LagCompensation = true });
        scene.Join(0, 1).Place(0, 0, 0).Place(1, x - 10, -2).Hold(1, x: 127).Run(14).Forget();
        scene.With(input => input.Add(Command(scene, 0, (ushort)age, Buttons.Fire))).Run();

        Assert.Equal(struck, scene.Only(WorldEventKind.Swung).Struck);
        Assert.Equal(100 - (struck * RangeMode.Damage), scene.Avatar(1).Health);
        Assert.Equal(age == 0 ? 0 : 1, scene.All(WorldEventKind.ShotJudged).Count());
        foreach (var judged in scene.All(WorldEventKind.ShotJudged))
        {
            Assert.Equal((true, struck == 0, age), (judged.Evidence.IsStroke, judged.Subject.IsNone, judged.Evidence.Age));
            Assert.Equal(struck == 0 ? 0 : scene.At(1).X.Round() - 5, judged.Evidence.Then.X.Round());
        }
    }

    [Fact]
    public void A_command_says_it_and_the_bullet_keeps_it_for_its_life()
    {
        using var scene = Open();
        scene.Place(0, 0, 0).Place(1, 9_000, 9_000).Run(20);
        scene.With(input => input.Add(Command(scene, 0, 700, Buttons.Fire))).Run();
        var bullet = Assert.Single(scene.Bullets());
        Assert.True(scene.World.TryRead(bullet.Id, out Hindsight born));
        scene.With(input => input.Add(Command(scene, 0, 100))).Run(5);

        Assert.True(scene.World.TryRead(bullet.Id, out Hindsight later));
        Assert.Equal((700, 700, 100), (born.Age, later.Age, scene.Of<Lookback>(0).Age));
    }

    private static SlotCommand Command(Scene scene, ushort slot, ushort age, Buttons buttons = Buttons.None) =>
        new(new PlayerSlot(slot), new PlayerCommand(scene.World.Tick.Next, 0, 0, default, buttons) { SeenAge = age });

    private static void See(Scene scene, int age) => scene.Of<Lookback>(0) = Lookback.Of((ushort)age, scene.TickRate);

    private Scene Open(int size = 10_000, int tickRate = TickRate)
    {
        var scene = new Scene(Scene.Field(size), new WorldOptions { TickRate = tickRate, LagCompensation = true });
        scene.Tick.Observer = Mutant?.Invoke();
        return scene.Join(0, 1).Place(0, -1_400, -1_400);
    }
}
