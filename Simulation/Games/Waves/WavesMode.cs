using System.Numerics;
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

namespace Ecs.Simulation.Games.Waves;

/// <summary>
/// Waves: two ships below, enemies that come down in waves of 20, 30, 40 and so on. Who loses all health loses the match
/// and the other one wins. It begins when both are ready; whoever comes when both ships are taken waits, and the one who has
/// waited longest gets the next free ship. Bots give theirs to people and get them back behind them. Constants and rules are those of the original wave shooter for two.
/// </summary>
internal sealed class WavesMode : IGame, IModeState<WavesState>
{
    private const int ShipSpeed = 200;         // world units per second, on each axis
    private const int EnemySpeed = 140;        // world units per second
    private const int LaserSpeed = 600;        // world units per second
    private const int FullHealth = 100;
    private const int ContactCost = 10;
    private const int FirstWave = 20;          // enemies
    private const int WaveGrowth = 10;
    private const int LargestWave = 1000;      // so that the hundredth wave and a forged checkpoint stay payable
    private const int LevelLimit = 9999;
    private const int LeftMost = 50;           // corners of new enemies
    private const int RightMost = 649;
    private const int TopMost = -1500;
    private const int BottomMost = -101;
    private const ulong WaveStream = 0x8000_0000_0000_0002;
    private const int Ships = 2;
    private const byte AllShips = (1 << Ships) - 1;

    private readonly Map _map;
    private readonly int _tickRate;
    private readonly List<EntityId> _touched = new(64);
    private bool _isPlaying;
    private int _level;
    private byte _manned;
    private byte _lost;
    private byte _won;

    public WavesMode(WorldOptions options, Map map)
    {
        _map = map;
        _tickRate = options.TickRate;
        var laser = WavesShapes.LaserCentre;
        Rules = new GameRules
        {
            BulletBox = new Box { HalfWidth = WavesShapes.LaserHalfWidth, HalfHeight = WavesShapes.LaserHalfHeight },
            BulletsPassTeamMates = true,
            BulletsMeet = false,

            // A laser ends when the corner of its picture leaves the height of the arena.
            BulletLimits = map.Bounds with { Top = map.Bounds.Top + laser.Y, Bottom = map.Bounds.Bottom + laser.Y },

            // It begins one step above the place where the original would draw it, because that one moves it in the round of the shot.
            Muzzle = laser - WavesShapes.ShipCentre - new FixedVector(Fixed.Zero, Rates.PerTick(LaserSpeed, _tickRate)),
            AxesMoveAlone = true,
            AvatarComponents = [new ComponentEntry<Ship>()],
            Orders = [OperatorCode.Damage, OperatorCode.Kill],
        };
    }

    public static BotBrain Bot => WavesBot.Decide;

    public static IReadOnlyList<string> RuleChanges => ["people take the ships of bots"];

    public static IGameMode Create(WorldOptions options, Map map) => new WavesMode(options, map);

    public GameRules Rules { get; }

    public WavesState State => new(_isPlaying, _level, _lost, _won);

    private static Box ShipBox => new() { HalfWidth = WavesShapes.ShipHalf, HalfHeight = WavesShapes.ShipHalf };

    public bool MayBe(GameWorld world, Entity entity) =>
        (!world.Store.Has<Ship>(entity) || world.Store.Get<Ship>(entity).Number <= Ships)
        && (!world.Store.Has<Thing>(entity) || world.Store.Get<Thing>(entity).Variant < WavesShapes.Colours);

    /// <summary>Edges are outside: the original refuses a move that would reach them.</summary>
    public bool MayStandAt(Fixed x, Fixed y)
    {
        var limits = _map.MoveLimits;
        return x > limits.Left && x < limits.Right && y > limits.Top && y < limits.Bottom;
    }

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        store.Get<Box>(avatar) = ShipBox;
        store.Get<Weapon>(avatar) = new Weapon
        {
            BulletSpeed = LaserSpeed,
            Damage = 1,
            CooldownTicks = (ushort)Rates.Ticks(1, 3, _tickRate), // 20 of the original's 60 ticks per second
            Barrel = Angle.Up,
        };
        Man(world, avatar, FreeShip());
    }

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        var store = world.Store;
        store.Get<Box>(thing) = new Box { HalfWidth = WavesShapes.EnemyHalfWidth(birth.Variant), HalfHeight = WavesShapes.EnemyHalfHeight };
        store.Get<Health>(thing) = new Health { Current = 1, Max = 1 };
        store.Get<Velocity>(thing) = new Velocity { Y = Rates.PerTick(EnemySpeed, _tickRate) };
    }

    public void Act(GameWorld world, Entity avatar, in PlayerAction action)
    {
        ref var ship = ref world.Store.Get<Ship>(avatar);
        var isReady = action.A != 0;
        if (action.Code != PlayerActionCode.Ready || ship.Number == 0 || ship.IsReady == isReady)
            return;

        ship.IsReady = isReady;
        world.Emit(WorldEvent.ReadyChanged(world.Store.Get<Player>(avatar).Slot, isReady));
    }

    public void Order(GameWorld world, in OperatorCommand order)
    {
        if (_isPlaying && world.TryFind(order.Slot, out var avatar))
        {
            var amount = order.Code switch
            {
                OperatorCode.Damage => Math.Clamp(order.Value, 0, byte.MaxValue),
                OperatorCode.Kill => int.MaxValue,
                _ => 0,
            };
            DamageSystem.Hurt(world, avatar, amount);
        }
    }

    public void Direct(GameWorld world)
    {
        ChangeCrews(world);
        if (!_isPlaying)
        {
            if (ShipSystem.ReadyShips(world) == AllShips)
                Begin(world);
        }
        else if (ShipSystem.FallenShips(world) is not 0 and var fallen)
        {
            End(world, fallen);
        }
        else if (!ClearanceSystem.HasCreatures(world))
        {
            SendWave(world);
        }
    }

    public void DirectAvatars(GameWorld world)
    {
        foreach (var avatar in world.Seats)
        {
            if (!MayFire(world, avatar))
                world.Store.Get<Intent>(avatar).Buttons = Buttons.None;
        }
    }

    public void Judge(GameWorld world)
    {
        if (!_isPlaying)
            return;

        for (byte number = 1; number <= Ships; number++)
        {
            if (ShipSystem.TryFind(world, number, out var ship))
                ContactSystem.Collide(world, ship, ContactCost, _touched);
        }

        LetPass(world);
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field("IsPlaying", ref _isPlaying);
        visitor.Field("Level", ref _level);
        visitor.Field("Manned", ref _manned);
        visitor.Field("Lost", ref _lost);
        visitor.Field("Won", ref _won);
    }

    /// <summary>
    /// Who leaves a ship ends the match for both, and so does a bot that gives its ship to somebody who waits; then those who wait
    /// move up.
    /// </summary>
    private void ChangeCrews(GameWorld world)
    {
        var manned = ShipSystem.MannedShips(world);
        var hasChanged = manned != _manned;
        _manned = manned;
        for (var people = ShipSystem.PeopleWaiting(world) - FreeShips(); people > 0 && ShipSystem.TryFindNewestBot(world, out var bot); people--)
        {
            _manned &= (byte)~ShipSystem.Bit(world.Store.Get<Ship>(bot).Number);
            Man(world, bot, 0);
            hasChanged = true;
        }

        if (!hasChanged)
            return;

        Reset(world);
        while (FreeShip() is not 0 and var number && ShipSystem.TryFindLongestWaiting(world, out var next))
            Man(world, next, number);
    }

    private void Begin(GameWorld world)
    {
        Reset(world);
        _isPlaying = true;
        foreach (var avatar in world.Seats)
        {
            ref var ship = ref world.Store.Get<Ship>(avatar);
            ship.IsReady = ship.Number != 0;
            world.Store.Get<Mobility>(avatar).Speed = Rates.PerTick(ship.Number != 0 ? ShipSpeed : 0, _tickRate);
        }

        world.Emit(WorldEvent.MatchStarted(seconds: 0));
        SendWave(world);
    }

    /// <summary>Both may fall in one tick: then both have lost and nobody has won.</summary>
    private void End(GameWorld world, byte fallen)
    {
        _lost = fallen;
        _won = (byte)(AllShips & ~fallen);
        var winner = PlayerSlot.None;
        var kills = 0;
        foreach (var avatar in world.Seats)
        {
            if ((ShipSystem.Bit(world.Store.Get<Ship>(avatar).Number) & _won) != 0)
            {
                winner = world.Store.Get<Player>(avatar).Slot;
                kills = world.Store.Get<Score>(avatar).Kills;
            }
        }

        world.Emit(WorldEvent.MatchEnded(winner, kills));
        Clear(world);
    }

    /// <summary>The state before any match: everything as new but the players' kills and deaths.</summary>
    private void Reset(GameWorld world)
    {
        _lost = 0;
        _won = 0;
        Clear(world);
        foreach (var avatar in world.Seats)
            Man(world, avatar, world.Store.Get<Ship>(avatar).Number);
    }

    /// <summary>Nothing flies, nobody moves, nobody is ready.</summary>
    private void Clear(GameWorld world)
    {
        _isPlaying = false;
        _level = 0;
        ClearanceSystem.RemoveAll(world);
        foreach (var avatar in world.Seats)
        {
            world.Store.Get<Ship>(avatar).IsReady = false;
            world.Store.Get<Mobility>(avatar).Speed = Fixed.Zero;
        }
    }

    /// <summary>Gives an avatar a ship at its start, or a place to wait (number 0) without a body.</summary>
    private void Man(GameWorld world, Entity avatar, byte number)
    {
        var store = world.Store;
        var start = _map.SpawnOf((byte)(number == 2 ? 1 : 0));
        _manned |= ShipSystem.Bit(number);
        store.Get<Ship>(avatar) = new Ship { Number = number };
        store.Get<Position>(avatar) = new Position { X = start.X, Y = start.Y };
        store.Get<Velocity>(avatar) = default;
        store.Get<Mobility>(avatar).Speed = Fixed.Zero;
        store.Get<Health>(avatar) = new Health { Current = number == 0 ? 0 : FullHealth, Max = FullHealth };
        store.Get<Weapon>(avatar).CooldownLeft = 0;
    }

    private void SendWave(GameWorld world)
    {
        _level = Math.Clamp(_level + 1, 1, LevelLimit);
        var count = Math.Min(FirstWave + WaveGrowth * (_level - 1), LargestWave);
        var random = world.RandomOf(WaveStream);
        for (var i = 0; i < count; i++)
        {
            var colour = (ushort)random.NextBelow(WavesShapes.Colours);
            var x = LeftMost + random.NextBelow(RightMost - LeftMost + 1);
            var y = TopMost + random.NextBelow(BottomMost - TopMost + 1);
            world.Commands.Bear(new Birth
            {
                Kind = EntityKind.Creature,
                Stage = TickStage.Direct,
                Ordinal = i,
                Variant = colour,
                Amount = 1,
                At = new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y)) + WavesShapes.EnemyCentre(colour),
            });
        }

        world.Emit(WorldEvent.WaveBegan(_level, count));
    }

    /// <summary>Enemies that have passed the ships are gone; that costs nothing.</summary>
    private void LetPass(GameWorld world)
    {
        var last = _map.Bounds.Bottom - Fixed.FromInt(WavesShapes.EnemyHeight) + WavesShapes.EnemyCentre(WavesShapes.Red).Y;
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
        {
            var positions = chunk.GetSpan<Position>();
            var identities = chunk.GetSpan<Identity>();
            for (var i = 0; i < chunk.Count; i++)
            {
                if (positions[i].Y > last)
                    world.Commands.Doom(identities[i].Id);
            }
        }
    }

    /// <summary>While nobody plays nobody shoots; who predicts its ship tells by what it is told of it: ships stand still then.</summary>
    private bool MayFire(GameWorld world, Entity avatar) =>
        world.IsPredicted ? world.Store.Get<Mobility>(avatar).Speed != Fixed.Zero : _isPlaying;

    private int FreeShips() => Ships - BitOperations.PopCount(_manned);

    /// <summary>The lowest number that nobody flies, or 0.</summary>
    private byte FreeShip() => (byte)((_manned & 1) == 0 ? 1 : (_manned & 2) == 0 ? 2 : 0);
}
