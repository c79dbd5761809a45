using Arch.Core;
using Ecs.Scenes.Field;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Games;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Seated = Ecs.Simulation.Components.Player;

namespace Ecs.Tests.Testing.Games;

/// <summary>
/// A game in which not everybody sees everything: one sees as far as twelve units, some things are shown to all, to a team or to nobody,
/// avatars hide, jump and change sides, and everything has secrets. Nobody wins.
/// </summary>
internal sealed class LookoutMode(WorldOptions options, Map map) : IGame
{
    /// <summary>World units.</summary>
    public const int Sight = 12;

    private const int Creatures = 24;
    private const int Bullets = 40;
    private const int Speed = 6;        // world units per second
    private const int BulletSpeed = 14; // world units per second
    private const int FullHealth = ushort.MaxValue;
    private const ulong Births = 0x8000_0100_100C_0000;

    private bool _isSettled;

    public static BotBrain Bot => FieldBot.Decide;

    /// <summary>The game's name is "lookout".</summary>
    public static GameTable Table { get; } = new GameTable().AddShipped().Add<LookoutMode>("lookout");

    /// <summary>90 units wide and high, without walls.</summary>
    public static Map NewMap() => FieldMap.Of(players: 81, bullets: 0);

    public GameRules Rules { get; } = new()
    {
        BroadPhaseCell = Fixed.FromInt(2),
        SightRadius = Fixed.FromInt(Sight),
        ChoosesInterest = true,
        BulletBox = new Box { HalfWidth = Fixed.FromRatio(1, 64), HalfHeight = Fixed.FromRatio(1, 64) },
        BulletsMeet = false,
        AnnouncesShots = false,
        AvatarComponents = [new ComponentEntry<Purse>()],
        BulletComponents = [new ComponentEntry<Fuse>()],
        CreatureComponents = [new ComponentEntry<Beacon>()],
    };

    public static IGameMode Create(WorldOptions options, Map map) => new LookoutMode(options, map);

    public string WhyNothing(in MapThing thing) => "";

    public bool MayStandAt(Fixed x, Fixed y) => map.Bounds.Contains(x, y);

    public byte TeamFor(PlayerSlot slot, byte wish) => (byte)(slot.Value % 3);

    /// <summary>Every fifth avatar is a scout whose team always knows where it is; every fourth creature each is a landmark, a camp and a ghost.</summary>
    public Interest InterestOf(GameWorld world, Entity entity)
    {
        var store = world.Store;
        var identity = store.Get<Identity>(entity);
        return identity.Kind switch
        {
            EntityKind.Avatar => store.Get<Purse>(entity).HidesTicks > 0 ? Interest.Never
                : store.Get<Seated>(entity).Slot.Value % 5 == 4 ? Interest.Team : Interest.Near,
            EntityKind.Creature => (Interest)(store.Get<Thing>(entity).Variant % 4),
            _ => identity.Id.Value % 8 == 0 ? Interest.Always : Interest.Near,
        };
    }

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        var place = random.NextPlace(map.Bounds);
        store.Get<Position>(avatar) = new Position { X = place.X, Y = place.Y };
        store.Get<Box>(avatar) = new Box { HalfWidth = Fixed.FromRatio(1, 2), HalfHeight = Fixed.FromRatio(1, 2) };
        store.Get<Health>(avatar) = new Health { Current = FullHealth, Max = FullHealth };
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(Speed, options.TickRate);
        store.Get<Purse>(avatar) = new Purse { Banner = (byte)random.NextBelow(8), Coins = random.NextBelow(100), Plan = 7 };
    }

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        var store = world.Store;
        if (birth.Kind == EntityKind.Bullet)
        {
            store.Get<Fuse>(thing) = new Fuse { TicksLeft = birth.Amount, Code = (ushort)(birth.Amount * 37) };
            return;
        }

        store.Get<Box>(thing) = new Box { HalfWidth = Fixed.FromRatio(1, 2), HalfHeight = Fixed.FromRatio(1, 2) };
        store.Get<Health>(thing) = new Health { Current = FullHealth, Max = FullHealth };
        store.Get<Beacon>(thing) = new Beacon { Warden = birth.Slot, Team = birth.Team, Key = birth.Variant * 1_000 };
    }

    /// <summary>Creatures walk, now and then in another direction, and are given orders; bullets burn down.</summary>
    public void Direct(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
        {
            var identities = chunk.GetSpan<Identity>()[..chunk.Count];
            var positions = chunk.GetSpan<Position>();
            var velocities = chunk.GetSpan<Velocity>();
            var beacons = chunk.GetSpan<Beacon>();
            for (var row = 0; row < identities.Length; row++)
                Steer(world, identities[row].Id, in positions[row], ref velocities[row], ref beacons[row]);
        }

        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>()[..chunk.Count];
            var fuses = chunk.GetSpan<Fuse>();
            for (var row = 0; row < identities.Length; row++)
            {
                if (fuses[row].TicksLeft == 0)
                    world.Commands.Doom(identities[row].Id);
                else
                    fuses[row].TicksLeft--;
            }
        }
    }

    public void Judge(GameWorld world)
    {
        foreach (var avatar in world.Seats)
            Live(world, avatar);

        var random = world.RandomOf(Births);
        var flying = world.EntityCount - world.PlayerCount - (_isSettled ? Creatures : 0);
        for (var ordinal = 0; ordinal < Bullets - flying; ordinal++)
        {
            world.Commands.Bear(new Birth
            {
                Kind = EntityKind.Bullet,
                Stage = TickStage.Judge,
                Ordinal = ordinal,
                Slot = AnySlot(ref random),
                Team = (byte)random.NextBelow(3),
                At = random.NextPlace(map.Bounds),
                Direction = new Angle((ushort)random.NextBelow(Angle.FullTurn)),
                Speed = BulletSpeed,
                Damage = 1,
                Amount = (ushort)(20 + random.NextBelow(100)),
            });
        }

        for (var number = 0; number < Creatures && !_isSettled; number++)
        {
            world.Commands.Bear(new Birth
            {
                Kind = EntityKind.Creature,
                Stage = TickStage.Judge,
                Ordinal = Bullets + number,
                Slot = AnySlot(ref random),
                Team = (byte)random.NextBelow(3),
                Variant = (ushort)number,
                At = random.NextPlace(map.Bounds),
            });
        }

        _isSettled = true;
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("IsSettled", ref _isSettled);

    private void Steer(GameWorld world, EntityId id, in Position position, ref Velocity velocity, ref Beacon beacon)
    {
        var random = world.RandomOf(id);
        switch (random.NextBelow(90))
        {
            case 0:
                var step = new Angle((ushort)random.NextBelow(Angle.FullTurn)).Direction(Rates.PerTick(Speed, options.TickRate));
                velocity = new Velocity { X = step.X, Y = step.Y };
                break;
            case 1:
                velocity = default;
                break;
            case 2:
                beacon.Orders = (ushort)random.NextBelow(500);
                break;
            case 3:
                beacon.Key += random.NextBelow(9) - 4;
                break;
            case 4 when random.NextBelow(8) == 0:
                (beacon.Warden, beacon.Team) = (AnySlot(ref random), (byte)random.NextBelow(3));
                break;
            default:
                break;
        }

        if (!map.Bounds.Contains(position.X + velocity.X, position.Y + velocity.Y))
            velocity = default;
    }

    /// <summary>Purses fill, plans change, and now and then somebody hides, jumps or changes sides.</summary>
    private void Live(GameWorld world, Entity avatar)
    {
        var store = world.Store;
        ref var purse = ref store.Get<Purse>(avatar);
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        purse.HidesTicks -= purse.HidesTicks > 0 ? (ushort)1 : (ushort)0;
        switch (random.NextBelow(120))
        {
            case < 4:
                purse.Coins += random.NextBelow(20) - 9;
                break;
            case 4:
                purse.Debt += random.NextBelow(1_000_000) * 100_000L;
                break;
            case 5:
                purse.Plan = (ushort)random.NextBelow(1_000);
                break;
            case 6 when random.NextBelow(4) == 0:
                purse.HidesTicks = (ushort)(20 + random.NextBelow(60));
                break;
            case 7 when random.NextBelow(4) == 0:
                var place = random.NextPlace(map.Bounds);
                store.Get<Position>(avatar) = new Position { X = place.X, Y = place.Y };
                store.Get<Velocity>(avatar) = default;
                break;
            case 8 when random.NextBelow(4) == 0:
                store.Get<Seated>(avatar).Team = (byte)random.NextBelow(3);
                break;
            default:
                break;
        }
    }

    private static PlayerSlot AnySlot(ref TickRandom random) => random.NextBelow(4) == 0 ? PlayerSlot.None : new PlayerSlot((ushort)random.NextBelow(16));
}
