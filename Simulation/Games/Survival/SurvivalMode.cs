using Arch.Core;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Survival;

/// <summary>What <see cref="WorldEventKind.ResourceChanged"/> tells of, and what scenery of the same number yields.</summary>
public enum Resource
{
    Wood = 0,
    Food = 1,
    Stone = 2,
    Points = 3,
}

/// <summary>
/// Survival: everybody against everybody on a field of trees, bushes, rocks and gold. One hand weapon strikes players and gathers
/// from scenery; gold gives points, and points are the ranking. Constants are those of the original survival game; the map
/// places the scenery.
/// </summary>
internal sealed class SurvivalMode : IGame, IMeleeMode
{
    private const int PlayerRadius = 35;
    private const int FullHealth = 100;
    private const int Damage = 25;
    private const int Reach = 65;
    private const int GatherPerStroke = 1;
    private const int RespawnSeconds = 5;         // of those who do not wait to be asked
    private const int SpawnTries = 64;
    private const int OrderedSpeedLimit = 2_000;  // world units per second
    private const int GrantLimit = 1_000_000;

    /// <summary>-ln 0.993 in Q4.60: the decay of a millisecond.</summary>
    private const long DecayPerMillisecond = 8_098_829_622_408_797;

    /// <summary>0.0016 / -ln 0.993 units per millisecond, in millionths: where the acceleration and the decay are even.</summary>
    private const long TopSpeed = 227_770;

    private const int HitCone = 759_250_125;      // cos(pi/4): 90 degrees in total
    private const int GatherCone = 883_765_165;   // cos(0.604): 1.208 radians in total

    private static readonly string[] SceneryClasses = ["tree", "bush", "rock", "gold"]; // by Resource

    private readonly Map _map;
    private readonly int _tickRate;
    private readonly CircleField _obstacles;
    private readonly Resource[] _yields;
    private EntityId _firstScenery;

    public SurvivalMode(WorldOptions options, Map map)
    {
        _map = map;
        _tickRate = options.TickRate;
        var circles = new List<Circle>();
        var yields = new List<Resource>();
        foreach (ref readonly var thing in map.Things)
        {
            if (IsScenery(thing, out var kind))
            {
                circles.Add(new Circle(new FixedVector(thing.X, thing.Y), thing.HalfWidth));
                yields.Add((Resource)kind);
            }
        }

        _yields = [.. yields];
        _obstacles = new CircleField(map.Bounds, [.. circles]);
        Rules = new GameRules
        {
            BroadPhaseCell = Fixed.FromInt(400),
            Obstacles = _obstacles,
            AvatarComponents = [new ComponentEntry<Momentum>(), new ComponentEntry<Holdings>()],
            Orders =
            [
                OperatorCode.Damage,
                OperatorCode.Kill,
                OperatorCode.KillAll,
                OperatorCode.KillAllExcept,
                OperatorCode.Respawn,
                OperatorCode.RespawnAll,
                OperatorCode.RespawnAllDead,
                OperatorCode.Speed,
                OperatorCode.GrantWood,
                OperatorCode.GrantFood,
                OperatorCode.GrantStone,
                OperatorCode.GrantPoints,
            ],
        };
    }

    public static BotBrain Bot => SurvivalBot.Decide;

    public static IGameMode Create(WorldOptions options, Map map) => new SurvivalMode(options, map);

    public GameRules Rules { get; }

    public MeleeRules Melee => new(Fixed.FromInt(Reach), HitCone, GatherCone);

    private ushort CooldownTicks => (ushort)Rates.Ticks(3, 10, _tickRate);

    public string WhyNothing(in MapThing thing) =>
        IsScenery(thing, out var kind) ? ""
        : kind >= 0 ? "scenery needs a size: draw an ellipse instead of a point"
        : "classes here are \"tree\", \"bush\", \"rock\" and \"gold\"";

    public bool MayStandAt(Fixed x, Fixed y) => _map.MoveLimits.Contains(x, y);

    public bool MayBe(GameWorld world, Entity entity)
    {
        if (!world.Store.Has<Player>(entity))
            return true;

        ref readonly var momentum = ref world.Store.Get<Momentum>(entity);
        ref readonly var holdings = ref world.Store.Get<Holdings>(entity);
        var fastest = Rates.PerTick(OrderedSpeedLimit, _tickRate).Raw << Momentum.ExtraBits;
        return momentum.X >= -fastest && momentum.X <= fastest && momentum.Y >= -fastest && momentum.Y <= fastest
            && world.Store.Get<Mobility>(entity).Speed <= Rates.PerTick(OrderedSpeedLimit, _tickRate)
            && IsAmount(holdings.Wood) && IsAmount(holdings.Food) && IsAmount(holdings.Stone) && IsAmount(holdings.Points);
    }

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        store.Get<Box>(avatar) = new Box { HalfWidth = Fixed.FromInt(PlayerRadius), HalfHeight = Fixed.FromInt(PlayerRadius) };
        store.Get<Momentum>(avatar).Decay = Decay.Exponential(DecayPerMillisecond * 1000 / _tickRate);
        store.Get<Mobility>(avatar).Speed = Fixed.FromRatio(TopSpeed, 1000L * _tickRate);
        store.Get<Weapon>(avatar) = new Weapon { Damage = Damage, CooldownTicks = CooldownTicks, Barrel = Angle.Right };
        store.Get<Intent>(avatar).Aim = Angle.Right;
        Revive(world, avatar);
    }

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        var radius = _obstacles.Circles[birth.Ordinal].Radius;
        world.Store.Get<Box>(thing) = new Box { HalfWidth = radius, HalfHeight = radius };
        if (birth.Ordinal == 0)
            _firstScenery = world.Store.Get<Identity>(thing).Id;
    }

    public void Act(GameWorld world, Entity avatar, in PlayerAction action)
    {
        ref var holdings = ref world.Store.Get<Holdings>(avatar);
        switch (action.Code)
        {
            case PlayerActionCode.Ready when action.A == 0:
                holdings.WaitsToBeAsked = true;
                break;
            case PlayerActionCode.Ready when !world.Store.Get<Health>(avatar).IsAlive:
                ReviveAndTell(world, avatar);
                break;
            case PlayerActionCode.SelectItem when action.A is >= 0 and <= byte.MaxValue:
                holdings.Weapon = action.B != 0 ? (byte)action.A : holdings.Weapon;
                holdings.Item = action.B != 0 ? (ushort)0 : (ushort)(action.A + 1);
                break;
        }
    }

    public void Order(GameWorld world, in OperatorCommand order)
    {
        var reachesAll = order.Code is OperatorCode.KillAll or OperatorCode.KillAllExcept or OperatorCode.RespawnAll or OperatorCode.RespawnAllDead
            || (order.Slot.IsNone && order.Code is >= OperatorCode.GrantWood and <= OperatorCode.GrantPoints);
        foreach (var avatar in world.Seats)
        {
            var isMeant = world.Store.Get<Player>(avatar).Slot == order.Slot;
            if (order.Code == OperatorCode.KillAllExcept ? !isMeant : reachesAll || isMeant)
                OrderOne(world, avatar, order);
        }
    }

    public void Die(GameWorld world, Entity avatar) =>
        world.Store.Get<Respawn>(avatar).TicksLeft =
            world.Store.Get<Holdings>(avatar).WaitsToBeAsked ? (ushort)0 : (ushort)(RespawnSeconds * _tickRate);

    public void Direct(GameWorld world)
    {
        if (world.Tick.Value == 1)
            BearScenery(world);
    }

    public void DirectAvatars(GameWorld world)
    {
        foreach (var avatar in world.Seats)
        {
            ref var respawn = ref world.Store.Get<Respawn>(avatar);
            if (respawn.TicksLeft > 0 && --respawn.TicksLeft == 0)
                ReviveAndTell(world, avatar);
        }
    }

    public void JudgeAvatars(GameWorld world) => MeleeSystem.Swing(world, this);

    public void Judge(GameWorld world)
    {
    }

    public int HeldWeapon(GameWorld world, Entity avatar) => world.Store.Get<Holdings>(avatar).Weapon;

    public void Gather(GameWorld world, Entity avatar, int index, Angle direction)
    {
        Give(world, avatar, _yields[index], GatherPerStroke);
        world.Emit(WorldEvent.Shaken(SlotOf(world, avatar), new EntityId(_firstScenery.Value + (ulong)index), direction));
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("FirstScenery", ref _firstScenery);

    private void BearScenery(GameWorld world)
    {
        var circles = _obstacles.Circles;
        for (var index = 0; index < circles.Length; index++)
        {
            world.Commands.Bear(new Birth
            {
                Kind = EntityKind.Scenery,
                Stage = TickStage.Direct,
                Ordinal = index,
                At = circles[index].Centre,
                Variant = (ushort)_yields[index],
                Amount = 1,
            });
        }
    }

    private void OrderOne(GameWorld world, Entity avatar, in OperatorCommand order)
    {
        var isAlive = world.Store.Get<Health>(avatar).IsAlive;
        switch (order.Code)
        {
            case OperatorCode.Damage:
                DamageSystem.Hurt(world, avatar, Math.Clamp(order.Value, 0, byte.MaxValue));
                break;
            case OperatorCode.Kill or OperatorCode.KillAll or OperatorCode.KillAllExcept:
                DamageSystem.Hurt(world, avatar, int.MaxValue);
                break;
            case OperatorCode.Respawn or OperatorCode.RespawnAll:
            case OperatorCode.RespawnAllDead when !isAlive:
                ReviveAndTell(world, avatar);
                break;
            case OperatorCode.Speed:
                var speed = Math.Clamp(order.Value, 0, OrderedSpeedLimit);
                world.Store.Get<Mobility>(avatar).Speed = Rates.PerTick(speed, _tickRate);
                world.Emit(WorldEvent.SpeedChanged(SlotOf(world, avatar), IdOf(world, avatar), speed));
                break;
            case >= OperatorCode.GrantWood and <= OperatorCode.GrantPoints:
                Give(world, avatar, (Resource)(order.Code - OperatorCode.GrantWood), Math.Clamp(order.Value, 0, GrantLimit));
                break;
        }
    }

    private static void Give(GameWorld world, Entity avatar, Resource resource, int amount)
    {
        ref var holdings = ref world.Store.Get<Holdings>(avatar);
        ref var held = ref holdings.Wood;
        switch (resource)
        {
            case Resource.Food:
                held = ref holdings.Food;
                break;
            case Resource.Stone:
                held = ref holdings.Stone;
                break;
            case Resource.Points:
                held = ref holdings.Points;
                break;
        }

        held = Math.Min(held + amount, Holdings.Limit);
        world.Emit(WorldEvent.ResourceChanged(SlotOf(world, avatar), IdOf(world, avatar), (int)resource, held));
    }

    private void ReviveAndTell(GameWorld world, Entity avatar)
    {
        // Where, is by chance: a player's own world waits to be told.
        if (world.IsPredicted)
            return;

        Revive(world, avatar);
        world.Note(avatar, OutsideAct.ModeEvent);
        world.Emit(WorldEvent.Respawned(SlotOf(world, avatar), IdOf(world, avatar)));
    }

    private void Revive(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        var place = FreePlace(world, store.Get<Identity>(avatar).Id);
        store.Get<Position>(avatar) = new Position { X = place.X, Y = place.Y };
        store.Get<Velocity>(avatar) = default;
        store.Get<Momentum>(avatar) = new Momentum { Decay = store.Get<Momentum>(avatar).Decay };
        store.Get<Health>(avatar) = new Health { Current = FullHealth, Max = FullHealth };
        store.Get<Respawn>(avatar) = default;
    }

    /// <summary>A place by chance where no scenery stands; on a map without room for that, its first spawn point.</summary>
    private FixedVector FreePlace(GameWorld world, EntityId avatar)
    {
        var random = world.RandomOf(avatar);
        var limits = _map.MoveLimits;
        for (var tries = 0; tries < SpawnTries; tries++)
        {
            var place = random.NextPlace(in limits);
            if (_obstacles.IsFree(place, Fixed.FromInt(PlayerRadius)))
                return place;
        }

        var spawn = _map.SpawnOf(0);
        return new FixedVector(spawn.X, spawn.Y);
    }

    private static bool IsAmount(int value) => value is >= 0 and <= Holdings.Limit;

    private static PlayerSlot SlotOf(GameWorld world, Entity avatar) => world.Store.Get<Player>(avatar).Slot;

    private static EntityId IdOf(GameWorld world, Entity avatar) => world.Store.Get<Identity>(avatar).Id;

    private static bool IsScenery(in MapThing thing, out int kind)
    {
        kind = Array.IndexOf(SceneryClasses, thing.Kind);
        return kind >= 0 && thing.HalfWidth > Fixed.Zero;
    }
}
