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

namespace Ecs.Simulation.Games.Arena;

/// <summary>
/// The arena: two teams, SKY (0) above shooting down and BLOOM (1) below shooting up, timed matches, a ranking by kills.
/// Constants and rules are those of the Bloom Sky arena shooter; the map gives bounds, move limits, walls and spawns.
/// </summary>
internal sealed class ArenaMode : IGame
{
    private const int PlayerSpeed = 500;       // world units per second
    private const int BulletSpeed = 555;       // world units per second
    private const int FullHealth = 100;
    private const int BulletDamage = 20;
    private const int SelfDamage = 20;
    private const int RespawnSeconds = 5;
    private const int TurncoatSeconds = 1;
    private const int MatchSeconds = 180;
    private const short TurnPerShotDegrees = 10;
    private const int GridColumns = 4;         // of the moveall order
    private const int GridOrigin = 100;
    private const int GridStep = 50;

    private static readonly int[] WarningSeconds = [120, 60, 30, 10];

    private readonly Map _map;
    private readonly int _tickRate;
    private uint _clockTicks;
    private bool _friendlyFire;

    public ArenaMode(WorldOptions options, Map map)
    {
        _map = map;
        _tickRate = options.TickRate;
        _clockTicks = MatchTicks;
        _friendlyFire = options.FriendlyFire;
    }

    public static BotBrain Bot => ArenaBot.Decide;

    public static IGameMode Create(WorldOptions options, Map map) => new ArenaMode(options, map);

    public GameRules Rules { get; } = new()
    {
        BulletBox = new Box { HalfWidth = Fixed.FromInt(4), HalfHeight = Fixed.FromInt(15) },
        Orders =
        [
            OperatorCode.FriendlyFire,
            OperatorCode.Damage,
            OperatorCode.Kill,
            OperatorCode.KillAll,
            OperatorCode.KillAllExcept,
            OperatorCode.Respawn,
            OperatorCode.RespawnAll,
            OperatorCode.RespawnAllDead,
            OperatorCode.MoveAll,
            OperatorCode.Speed,
            OperatorCode.Team,
        ],
    };

    public bool FriendlyFire => _friendlyFire;

    public uint ClockTicks => _clockTicks;

    private static Box PlayerBox => new() { HalfWidth = Fixed.FromInt(32), HalfHeight = Fixed.FromInt(11) };

    private uint MatchTicks => (uint)(MatchSeconds * _tickRate);

    public bool MayStandAt(Fixed x, Fixed y) => _map.MoveLimits.Contains(x, y);

    public byte TeamFor(PlayerSlot slot, byte wish) => wish <= 1 ? wish : (byte)(slot.Value % 2);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        store.Get<Box>(avatar) = PlayerBox;
        Revive(world, avatar);
    }

    public void Act(GameWorld world, Entity avatar, in PlayerAction action)
    {
        switch (action.Code)
        {
            case PlayerActionCode.ChangeTeam:
                SetTeam(world, avatar, (byte)(1 - world.Store.Get<Player>(avatar).Team));
                HoldFire(world, avatar);
                break;
            case PlayerActionCode.TakePowerUp when world.Store.Get<Health>(avatar).IsAlive:
                SetPowerUp(world, avatar, active: true);
                break;
            case PlayerActionCode.HurtSelf:
                Wound(world, avatar, SelfDamage);
                break;
        }
    }

    public void Order(GameWorld world, in OperatorCommand order)
    {
        switch (order.Code)
        {
            case OperatorCode.FriendlyFire:
                _friendlyFire = order.Value < 0 ? !_friendlyFire : order.Value > 0;
                world.Emit(WorldEvent.FriendlyFireChanged(_friendlyFire));
                break;
            case OperatorCode.KillAll or OperatorCode.KillAllExcept or OperatorCode.RespawnAll or OperatorCode.RespawnAllDead:
                OrderMany(world, order);
                break;
            case OperatorCode.MoveAll:
                MoveAll(world);
                break;
            default:
                if (world.TryFind(order.Slot, out var avatar))
                    OrderOne(world, avatar, order);

                break;
        }
    }

    public void Die(GameWorld world, Entity avatar)
    {
        world.Store.Get<Respawn>(avatar).TicksLeft = (ushort)(RespawnSeconds * _tickRate);
        ResetAttributes(world, avatar);
    }

    public void Direct(GameWorld world)
    {
        RunClock(world);
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

    public void Judge(GameWorld world)
    {
        if (_clockTicks == 0 && world.PlayerCount > 0)
            EndMatch(world);
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field("ClockTicks", ref _clockTicks);
        visitor.Field("FriendlyFire", ref _friendlyFire);
    }

    private void OrderOne(GameWorld world, Entity avatar, in OperatorCommand order)
    {
        switch (order.Code)
        {
            case OperatorCode.Damage:
                Wound(world, avatar, Math.Clamp(order.Value, 0, byte.MaxValue));
                break;
            case OperatorCode.Kill:
                Wound(world, avatar, int.MaxValue);
                break;
            case OperatorCode.Respawn:
                ReviveAndTell(world, avatar);
                break;
            case OperatorCode.Speed:
                var speed = Math.Clamp(order.Value, 0, Rates.SpeedLimit);
                world.Store.Get<Mobility>(avatar).Speed = Rates.PerTick(speed, _tickRate);
                world.Emit(WorldEvent.SpeedChanged(SlotOf(world, avatar), IdOf(world, avatar), speed));
                break;
            case OperatorCode.Team when order.Value is 0 or 1:
                SetTeam(world, avatar, (byte)order.Value);
                break;
        }
    }

    private void OrderMany(GameWorld world, in OperatorCommand order)
    {
        foreach (var avatar in world.Seats)
        {
            var alive = world.Store.Get<Health>(avatar).IsAlive;
            var spared = order.Code == OperatorCode.KillAllExcept && world.Store.Get<Player>(avatar).Slot == order.Slot;
            if (order.Code is OperatorCode.KillAll or OperatorCode.KillAllExcept)
                Wound(world, avatar, spared ? 0 : int.MaxValue);
            else if (order.Code == OperatorCode.RespawnAll || !alive)
                ReviveAndTell(world, avatar);
        }
    }

    /// <summary>Takes hit points by an order or a player's own act.</summary>
    private static void Wound(GameWorld world, Entity avatar, int amount)
    {
        var store = world.Store;
        var wasAlive = store.Get<Health>(avatar).IsAlive;
        DamageSystem.Hurt(world, avatar, amount);
        if (wasAlive && !store.Get<Health>(avatar).IsAlive)
        {
            // Direct follows in this same tick and takes one off; a death by a bullet comes after it.
            store.Get<Respawn>(avatar).TicksLeft++;
        }
    }

    private void MoveAll(GameWorld world)
    {
        var limits = _map.MoveLimits;
        var index = 0;
        foreach (var avatar in world.Seats)
        {
            var place = index++ % (GridColumns * GridColumns);
            world.Store.Get<Velocity>(avatar) = default;
            world.Store.Get<Position>(avatar) = new Position
            {
                X = Fixed.Clamp(Fixed.FromInt(GridOrigin + place % GridColumns * GridStep), limits.Left, limits.Right),
                Y = Fixed.Clamp(Fixed.FromInt(GridOrigin + place / GridColumns * GridStep), limits.Top, limits.Bottom),
            };
        }
    }

    private void RunClock(GameWorld world)
    {
        if (_clockTicks == 0)
            return;

        _clockTicks--;
        foreach (var seconds in WarningSeconds)
        {
            if (_clockTicks == (uint)(seconds * _tickRate))
                world.Emit(WorldEvent.MatchWarning(seconds));
        }
    }

    private void EndMatch(GameWorld world)
    {
        var best = PlayerSlot.None;
        var bestKills = -1;
        foreach (var avatar in world.Seats)
        {
            ref var score = ref world.Store.Get<Score>(avatar);
            if (score.Kills > bestKills)
            {
                best = world.Store.Get<Player>(avatar).Slot;
                bestKills = score.Kills;
            }

            score = default;
        }

        world.Emit(WorldEvent.MatchEnded(best, bestKills));
        world.Emit(WorldEvent.MatchStarted(MatchSeconds));
        world.Emit(WorldEvent.RankingChanged(PlayerSlot.None));
        _clockTicks = MatchTicks;
    }

    private static void SetTeam(GameWorld world, Entity avatar, byte team)
    {
        world.Store.Get<Player>(avatar).Team = team;
        world.Store.Get<Weapon>(avatar).Barrel = BarrelOf(team);
        world.Emit(WorldEvent.TeamChanged(SlotOf(world, avatar), IdOf(world, avatar), team));
    }

    /// <summary>Who could shoot for one team and stand in the other the next moment would hit without ever being hit.</summary>
    private void HoldFire(GameWorld world, Entity avatar)
    {
        ref var weapon = ref world.Store.Get<Weapon>(avatar);
        weapon.CooldownLeft = Math.Max(weapon.CooldownLeft, (ushort)(TurncoatSeconds * _tickRate));
    }

    private void SetPowerUp(GameWorld world, Entity avatar, bool active)
    {
        ref var powerUp = ref world.Store.Get<PowerUp>(avatar);
        if (powerUp.Active != active)
            world.Emit(WorldEvent.PowerUpChanged(SlotOf(world, avatar), IdOf(world, avatar), active));

        powerUp = new PowerUp { Active = active, DegreesPerShot = active ? TurnPerShotDegrees : (short)0 };
        ref var weapon = ref world.Store.Get<Weapon>(avatar);
        var cooldown = active ? PowerUpCooldownTicks : CooldownTicks;
        if (weapon.CooldownTicks != cooldown)
        {
            weapon.CooldownTicks = cooldown;
            weapon.CooldownLeft = Math.Min(weapon.CooldownLeft, cooldown);
        }
    }

    private ushort CooldownTicks => (ushort)Rates.Ticks(3, 10, _tickRate);           // 0.3 s

    private ushort PowerUpCooldownTicks => (ushort)Rates.Ticks(1, 100_000, _tickRate); // 0.00001 s: every tick

    private void ReviveAndTell(GameWorld world, Entity avatar)
    {
        Revive(world, avatar);
        world.Emit(WorldEvent.Respawned(SlotOf(world, avatar), IdOf(world, avatar)));
    }

    private void Revive(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        var spawn = _map.SpawnOf(store.Get<Player>(avatar).Team);
        store.Get<Position>(avatar) = new Position { X = spawn.X, Y = spawn.Y };
        store.Get<Velocity>(avatar) = default;
        store.Get<Health>(avatar) = new Health { Current = FullHealth, Max = FullHealth };
        store.Get<Respawn>(avatar) = default;
        ResetAttributes(world, avatar);
    }

    private void ResetAttributes(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(PlayerSpeed, _tickRate);
        store.Get<Weapon>(avatar) = new Weapon
        {
            BulletSpeed = BulletSpeed,
            Damage = BulletDamage,
            CooldownTicks = CooldownTicks,
            Barrel = BarrelOf(store.Get<Player>(avatar).Team),
        };
        SetPowerUp(world, avatar, active: false);
    }

    private static Angle BarrelOf(byte team) => team == 0 ? Angle.Down : Angle.Up;

    private static PlayerSlot SlotOf(GameWorld world, Entity avatar) => world.Store.Get<Player>(avatar).Slot;

    private static EntityId IdOf(GameWorld world, Entity avatar) => world.Store.Get<Identity>(avatar).Id;
}
