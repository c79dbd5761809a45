using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Modes.Argentum;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Modes;

/// <summary>What characters carry, and what lies on the ground.</summary>
public sealed class ArgentumBagTests
{
    [Fact]
    public void A_new_character_has_nine_goods_in_25_slots()
    {
        using var scene = new ArgentumScene();
        ref var bag = ref scene.Join(0).Of<Inventory>(0);

        ushort[] items = [1, 2, 3, 4, 11, 1073, 561, 562, 563];
        ushort[] amounts = [5, 5, 10, 10, 1, 1, 1, 1, 1];
        Assert.Equal(25, Inventory.SlotCount);
        Assert.Equal([.. items, .. new ushort[16]], ((ReadOnlySpan<ushort>)bag.Items).ToArray());
        Assert.Equal([.. amounts, .. new ushort[16]], ((ReadOnlySpan<ushort>)bag.Amounts).ToArray());
    }

    [Fact]
    public void An_apple_restores_and_is_gone_with_the_last_one()
    {
        using var scene = new ArgentumScene();
        scene.Join(0);
        scene.Of<Vitals>(0).Food = 10;
        scene.Of<Vitals>(0).Stamina = 10;
        scene.Of<Health>(0).Current = 10;
        scene.Act(0, PlayerActionCode.UseItem, 1);

        Assert.Equal((35, 4), (scene.Of<Vitals>(0).Food, scene.Of<Inventory>(0).Amounts[0]));
        Assert.Equal(15, scene.Of<Health>(0).Current);
        Assert.InRange((int)scene.Of<Vitals>(0).Stamina, 30, 32);

        scene.Forget();
        for (var use = 0; use < 5; use++)
        {
            scene.Act(0, PlayerActionCode.UseItem, 1);
        }

        Assert.Equal(0, scene.Of<Inventory>(0).Items[0]);
        Assert.Equal((ArgentumRemark.EmptySlot, 1), Assert.Single(scene.Remarks()));
    }

    [Fact]
    public void One_weapon_is_held_at_a_time_and_armour_beside_it()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.EquipItem, 2).Act(0, PlayerActionCode.EquipItem, 6).Act(0, PlayerActionCode.EquipItem, 3);

        byte[] worn = [0, 0, 1, 0, 0, 1, 0, 0, 0];
        Assert.Equal(worn, ((ReadOnlySpan<byte>)scene.Of<Inventory>(0).Worn)[..9].ToArray());

        scene.Act(0, PlayerActionCode.EquipItem, 3).Act(0, PlayerActionCode.EquipItem, 1);
        Assert.Equal(0, scene.Of<Inventory>(0).Worn[2]);
        Assert.Equal(
            [ArgentumRemark.Equipped, ArgentumRemark.Equipped, ArgentumRemark.Equipped, ArgentumRemark.TakenOff, ArgentumRemark.CannotEquip],
            scene.Remarks().Select(remark => remark.Remark));
    }

    [Fact]
    public void What_is_dropped_lies_on_the_tile_and_can_be_picked_up_by_anybody()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Act(0, PlayerActionCode.DropItem, 1, 3);
        Assert.Equal((50, 50, (ushort)1), Assert.Single(scene.OnTheGround()));
        Assert.Equal(2, scene.Of<Inventory>(0).Amounts[0]);

        scene.Place(0, 60, 60).Place(1, 50, 50).Act(1, PlayerActionCode.PickUp).Act(1, PlayerActionCode.PickUp);
        Assert.Empty(scene.OnTheGround());
        Assert.Equal(8, scene.Of<Inventory>(1).Amounts[0]);
        Assert.Equal((ArgentumRemark.NothingHere, 0), Assert.Single(scene.Remarks()));
    }

    [Fact]
    public void Like_things_lie_in_one_heap_and_others_on_the_next_tile()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.DropItem, 1, 1).Act(0, PlayerActionCode.DropItem, 1, 2).Act(0, PlayerActionCode.DropItem, 2, 99);

        Assert.Equal([(50, 50, (ushort)1), (49, 49, (ushort)2)], scene.OnTheGround());
        Assert.Equal(0, scene.Of<Inventory>(0).Items[1]);
    }

    [Fact]
    public void Heaps_on_the_ground_are_at_most_512_and_more_of_the_same_still_finds_its_heap()
    {
        MapThing[] things = [.. Enumerable.Range(0, 511).Select(n => new MapThing("item", Fixed.FromInt(1 + n % 100), Fixed.FromInt(1 + n / 100), default, default, 4, 1))];
        using var scene = new ArgentumScene(ArgentumScene.Field(things));
        scene.Join(0).Run(2).Act(0, PlayerActionCode.DropItem, 1, 1).Act(0, PlayerActionCode.DropItem, 2, 1).Act(0, PlayerActionCode.DropItem, 1, 1);

        Assert.Equal(512, scene.OnTheGround().Count());
        Assert.Equal((3, 5), (scene.Of<Inventory>(0).Amounts[0], scene.Of<Inventory>(0).Amounts[1]));
        Assert.Equal((ArgentumRemark.NoRoomToDrop, 0), Assert.Single(scene.Remarks()));
    }

    [Fact]
    public void A_heap_that_two_want_in_one_tick_goes_to_the_first()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Act(0, PlayerActionCode.DropItem, 1, 5).Place(1, 50, 50);

        scene.Ask(1, PlayerActionCode.PickUp).Ask(0, PlayerActionCode.PickUp).Run();

        Assert.Equal((10, 0), (scene.Of<Inventory>(1).Amounts[0], scene.Of<Inventory>(0).Amounts[0]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(26, 1)]
    [InlineData(-1, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(20, 1)]
    public void Slots_that_are_none_or_empty_are_answered_and_change_nothing(int slot, int amount)
    {
        using var scene = new ArgentumScene();
        var before = scene.Join(0).Save(0);

        scene.Act(0, PlayerActionCode.UseItem, slot).Act(0, PlayerActionCode.EquipItem, slot).Act(0, PlayerActionCode.DropItem, slot, amount);
        scene.Act(0, PlayerActionCode.MoveItem, slot, slot).Act(0, PlayerActionCode.DropItem, 1, -5).Act(0, PlayerActionCode.DropItem, 1, 0);

        Assert.Equal(before, scene.Save(0));
        Assert.Equal(3, scene.Remarks().Count(remark => remark.Remark == ArgentumRemark.EmptySlot));
    }

    [Fact]
    public void Moving_exchanges_two_slots()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Act(0, PlayerActionCode.EquipItem, 2).Forget().Act(0, PlayerActionCode.MoveItem, 2, 25);

        ref var bag = ref scene.Of<Inventory>(0);
        Assert.Equal((0, 2, 5, 1), (bag.Items[1], bag.Items[24], bag.Amounts[24], bag.Worn[24]));
        Assert.Equal([2, 25], scene.All(WorldEventKind.InventoryChanged).Select(happened => happened.A));
    }

    [Fact]
    public void The_map_lays_out_its_items_once()
    {
        using var scene = new ArgentumScene(ArgentumScene.Shipped());
        scene.Run(100);

        Assert.Contains((47, 53, (ushort)1), scene.OnTheGround());
        Assert.Equal(8, scene.OnTheGround().Count());
    }
}
