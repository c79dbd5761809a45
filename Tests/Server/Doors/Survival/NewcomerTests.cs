using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Who has only just come, or come back, and stands where that was is left in peace by bots for five seconds.</summary>
public sealed class NewcomerTests
{
    private const int Bots = 8;
    private const int PeacefulTicks = 60 * 5;

    [Fact]
    public void A_newcomer_in_the_midst_of_bots_is_not_even_hurt_for_five_seconds_and_hunted_from_then_on() => Seeded.Run(10, random =>
    {
        using var rig = new SurvivalRig(bots: Bots, seed: random.Next());
        rig.RunSeconds(1);
        var zoe = rig.Enter("Zoe");
        Surround(rig);
        for (var tick = 0; tick < PeacefulTicks - 4; tick++)
        {
            if (tick % 20 == 0)
                Surround(rig);
            rig.Run(1);
            Assert.Equal(100, rig.Of<Health>("Zoe").Current);
        }

        zoe.Hear();
        Assert.Empty(zoe.Heard("t"));
        for (var tick = 0; rig.Of<Health>("Zoe").IsAlive; tick++)
        {
            Assert.True(tick < 60 * 30, "hunted by nobody");
            if (tick % 20 == 0)
                Surround(rig);
            rig.Run(1);
        }

        // Born again, and left in peace again.
        zoe.Say("sp", ("name", "Zoe"));
        rig.Run(3);
        Assert.Equal(100, rig.Of<Health>("Zoe").Current);
        for (var tick = 0; tick < PeacefulTicks - 4; tick++)
        {
            if (tick % 20 == 0)
                Surround(rig);
            rig.Run(1);
            Assert.Equal(100, rig.Of<Health>("Zoe").Current);
        }
    });

    [Fact]
    public void Who_walks_away_from_the_place_of_birth_is_prey()
    {
        using var rig = new SurvivalRig(bots: Bots);
        rig.RunSeconds(1);
        rig.Enter("Zoe");
        var born = rig.Of<Position>("Zoe");
        rig.Place("Zoe", born.X.Round() > 3200 ? born.X.Round() - 400 : born.X.Round() + 400, born.Y.Round());
        for (var tick = 0; rig.Of<Health>("Zoe").Current == 100; tick++)
        {
            Assert.True(tick < PeacefulTicks - 4, "left in peace");
            if (tick % 20 == 0)
                Surround(rig);
            rig.Run(1);
        }
    }

    [Fact]
    public void Players_do_strike_newcomers()
    {
        using var rig = new SurvivalRig(bots: 1);
        rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        var at = rig.Of<Position>("Zoe");
        rig.Place("Ann", at.X.Round() - 80, at.Y.Round());
        ann.Do("c", 1, 0.0);
        rig.Run(5);

        Assert.Equal(75, rig.Of<Health>("Zoe").Current);
    }

    /// <summary>A ring of bots around the newcomer, all within reach.</summary>
    private static void Surround(SurvivalRig rig)
    {
        var at = rig.Of<Position>("Zoe");
        for (var bot = 1; bot <= Bots; bot++)
        {
            var way = new Angle((ushort)(bot * Angle.FullTurn / Bots)).Direction(Fixed.FromInt(85));
            rig.Place($"bot-{bot}", (at.X + way.X).Round(), (at.Y + way.Y).Round());
        }
    }
}
