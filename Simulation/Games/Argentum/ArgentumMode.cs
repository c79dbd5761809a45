using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>
/// A role-playing world of tiles: characters with classes and dice walk in steps that cost breath, carry things, drop them, and
/// strike what stands before them. World units are tiles; what a character is, comes from its bytes and goes back into them.
/// </summary>
internal sealed class ArgentumMode : IGame
{
    private const int StepPixels = 32;
    private const int PixelsPerSecond = 120;
    private const int StrikeMilliseconds = 500;
    private const int RespawnSeconds = 5;
    private const int EffectsPerSecond = 2;
    private const int StaminaPerEffect = 2;
    private const int StarvedStaminaPerEffect = 1; // not 0: who has nothing left to eat could never walk to food again
    private const uint EffectsPerHunger = 120;
    private const int StartReach = 5;
    private const string NestKind = "nest";

    private readonly Map _map;
    private readonly int _tickRate;
    private readonly TileGround _ground;
    private readonly MapItems _items;
    private readonly List<(EntityId Id, Entity Entity)> _sorted = []; // filled and used within one call
    private int _drops;                                                // of this tick's commands; 0 between ticks

    public ArgentumMode(WorldOptions options, Map map)
    {
        _map = map;
        _tickRate = options.TickRate;
        _ground = new TileGround(map);
        _items = new MapItems(map);
    }

    public static BotBrain Bot => ArgentumBot.Decide;

    public static IReadOnlyList<string> RuleChanges => ["a step takes as long as its client draws it"];

    public static IGameMode Create(WorldOptions options, Map map) => new ArgentumMode(options, map);

    public GameRules Rules { get; } = new()
    {
        BroadPhaseCell = Fixed.FromInt(16),
        AvatarComponents = [new ComponentEntry<TilePace>(), new ComponentEntry<Character>(), new ComponentEntry<Vitals>(), new ComponentEntry<Inventory>()],
        CreatureComponents = [new ComponentEntry<TilePace>(), new ComponentEntry<Prowler>()],
        SceneryComponents = [new ComponentEntry<Respawn>()],
        CarrySlots = Inventory.SlotCount,
    };

    private static Box TileBox => new() { HalfWidth = new Fixed(Fixed.RawPerUnit / 2), HalfHeight = new Fixed(Fixed.RawPerUnit / 2) };

    public bool MayBe(GameWorld world, Entity entity)
    {
        var store = world.Store;
        return (!store.Has<TilePace>(entity) || (store.Get<TilePace>(entity) is { StepTicks: > 0 } pace && TileStepSystem.IsHeading(pace.Heading)))
            && (!store.Has<Character>(entity)
                || (CharacterRules.Holds(store.Get<Character>(entity))
                    && CharacterRules.Holds(store.Get<Vitals>(entity))
                    && CharacterRules.Holds(store.Get<Inventory>(entity))));
    }

    public string WhyNothing(in MapThing thing) =>
        thing.Kind == NestKind || MapItems.IsOne(thing) ? ""
        : MapItems.IsOfItsKind(thing) ? $"no item has the number {thing.Variant} (property \"variant\")"
        : "classes here are \"nest\" and \"item\"";

    public bool MayStandAt(Fixed x, Fixed y) => _ground.IsOpen(x, y);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        if (!CharacterBytes.TryRead(character, out var saved))
            saved = new SavedCharacter { IsNew = true, Character = CharacterRules.Draw(ref random) };

        if (saved.IsNew)
        {
            var start = _map.SpawnOf(0);
            (saved.X, saved.Y) = ((ushort)start.X.Round(), (ushort)start.Y.Round());
            saved.Heading = TileStepSystem.South;
            saved.Vitals = CharacterRules.StartVitals(saved.Character);
            saved.Health = CharacterRules.StartHealth(saved.Character);
            saved.Inventory = CharacterRules.StartInventory();
        }

        store.Get<Box>(avatar) = TileBox;
        store.Get<Character>(avatar) = saved.Character;
        store.Get<Vitals>(avatar) = saved.Vitals;
        store.Get<Inventory>(avatar) = saved.Inventory;
        store.Get<TilePace>(avatar) = new TilePace { Heading = saved.Heading, StepTicks = StepTicksOf(_tickRate) };
        store.Get<Weapon>(avatar) = new Weapon { CooldownTicks = TicksOf(StrikeMilliseconds), Barrel = TileStepSystem.AngleOf(saved.Heading) };
        PlaceNear(world, avatar, saved.X, saved.Y);
        store.Get<Health>(avatar) = saved.Health;
    }

    public int SaveCharacter(GameWorld world, Entity avatar, Span<byte> destination)
    {
        var store = world.Store;
        var health = store.Get<Health>(avatar);
        var (x, y) = TileStepSystem.TileOf(world, avatar);
        if (!health.IsAlive)
        {
            // Whoever leaves dead comes back as the dead do: whole, at the start.
            health.Current = health.Max;
            (x, y) = (_map.SpawnOf(0).X.Round(), _map.SpawnOf(0).Y.Round());
        }

        return CharacterBytes.Write(destination, new SavedCharacter
        {
            Character = store.Get<Character>(avatar),
            Vitals = store.Get<Vitals>(avatar),
            Inventory = store.Get<Inventory>(avatar),
            Health = health,
            Heading = store.Get<TilePace>(avatar).Heading,
            X = (ushort)x,
            Y = (ushort)y,
        });
    }

    public int ListCarried(GameWorld world, Entity avatar, Span<CarriedThing> things) => BagRules.List(world.Store.Get<Inventory>(avatar), things);

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        world.Store.Get<Box>(thing) = TileBox;
        if (birth.Kind == EntityKind.Creature)
            CreatureRules.Furnish(world, thing, birth);
    }

    public void Act(GameWorld world, Entity avatar, in PlayerAction action)
    {
        if (!world.Store.Get<Health>(avatar).IsAlive)
        {
            if (action.Code == PlayerActionCode.Step)
                Refuse(world, avatar, action.A);

            return;
        }

        switch (action.Code)
        {
            case PlayerActionCode.Step when !TileStepSystem.IsHeading(action.A) || !TileStepSystem.TryStep(world, avatar, (byte)action.A):
                Refuse(world, avatar, action.A);
                break;
            case PlayerActionCode.Turn when TileStepSystem.IsHeading(action.A):
                TileStepSystem.Turn(world, avatar, (byte)action.A);
                break;
            case PlayerActionCode.UseItem:
                BagRules.Use(world, avatar, action.A);
                break;
            case PlayerActionCode.EquipItem:
                BagRules.Equip(world, avatar, action.A);
                break;
            case PlayerActionCode.DropItem:
                BagRules.Drop(world, _items, avatar, action.A, action.B, _drops++);
                break;
            case PlayerActionCode.PickUp:
                BagRules.PickUp(world, avatar);
                break;
            case PlayerActionCode.MoveItem:
                BagRules.Move(world, avatar, action.A, action.B);
                break;
            case PlayerActionCode.Strike:
                CombatRules.Strike(world, avatar);
                break;
            case PlayerActionCode.ToggleSafety:
                ref var character = ref world.Store.Get<Character>(avatar);
                character.IsSafe = !character.IsSafe;
                BagRules.Remark(world, avatar, ArgentumRemark.SafetyChanged, character.IsSafe ? 1 : 0);
                break;
        }
    }

    public void Die(GameWorld world, Entity avatar) =>
        world.Store.Get<Respawn>(avatar).TicksLeft = (ushort)(RespawnSeconds * _tickRate);

    public void CreatureDied(GameWorld world, Entity creature, PlayerSlot killer)
    {
        if (world.TryFind(killer, out var avatar))
            CreatureRules.Reward(world, avatar);
    }

    public void Direct(GameWorld world)
    {
        _drops = 0;
        if (world.Tick.Value == 1)
            BearThingsOfTheMap(world);

        foreach (var (id, nest) in Sorted(world, Queries.Nests))
            CreatureRules.TendNest(world, id, nest);

        foreach (var (id, creature) in Sorted(world, CreatureRules.Prowlers))
            CreatureRules.Act(world, id, creature);
    }

    public void DirectAvatars(GameWorld world)
    {
        foreach (var avatar in world.Seats)
            Tend(world, avatar);
    }

    public void Judge(GameWorld world)
    {
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
    }

    /// <summary>One avatar's tick before it moves: blows by button, the way back from death, and the effects of time.</summary>
    private void Tend(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        ref var respawn = ref store.Get<Respawn>(avatar);
        if (respawn.TicksLeft > 0)
        {
            if (--respawn.TicksLeft == 0)
                Revive(world, avatar);

            return;
        }

        var buttons = store.Get<Intent>(avatar).Buttons;
        if ((buttons & Buttons.Fire) != 0)
            CombatRules.Strike(world, avatar);

        var effectTicks = (uint)(_tickRate / EffectsPerSecond);
        if (world.Tick.Value % effectTicks == 0)
            TakeEffect(world, avatar, isHungry: world.Tick.Value / effectTicks % EffectsPerHunger == 0);
    }

    private static void TakeEffect(GameWorld world, Entity avatar, bool isHungry)
    {
        ref var vitals = ref world.Store.Get<Vitals>(avatar);
        var before = vitals;
        if (isHungry)
        {
            vitals.Food -= (byte)(vitals.Food > 0 ? 1 : 0);
            vitals.Water -= (byte)(vitals.Water > 0 ? 1 : 0);
        }

        var isStarved = vitals.Food == 0 || vitals.Water == 0;
        vitals.Stamina = (ushort)Math.Min(vitals.Stamina + (isStarved ? StarvedStaminaPerEffect : StaminaPerEffect), vitals.MaxStamina);

        if (isHungry || vitals.Stamina != before.Stamina)
            world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar)));
    }

    private void Revive(GameWorld world, Entity avatar)
    {
        // Where, depends on who stands there: a player's own world waits to be told.
        if (world.IsPredicted)
            return;

        world.Note(avatar, OutsideAct.ModeEvent);
        var store = world.Store;
        PlaceNear(world, avatar, _map.SpawnOf(0).X.Round(), _map.SpawnOf(0).Y.Round());
        ref var health = ref store.Get<Health>(avatar);
        health.Current = health.Max;
        ref var vitals = ref store.Get<Vitals>(avatar);
        vitals.Stamina = vitals.MaxStamina;
        world.Emit(WorldEvent.Respawned(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar)));
        world.Emit(WorldEvent.StatsChanged(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar)));
    }

    /// <summary>The tile itself, or the next free one within reach; the tile itself when all are taken.</summary>
    private void PlaceNear(GameWorld world, Entity avatar, int x, int y)
    {
        var (atX, atY) = (x, y);
        if (!TryFindFree(world, ref atX, ref atY))
        {
            // A place on a map that has changed since, or a crowd: the start is always open.
            (atX, atY) = (_map.SpawnOf(0).X.Round(), _map.SpawnOf(0).Y.Round());
            TryFindFree(world, ref atX, ref atY);
        }

        world.Store.Get<Position>(avatar) = new Position { X = Fixed.FromInt(atX), Y = Fixed.FromInt(atY) };
    }

    private static bool TryFindFree(GameWorld world, ref int x, ref int y)
    {
        for (var ring = 0; ring <= StartReach; ring++)
        {
            foreach (var (aroundX, aroundY) in new TileRing(x, y, ring))
            {
                if (TileStepSystem.IsFree(world, aroundX, aroundY))
                {
                    (x, y) = (aroundX, aroundY);
                    return true;
                }
            }
        }

        return false;
    }

    private static void Refuse(GameWorld world, Entity avatar, int heading) =>
        world.Emit(WorldEvent.StepRefused(BagRules.SlotOf(world, avatar), BagRules.IdOf(world, avatar), heading));

    private void BearThingsOfTheMap(GameWorld world)
    {
        var ordinal = 0;
        foreach (ref readonly var thing in _map.Things)
        {
            var isNest = thing.Kind == NestKind;
            if (isNest || MapItems.IsOne(thing))
            {
                world.Commands.Bear(new Birth
                {
                    Kind = isNest ? EntityKind.Scenery : EntityKind.Item,
                    Stage = TickStage.Direct,
                    Ordinal = ordinal++,
                    At = new FixedVector(Fixed.FromInt(thing.X.Round()), Fixed.FromInt(thing.Y.Round())),
                    Variant = thing.Variant,
                    Amount = thing.Amount,
                });
            }
        }
    }

    /// <summary>The entities of a query by rising id; valid until the next call.</summary>
    private ReadOnlySpan<(EntityId Id, Entity Entity)> Sorted(GameWorld world, in QueryDescription query)
    {
        _sorted.Clear();
        foreach (ref var chunk in world.Store.Query(in query))
        {
            var identities = chunk.GetSpan<Identity>();
            for (var i = 0; i < chunk.Count; i++)
                _sorted.Add((identities[i].Id, chunk.Entity(i)));
        }

        var sorted = CollectionsMarshal.AsSpan(_sorted);
        sorted.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return sorted;
    }

    /// <summary>
    /// Ticks of one step. The original client draws the 32 pixels of a tile at 120 a second, its own steps and those of others: 267 ms.
    /// Rounded down, so that nobody who walks on and on at that pace is refused.
    /// </summary>
    private static ushort StepTicksOf(int tickRate) => (ushort)Math.Max(1, tickRate * StepPixels / PixelsPerSecond);

    private ushort TicksOf(int milliseconds) => (ushort)Rates.Ticks(milliseconds, 1_000, _tickRate);
}
