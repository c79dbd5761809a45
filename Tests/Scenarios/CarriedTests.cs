using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>A player is told what its own avatar carries, where things are carried in slots.</summary>
public sealed class CarriedTests
{
    [Fact]
    public void A_newcomer_is_told_its_whole_bag_and_nobody_else_of_it()
    {
        using var rig = NewRig();
        var ana = rig.Seat("ana");
        var guest = rig.Invite("guest", with: static options => options with { Role = PlayerRole.Spectator });
        rig.RunSeconds(1);

        Assert.Equal(Inventory.SlotCount, ana.Client.Belongings.Slots);
        Assert.Equal(9, ana.Client.Belongings.Things.Length);
        Assert.Equal(new CarriedThing(1, ArgentumItems.RedApple, 5, false, CarriedUse.UsedUp, "Manzana Roja"), ana.Client.Belongings.Things[0]);
        Assert.Equal(new CarriedThing(2, ArgentumItems.LongSword, 5, false, CarriedUse.PutOn, "Espada Larga"), ana.Client.Belongings.Things[1]);
        Assert.True(guest.Client.IsInRoom);
        Assert.Equal(0, guest.Client.Belongings.Slots);
    }

    [Fact]
    public void Eating_putting_on_moving_dropping_and_picking_up_are_told()
    {
        using var rig = NewRig();
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);

        Assert.Equal(4, ThingAfter(rig, ana, new(PlayerActionCode.UseItem, 1, 0), 1).Amount);
        Assert.True(ThingAfter(rig, ana, new(PlayerActionCode.EquipItem, 2, 0), 2).IsWorn);
        Assert.Equal(ArgentumItems.RedApple, ThingAfter(rig, ana, new(PlayerActionCode.MoveItem, 1, 25), 25).Item);
        Assert.Equal(default, ThingAfter(rig, ana, new(PlayerActionCode.DropItem, 25, 10_000), 25));
        Assert.Equal(4, ThingAfter(rig, ana, new(PlayerActionCode.PickUp, 0, 0), 1).Amount);
    }

    [Fact]
    public void Who_comes_back_over_another_connection_is_told_as_a_newcomer_is()
    {
        using var rig = NewRig();
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);
        ThingAfter(rig, ana, new(PlayerActionCode.UseItem, 1, 0), 1);
        var told = ana.Client.Belongings.Version;

        ana.Transport.Socket!.Vanish();
        rig.RunUntil(() => ana.Client.Belongings.Version > told && ana.Client.Belongings.Slots > 0, seconds: 15);
        Assert.Equal(1, ana.Client.Figures.Resumes);
        Assert.Equal(4, ana.Client.Belongings.Things[0].Amount);
    }

    [Fact]
    public void A_change_is_told_once_however_long_the_world_rests_after_it()
    {
        using var rig = NewRig();
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);
        rig.Room.Pause();
        var told = ana.Client.Belongings.Version;
        ana.Client.Act(new(PlayerActionCode.UseItem, 1, 0));
        rig.RunSeconds(1);
        rig.Room.Advance(1);
        rig.RunSeconds(1);

        Assert.Equal(told + 1, ana.Client.Belongings.Version);
        Assert.Equal(4, ana.Client.Belongings.Things[0].Amount);
    }

    [Fact]
    public void A_bag_that_is_turned_over_all_the_time_takes_what_the_budget_leaves_and_is_right_in_the_end()
    {
        using var rig = NewRig(snapshotBudget: 4_096);
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);
        var (before, told) = (ana.Client.Figures.BytesReceived, ana.Client.Belongings.Version);
        for (var tick = 0; tick < 600; tick++)
        {
            ana.Client.Act(new(PlayerActionCode.MoveItem, 1 + (tick % 2), 20));
            rig.Run(1);
        }

        Assert.InRange(ana.Client.Figures.BytesReceived - before, 1, 4_096 * 11);
        Assert.InRange(ana.Client.Belongings.Version - told, 10, 500);
        rig.RunSeconds(2);
        var things = new CarriedThing[Inventory.SlotCount];
        var count = rig.Room.World.ListCarried(ana.Client.Slot, things);
        Assert.Equal(things[..count], ana.Client.Belongings.Things.ToArray());
    }

    [Theory]
    [InlineData("arena")]
    [InlineData("waves")]
    [InlineData("survival")]
    [InlineData("plaza")]
    public void Where_nothing_is_carried_in_slots_nothing_is_told(string mode)
    {
        using var rig = NewRig(mode);
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);
        Assert.True(ana.Client.IsInRoom);
        Assert.Equal(0, ana.Client.Belongings.Slots);
    }

    private static ServerRig NewRig(string mode = "argentum", int snapshotBudget = 65_536) =>
        new(1, null, new RoomOptions { Name = mode, Mode = mode, SnapshotBudget = snapshotBudget });

    private static CarriedThing ThingAfter(ServerRig rig, Player client, PlayerAction action, int slot)
    {
        var told = client.Client.Belongings.Version;
        client.Client.Act(action);
        rig.RunUntil(() => client.Client.Belongings.Version > told, seconds: 2);
        foreach (ref readonly var thing in client.Client.Belongings.Things)
        {
            if (thing.Slot == slot)
                return thing;
        }

        return default;
    }
}
