using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Games.Argentum;

/// <summary>What characters carry, and what lies on the ground.</summary>
[Collection(AloneLane.Name)]
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
            scene.Act(0, PlayerActionCode.UseItem, 1);

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
    public void What_is_dropped_in_one_tick_lies_in_one_heap_when_it_is_alike_and_on_different_tiles_when_not()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 50);
        scene.Ask(0, PlayerActionCode.DropItem, 1, 2).Ask(1, PlayerActionCode.DropItem, 1, 3).Ask(0, PlayerActionCode.DropItem, 2, 1);
        scene.Ask(1, PlayerActionCode.DropItem, 2, 4).Ask(0, PlayerActionCode.DropItem, 1, 1).Run();

        Assert.Equal([(50, 50, (ushort)1), (49, 49, (ushort)2)], scene.OnTheGround());
        scene.Act(0, PlayerActionCode.PickUp).Place(1, 49, 49).Act(1, PlayerActionCode.PickUp);
        Assert.Equal((8, 6), (scene.Of<Inventory>(0).Amounts[0], scene.Of<Inventory>(1).Amounts[1]));
    }

    [Fact]
    public void A_heap_of_this_tick_takes_no_more_than_a_slot_holds()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Join(1).Place(1, 50, 50);
        scene.Of<Inventory>(0).Amounts[0] = scene.Of<Inventory>(1).Amounts[0] = Inventory.AmountLimit;
        scene.Ask(0, PlayerActionCode.DropItem, 1, Inventory.AmountLimit).Ask(1, PlayerActionCode.DropItem, 1, 1).Run();

        Assert.Equal([(50, 50, (ushort)1), (49, 49, (ushort)1)], scene.OnTheGround());
        scene.Act(0, PlayerActionCode.PickUp);
        Assert.Equal(Inventory.AmountLimit, scene.Of<Inventory>(0).Amounts[0]);
    }

    [Fact]
    public void Heaps_on_the_ground_are_at_most_512_and_more_of_the_same_still_finds_its_heap()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(511)));
        scene.Join(0).Run(2).Act(0, PlayerActionCode.DropItem, 1, 1).Act(0, PlayerActionCode.DropItem, 1, 2);

        Assert.Equal(512, scene.OnTheGround().Count());
        Assert.Equal(2, scene.Of<Inventory>(0).Amounts[0]);
        scene.Act(0, PlayerActionCode.PickUp);
        Assert.Equal(5, scene.Of<Inventory>(0).Amounts[0]);
    }

    [Fact]
    public void Beyond_512_heaps_the_one_that_was_dropped_first_vanishes_and_the_map_s_stay()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(509)));
        scene.Join(0).Run(2);
        for (var slot = 1; slot <= 3; slot++)
            scene.Place(0, 40 + slot, 50).Act(0, PlayerActionCode.DropItem, slot, 1);

        scene.Place(0, 60, 60).Act(0, PlayerActionCode.DropItem, 4, 1);
        Assert.Equal([(42, 50, (ushort)2), (43, 50, (ushort)3), (60, 60, (ushort)4)], Dropped(scene));
        scene.Place(0, 70, 60).Ask(0, PlayerActionCode.DropItem, 5, 1).Ask(0, PlayerActionCode.DropItem, 6, 1).Run();
        Assert.Equal([(60, 60, (ushort)4), (70, 60, (ushort)11), (69, 59, (ushort)1073)], Dropped(scene));
        Assert.Equal(512, scene.OnTheGround().Count());
        Assert.Empty(scene.Remarks());
    }

    [Fact]
    public void When_all_512_heaps_are_the_map_s_or_of_this_tick_there_is_no_room_and_nothing_is_lost()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(511)));
        scene.Join(0).Run(2).Ask(0, PlayerActionCode.DropItem, 1, 1).Ask(0, PlayerActionCode.DropItem, 2, 1).Run();

        Assert.Equal((50, 50, (ushort)1), Assert.Single(Dropped(scene)));
        Assert.Equal((ArgentumRemark.NoRoomToDrop, 0), Assert.Single(scene.Remarks()));
        Assert.Equal((4, 5), (scene.Of<Inventory>(0).Amounts[0], scene.Of<Inventory>(0).Amounts[1]));
    }

    [Fact]
    public void Nothing_vanishes_for_what_finds_no_tile()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(511), Scene.Area(77, 77, 83, 83)));
        scene.Join(0).Run(2).Act(0, PlayerActionCode.DropItem, 1, 1).Place(0, 80, 80).Act(0, PlayerActionCode.DropItem, 2, 1);

        Assert.Equal((50, 50, (ushort)1), Assert.Single(Dropped(scene)));
        Assert.Equal((ArgentumRemark.NoRoomToDrop, 0), Assert.Single(scene.Remarks()));
    }

    /// <summary>It is gone for whoever would pick it up later in the same tick.</summary>
    [Fact]
    public void A_heap_that_has_made_place_is_nobody_s()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(511)));
        scene.Join(0).Join(1).Run(2).Act(0, PlayerActionCode.DropItem, 1, 1).Place(1, 50, 50).Place(0, 60, 60);
        scene.Ask(0, PlayerActionCode.DropItem, 2, 1).Ask(1, PlayerActionCode.PickUp).Run();

        Assert.Equal((60, 60, (ushort)2), Assert.Single(Dropped(scene)));
        Assert.Equal((ArgentumRemark.NothingHere, 0), Assert.Single(scene.Remarks()));
        Assert.Equal(5, scene.Of<Inventory>(1).Amounts[0]);
    }

    [Fact]
    public void Which_heap_vanishes_does_not_depend_on_the_order_of_the_storage()
    {
        var hashes = new HashSet<ulong>();
        for (var shuffle = 0UL; shuffle < 5; shuffle++)
        {
            using var scene = new ArgentumScene(ArgentumScene.Field(Laid(500)));
            scene.Join(0).Join(1).Run(2);
            for (var drop = 0; drop < 60; drop++)
            {
                if (shuffle != 0 && drop % 7 == 0)
                    scene.Inner.Rebuild(shuffle + (ulong)drop);

                scene.Place(0, 30 + drop % 40, 20 + drop).Place(1, 31 + drop % 40, 20 + drop);
                scene.Ask(0, PlayerActionCode.DropItem, 3 + drop % 2, 1).Ask(1, PlayerActionCode.DropItem, 3 + drop % 2, 1);
                scene.Ask(1, PlayerActionCode.DropItem, 1 + drop % 4, 1).Run();
            }

            Assert.Equal(512, scene.OnTheGround().Count());
            hashes.Add(scene.World.ComputeHash());
        }

        Assert.Single(hashes);
    }

    [Fact]
    public void Dropping_when_the_ground_is_full_allocates_nothing()
    {
        using var scene = new ArgentumScene(ArgentumScene.Field(Laid(480)));
        scene.Join(0).Run(2);
        ref var bag = ref scene.Of<Inventory>(0);
        bag.Amounts[0] = bag.Amounts[1] = Inventory.AmountLimit;
        Assert.True(scene.World.TryFind(new PlayerSlot(0), out var avatar));
        var input = new TickInputBuffer();

        Allocations.AssertNoneOnceWarm(() => Drop(300));

        Assert.Equal(512, scene.OnTheGround().Count());

        void Drop(int ticks)
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                scene.World.Store.Get<Position>(avatar) = new Position { X = Fixed.FromInt(10 + tick % 80), Y = Fixed.FromInt(20 + tick % 70) };
                input.Add(new SlotAction(new PlayerSlot(0), new PlayerAction(PlayerActionCode.DropItem, 1, 1)));
                input.Add(new SlotAction(new PlayerSlot(0), new PlayerAction(PlayerActionCode.DropItem, 2, 1)));
                scene.Inner.Tick.Step(input.For(scene.World.Tick.Next));
                input.Clear();
            }
        }
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
        Assert.Equal([2, 25], scene.All(WorldEventKind.InventoryChanged).Select(happened => happened.ItemSlot));
    }

    [Fact]
    public void The_map_lays_out_its_items_once()
    {
        using var scene = new ArgentumScene(ArgentumScene.Shipped());
        scene.Run(100);

        Assert.Contains((47, 53, (ushort)1), scene.OnTheGround());
        Assert.Equal(8, scene.OnTheGround().Count());
    }

    /// <summary>So many heaps that the map lays out, in rows from the top.</summary>
    private static MapThing[] Laid(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new MapThing("item", Fixed.FromInt(1 + n % 100), Fixed.FromInt(1 + n / 100), default, default, 4, 1))];

    /// <summary>What does not lie where the map lays things out, the oldest first.</summary>
    private static IEnumerable<(int X, int Y, ushort Item)> Dropped(ArgentumScene scene) => scene.Entities()
        .Where(entity => entity.Kind == EntityKind.Item && entity.Y.Round() > 6)
        .OrderBy(entity => entity.Id.Value)
        .Select(entity => (entity.X.Round(), entity.Y.Round(), entity.Variant));
}
