using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>What players do with what they carry and what lies on the ground. Slots count from 1, as players count them.</summary>
internal static class BagRules
{
    private const int AppleFood = 25;
    private const int AppleWater = 15;
    private const int AppleStamina = 20;
    private const int AppleHitPoints = 5;

    /// <summary>
    /// Heaps on all tiles together. Everybody sees all of them, and every new character brings nine things that it can leave behind:
    /// beyond it, what was dropped longest ago vanishes.
    /// </summary>
    private const int GroundLimit = 512;

    /// <summary>Tiles around the dropper on which things may land.</summary>
    private const int DropReach = 2;

    public static void Use(GameWorld world, Entity avatar, int slot)
    {
        if (!TryFindItem(world, avatar, slot, out var item))
            return;

        if (item.Use != ItemUse.Food)
        {
            Remark(world, avatar, ArgentumRemark.CannotUse, item.Id);
            return;
        }

        TakeOut(world, avatar, slot, 1);
        ref var vitals = ref world.Store.Get<Vitals>(avatar);
        ref var health = ref world.Store.Get<Health>(avatar);
        vitals.Food = (byte)Math.Min(vitals.Food + AppleFood, CharacterRules.FullNeed);
        vitals.Water = (byte)Math.Min(vitals.Water + AppleWater, CharacterRules.FullNeed);
        vitals.Stamina = (ushort)Math.Min(vitals.Stamina + AppleStamina, vitals.MaxStamina);
        health.Current = Math.Min(health.Current + AppleHitPoints, health.Max);
        world.Emit(WorldEvent.StatsChanged(SlotOf(world, avatar), IdOf(world, avatar)));
    }

    /// <summary>Puts on or takes off; what is put on takes the place of what was there.</summary>
    public static void Equip(GameWorld world, Entity avatar, int slot)
    {
        if (!TryFindItem(world, avatar, slot, out var item))
            return;

        if (item.Use is not (ItemUse.Weapon or ItemUse.Armour))
        {
            Remark(world, avatar, ArgentumRemark.CannotEquip, item.Id);
            return;
        }

        ref var inventory = ref world.Store.Get<Inventory>(avatar);
        var wasWorn = inventory.Worn[slot - 1] != 0;
        for (var other = 0; other < Inventory.SlotCount; other++)
        {
            if (ArgentumItems.TryFind(inventory.Items[other], out var worn) && worn.Use == item.Use)
                inventory.Worn[other] = 0;
        }

        inventory.Worn[slot - 1] = (byte)(wasWorn ? 0 : 1);
        Remark(world, avatar, wasWorn ? ArgentumRemark.TakenOff : ArgentumRemark.Equipped, item.Id);
        world.Emit(WorldEvent.InventoryChanged(SlotOf(world, avatar), IdOf(world, avatar), 0));
    }

    /// <summary>Lays down as many as there are, at most <paramref name="amount"/>; on the nearest tile where nothing else lies.</summary>
    /// <param name="world">The avatar's world.</param>
    /// <param name="mapItems">What does not vanish to make place.</param>
    /// <param name="avatar">Who drops.</param>
    /// <param name="slot">From where.</param>
    /// <param name="amount">Below 1 nothing happens.</param>
    /// <param name="ordinal">Tells apart the drops of one tick.</param>
    public static void Drop(GameWorld world, MapItems mapItems, Entity avatar, int slot, int amount, int ordinal)
    {
        if (amount < 1 || !TryFindItem(world, avatar, slot, out var item))
            return;

        var count = Math.Min(amount, world.Store.Get<Inventory>(avatar).Amounts[slot - 1]);
        if (!TryLayDown(world, mapItems, avatar, item.Id, count, ordinal))
        {
            Remark(world, avatar, ArgentumRemark.NoRoomToDrop, 0);
            return;
        }

        TakeOut(world, avatar, slot, count);
    }

    /// <summary>Takes what lies on the avatar's tile, as much as fits.</summary>
    public static void PickUp(GameWorld world, Entity avatar)
    {
        var (x, y) = TileStepSystem.TileOf(world, avatar);
        if (!TryFindHeap(world, x, y, out var heap))
        {
            Remark(world, avatar, ArgentumRemark.NothingHere, 0);
            return;
        }

        ref var thing = ref world.Store.Get<Thing>(heap);
        ref var inventory = ref world.Store.Get<Inventory>(avatar);
        var slot = SlotFor(inventory, thing.Variant);
        if (slot == 0)
        {
            Remark(world, avatar, ArgentumRemark.BagFull, 0);
            return;
        }

        var count = Math.Min(thing.Amount, Inventory.AmountLimit - inventory.Amounts[slot - 1]);
        inventory.Items[slot - 1] = thing.Variant;
        inventory.Amounts[slot - 1] += (ushort)count;
        thing.Amount -= (ushort)count;
        if (thing.Amount == 0)
            world.Commands.Doom(world.Store.Get<Identity>(heap).Id);

        world.Emit(WorldEvent.InventoryChanged(SlotOf(world, avatar), IdOf(world, avatar), slot));
    }

    /// <summary>Exchanges two slots; what is worn stays worn.</summary>
    public static void Move(GameWorld world, Entity avatar, int from, int to)
    {
        if (!IsSlot(from) || !IsSlot(to) || from == to)
            return;

        ref var bag = ref world.Store.Get<Inventory>(avatar);
        (bag.Items[from - 1], bag.Items[to - 1]) = (bag.Items[to - 1], bag.Items[from - 1]);
        (bag.Amounts[from - 1], bag.Amounts[to - 1]) = (bag.Amounts[to - 1], bag.Amounts[from - 1]);
        (bag.Worn[from - 1], bag.Worn[to - 1]) = (bag.Worn[to - 1], bag.Worn[from - 1]);
        world.Emit(WorldEvent.InventoryChanged(SlotOf(world, avatar), IdOf(world, avatar), from));
        world.Emit(WorldEvent.InventoryChanged(SlotOf(world, avatar), IdOf(world, avatar), to));
    }

    /// <summary>What is held or worn for this use; an item without effect when there is none.</summary>
    public static ArgentumItem WornFor(in Inventory inventory, ItemUse use)
    {
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            if (inventory.Worn[slot] != 0 && ArgentumItems.TryFind(inventory.Items[slot], out var item) && item.Use == use)
                return item;
        }

        return default;
    }

    /// <summary>What is in the slots that are not empty; returns how many these are.</summary>
    public static int List(in Inventory inventory, Span<CarriedThing> things)
    {
        var count = 0;
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            if (!ArgentumItems.TryFind(inventory.Items[slot], out var item))
                continue;

            var use = item.Use switch
            {
                ItemUse.Food => CarriedUse.UsedUp,
                ItemUse.Weapon or ItemUse.Armour => CarriedUse.PutOn,
                _ => CarriedUse.None,
            };
            things[count++] = new(slot + 1, item.Id, inventory.Amounts[slot], inventory.Worn[slot] != 0, use, item.Name);
        }

        return count;
    }

    public static void Remark(GameWorld world, Entity avatar, ArgentumRemark remark, int value) =>
        world.Emit(WorldEvent.Remarked(SlotOf(world, avatar), IdOf(world, avatar), (int)remark, value));

    public static PlayerSlot SlotOf(GameWorld world, Entity avatar) => world.Store.Get<Player>(avatar).Slot;

    public static EntityId IdOf(GameWorld world, Entity avatar) => world.Store.Get<Identity>(avatar).Id;

    private static bool IsSlot(int slot) => slot is >= 1 and <= Inventory.SlotCount;

    private static bool TryFindItem(GameWorld world, Entity avatar, int slot, out ArgentumItem item)
    {
        item = default;
        if (IsSlot(slot) && ArgentumItems.TryFind(world.Store.Get<Inventory>(avatar).Items[slot - 1], out item))
            return true;

        Remark(world, avatar, ArgentumRemark.EmptySlot, slot);
        return false;
    }

    private static void TakeOut(GameWorld world, Entity avatar, int slot, int count)
    {
        ref var inventory = ref world.Store.Get<Inventory>(avatar);
        inventory.Amounts[slot - 1] -= (ushort)count;
        if (inventory.Amounts[slot - 1] == 0)
        {
            inventory.Items[slot - 1] = 0;
            inventory.Worn[slot - 1] = 0;
        }

        world.Emit(WorldEvent.InventoryChanged(SlotOf(world, avatar), IdOf(world, avatar), slot));
    }

    /// <summary>The slot that has some of it and room for more, else the first empty one; 0 when there is none.</summary>
    private static int SlotFor(in Inventory inventory, ushort item)
    {
        var empty = 0;
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            if (inventory.Items[slot] == item && inventory.Amounts[slot] < Inventory.AmountLimit)
                return slot + 1;

            if (inventory.Items[slot] == 0 && empty == 0)
                empty = slot + 1;
        }

        return empty;
    }

    /// <summary>
    /// On the nearest tile without anything, or with a heap of the same that has room; what was laid down earlier in the tick lies
    /// there already. When there are as many heaps as may be, the oldest makes place unless a heap of the same takes it.
    /// </summary>
    private static bool TryLayDown(GameWorld world, MapItems mapItems, Entity avatar, ushort item, int count, int ordinal)
    {
        var (ownX, ownY) = TileStepSystem.TileOf(world, avatar);
        var isFull = HeapCount(world) >= GroundLimit;
        FixedVector? free = null;
        for (var ring = 0; ring <= DropReach; ring++)
        {
            foreach (var (x, y) in new TileRing(ownX, ownY, ring))
            {
                var at = new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y));
                if (!world.Mode.MayStandAt(at.X, at.Y))
                    continue;

                if (TryFindHeap(world, x, y, out var heap))
                {
                    ref var lying = ref world.Store.Get<Thing>(heap);
                    if (lying.Variant == item && lying.Amount + count <= Inventory.AmountLimit)
                    {
                        lying.Amount += (ushort)count;
                        return true;
                    }
                }
                else if (TryFindUnborn(world, at, out var index))
                {
                    ref var unborn = ref world.Commands.Births[index];
                    if (unborn.Variant == item && unborn.Amount + count <= Inventory.AmountLimit)
                    {
                        unborn = unborn with { Amount = (ushort)(unborn.Amount + count) };
                        return true;
                    }
                }
                else if (!isFull)
                {
                    BearHeap(world, avatar, item, count, at, ordinal);
                    return true;
                }
                else
                {
                    free ??= at;
                }
            }
        }

        if (free is not { } place || !TryClearOldest(world, mapItems))
            return false;

        BearHeap(world, avatar, item, count, place, ordinal);
        return true;
    }

    private static void BearHeap(GameWorld world, Entity avatar, ushort item, int count, FixedVector at, int ordinal) =>
        world.Commands.Bear(new Birth
        {
            Kind = EntityKind.Item,
            Stage = TickStage.Commands,
            Cause = world.Store.Get<Identity>(avatar).Id,
            Ordinal = ordinal,
            At = at,
            Variant = item,
            Amount = (ushort)count,
        });

    /// <summary>Removes the heap that was dropped first of those that lie about; false when all are the map's.</summary>
    private static bool TryClearOldest(GameWorld world, MapItems mapItems)
    {
        var first = EntityId.None;
        var heap = Entity.Null;
        foreach (ref var chunk in world.Store.Query(in Queries.Things))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var things = chunk.GetSpan<Thing>();
            for (var i = 0; i < chunk.Count; i++)
            {
                if (identities[i].Kind == EntityKind.Item
                    && things[i].Amount > 0
                    && (first.IsNone || identities[i].Id.CompareTo(first) < 0)
                    && !mapItems.Has(positions[i].X, positions[i].Y, things[i].Variant))
                {
                    first = identities[i].Id;
                    heap = chunk.Entity(i);
                }
            }
        }

        if (first.IsNone)
            return false;

        world.Store.Get<Thing>(heap).Amount = 0;
        world.Commands.Doom(first);
        return true;
    }

    /// <summary>What lies about and is not taken yet, and what will at the end of the tick.</summary>
    private static int HeapCount(GameWorld world)
    {
        var count = 0;
        foreach (ref var chunk in world.Store.Query(in Queries.Things))
        {
            var identities = chunk.GetSpan<Identity>();
            var things = chunk.GetSpan<Thing>();
            for (var i = 0; i < chunk.Count; i++)
                count += identities[i].Kind == EntityKind.Item && things[i].Amount > 0 ? 1 : 0;
        }

        foreach (ref readonly var birth in world.Commands.Births)
            count += birth.Kind == EntityKind.Item ? 1 : 0;

        return count;
    }

    /// <summary>What was laid down on a tile in this tick.</summary>
    private static bool TryFindUnborn(GameWorld world, FixedVector at, out int index)
    {
        var births = world.Commands.Births;
        for (index = 0; index < births.Length; index++)
        {
            if (births[index].Kind == EntityKind.Item && births[index].At == at)
                return true;
        }

        return false;
    }

    /// <summary>What lies on a tile and is not taken yet; of several heaps the oldest.</summary>
    private static bool TryFindHeap(GameWorld world, int x, int y, out Entity heap)
    {
        var atX = Fixed.FromInt(x);
        var atY = Fixed.FromInt(y);
        var first = EntityId.None;
        heap = Entity.Null;
        foreach (ref var chunk in world.Store.Query(in Queries.Things))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            for (var i = 0; i < chunk.Count; i++)
            {
                if (positions[i].X == atX
                    && positions[i].Y == atY
                    && identities[i].Kind == EntityKind.Item
                    && chunk.GetSpan<Thing>()[i].Amount > 0
                    && (first.IsNone || identities[i].Id.CompareTo(first) < 0))
                {
                    first = identities[i].Id;
                    heap = chunk.Entity(i);
                }
            }
        }

        return !first.IsNone;
    }
}
