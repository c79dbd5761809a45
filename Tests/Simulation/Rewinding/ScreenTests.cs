using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Mutants;
using Xunit.Abstractions;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>Thousands of shots are judged as the shooter's screen showed them (<see cref="Screen"/>).</summary>
public sealed class ScreenTests(ITestOutputHelper output)
{
    private const int TickRate = 60;
    private const int Targets = 48;
    private const int ShotsPerTick = 5;
    private const int Extent = 2_000;

    /// <summary>How many shots; ECS_REWIND_SHOTS asks for more.</summary>
    internal int Shots { get; init; } = DeepRun.Or("ECS_REWIND_SHOTS", 10_000);

    /// <summary>A bug that the world has; null for none.</summary>
    internal Func<RewindMutant>? Mutant { get; init; }

    [Theory]
    [InlineData(1)]
    public void A_verdict_is_what_the_screen_showed(int seed)
    {
        var random = new Random(seed);
        using var scene = Open();
        scene.Tick.Observer = Mutant?.Invoke();
        var screen = new Screen(scene, Targets + 1);
        var judged = new Dictionary<EntityId, WorldEvent>();
        var fired = 0;
        while (fired < Shots || screen.InFlight > 0)
        {
            for (var shot = 0; shot < ShotsPerTick && fired < Shots && scene.World.Tick.Value > 30; shot++, fired++)
                Fire(scene, screen, random);

            Disturb(scene, random);
            scene.Forget().Run();
            screen.Note();
            foreach (var verdict in scene.All(WorldEventKind.ShotJudged))
                judged.Add(verdict.Evidence.Bullet, verdict);

            screen.Judge(judged);
        }

        output.WriteLine($"seed {seed}: {screen.Judged} shots of 0 to 250 ms, {screen.Hits} hits on the screen, {screen.Disagreements} judged otherwise, {screen.Others} of them another hit");
        Assert.Equal(Shots, screen.Judged);
        Assert.True(screen.Hits > Shots / 4 && screen.Hits < Shots * 3 / 4, $"{screen.Hits} hits are no fair sample");
        Assert.True(screen.Disagreements <= Shots * 5 / 1_000, $"{screen.Disagreements} of {Shots}: {screen.Example}");
    }

    private static Scene Open()
    {
        var scene = new Scene(Scene.Field(Extent * 2), new WorldOptions { LagCompensation = true });
        scene.Join([.. Enumerable.Range(0, Targets + 1).Select(static slot => (ushort)slot)]);
        scene.Place(0, 0, -Extent * 2);
        for (ushort slot = 1; slot <= Targets; slot++)
        {
            scene.Of<Health>(slot) = new Health { Current = ushort.MaxValue, Max = ushort.MaxValue };
            scene.Place(slot, ((slot % 7) - 3) * 500, ((slot / 7) - 3) * 500);
        }

        return scene;
    }

    /// <summary>Aims at somebody on the screen, well or not so well.</summary>
    private static void Fire(Scene scene, Screen screen, Random random)
    {
        var age = random.Next(1, Trail.AgeLimitAt(TickRate) + 1);
        var target = (ushort)random.Next(1, Targets + 1);
        var flight = random.Next(2, 30);
        var speed = Rates.PerTick(555, TickRate);
        var way = new Angle((ushort)random.Next(Angle.FullTurn)).Direction(speed);
        var (x, y) = screen.Lead(target, age, flight);
        var begin = new FixedVector(
            new Fixed((int)(x * Fixed.RawPerUnit)) - (way.X * flight) + Fixed.FromInt(random.Next(-60, 61)),
            new Fixed((int)(y * Fixed.RawPerUnit)) - (way.Y * flight) + Fixed.FromInt(random.Next(-60, 61)));
        scene.Of<Lookback>(0) = Lookback.Of((ushort)age, TickRate);
        screen.Add(scene.Bullet(0, begin, way), begin, way, age, scene.World.Tick, flight + 10);
    }

    /// <summary>Players turn, now and then somebody is put elsewhere.</summary>
    private static void Disturb(Scene scene, Random random)
    {
        for (ushort slot = 1; slot <= Targets; slot++)
        {
            if (random.Next(25) == 0)
                scene.Hold(slot, (sbyte)Toward(scene.At(slot).X, random), (sbyte)Toward(scene.At(slot).Y, random));
        }

        if (random.Next(100) == 0)
            scene.Place((ushort)random.Next(1, Targets + 1), random.Next(-Extent, Extent), random.Next(-Extent, Extent));
    }

    private static int Toward(Fixed place, Random random) =>
        Math.Abs(place.Round()) > Extent ? -127 * Math.Sign(place.Round()) : random.Next(-127, 128);
}
