using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Scenery that comes and goes while people look: our map's all stands from the first tick on, other rules need not be so.</summary>
public sealed class SurvivalSceneryTests
{
    [Fact]
    public void What_grows_in_sight_later_is_told_to_whoever_sees_it()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var far = rig.Enter("Far");
        var at = PutTogether(rig);
        zoe.Forget();
        far.Forget();

        var sid = Grow(rig, at);
        rig.RunSeconds(0.2);

        Assert.Equal(sid.ToString(Invariant), zoe.LastFlat("6")[0]);
        Assert.Equal(8, zoe.LastFlat("6").Length);
        Assert.DoesNotContain(far.Heard("6"), text => text.Contains($"[{sid},", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_more_is_taken_leave_of_once_by_whoever_knew_it()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var far = rig.Enter("Far");
        var at = PutTogether(rig);
        var first = Grow(rig, at);
        var second = Grow(rig, at);
        rig.RunSeconds(0.2);
        zoe.Forget();
        far.Forget();

        rig.Room.World.Commands.Doom(new EntityId((ulong)first));
        rig.RunSeconds(0.2);
        Assert.Equal($"[{first}]", Assert.Single(zoe.Heard("12")));
        Assert.Empty(far.Heard("12"));

        // One goes in the tick in which another one comes: as many as before, and yet not the same.
        zoe.Forget();
        rig.Room.World.Commands.Doom(new EntityId((ulong)second));
        var third = Grow(rig, at);
        rig.RunSeconds(0.2);
        Assert.Equal($"[{second}]", Assert.Single(zoe.Heard("12")));
        Assert.Equal(third.ToString(Invariant), zoe.LastFlat("6")[0]);
        Assert.Single(zoe.Heard("6"));
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>Zoe in one corner, Far in the other, both with everything told that they see there; gives Zoe's.</summary>
    private static Position PutTogether(SurvivalRig rig)
    {
        rig.Place("Zoe", 1000, 1000);
        rig.Place("Far", 5000, 5000);
        rig.RunSeconds(0.2);
        return rig.Of<Position>("Zoe");
    }

    /// <summary>A tree beside a place; gives its sid.</summary>
    private static int Grow(SurvivalRig rig, Position at)
    {
        var before = Scenery(rig);
        rig.Room.World.Commands.Bear(new Birth
        {
            Kind = EntityKind.Scenery,
            Stage = TickStage.Direct,
            Ordinal = 1,
            At = new FixedVector(at.X + Fixed.FromInt(200), at.Y),
            Amount = 1,
        });
        rig.Run(1);
        return (int)Assert.Single(Scenery(rig).Except(before));
    }

    private static List<ulong> Scenery(SurvivalRig rig)
    {
        var ids = new List<ulong>();
        foreach (ref readonly var entity in rig.Room.View.Entities)
        {
            if (entity.Kind == EntityKind.Scenery)
                ids.Add(entity.Id.Value);
        }

        return ids;
    }
}
