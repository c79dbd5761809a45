using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes.Field;

/// <summary>
/// The field that worlds are measured on: bodies walk about, bullets that nobody fires fly through them, and whatever bullet ends by a body,
/// the border or its age is replaced in the same tick somewhere else. Nobody is hurt. How many there are the map says
/// (<see cref="FieldMap"/>).
/// </summary>
public sealed class FieldMode : IGame
{
    /// <summary>Ticks that a bullet lives unless it ends before.</summary>
    public const int ShortestLife = 60;

    /// <inheritdoc cref="ShortestLife"/>
    public const int LongestLife = 180;

    private const int BulletSpeed = 20;     // world units per second
    private const int ShortestCourse = 30;  // ticks
    private const int LongestCourse = 90;
    private const ulong Births = 0x8000_0100_0F1E_1D00;

    private static readonly Fixed BulletHalf = Fixed.FromRatio(1, 64);

    private readonly Map _map;
    private readonly int _tickRate;
    private readonly int _bullets;
    private readonly int _creatures;
    private bool _isSettled;

    public FieldMode(WorldOptions options, Map map)
    {
        _map = map;
        _tickRate = options.TickRate;
        _bullets = FieldMap.AmountOf(map, FieldMap.Bullets);
        _creatures = FieldMap.AmountOf(map, FieldMap.Creatures);
    }

    public static BotBrain Bot => FieldBot.Decide;

    public GameRules Rules { get; } = new()
    {
        BroadPhaseCell = Fixed.FromInt(2),
        SightRadius = Fixed.FromInt(20),
        BulletBox = new Box { HalfWidth = BulletHalf, HalfHeight = BulletHalf },
        BulletsMeet = false,
        AnnouncesShots = false,
        TellsHits = false,
        BulletComponents = [new ComponentEntry<Lifetime>()],
        CreatureComponents = [new ComponentEntry<Course>()],
    };

    public static IGameMode Create(WorldOptions options, Map map) => new FieldMode(options, map);

    public string WhyNothing(in MapThing thing) =>
        thing.Kind is FieldMap.Bullets or FieldMap.Creatures ? "" : $"classes here are \"{FieldMap.Bullets}\" and \"{FieldMap.Creatures}\"";

    public bool MayStandAt(Fixed x, Fixed y) => _map.Bounds.Contains(x, y);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character) => FieldBodies.Dress(world, avatar, _map.Bounds, _tickRate);

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        if (birth.Kind == EntityKind.Bullet)
            world.Store.Get<Lifetime>(thing).Last = (ushort)(world.Tick.Value + birth.Amount);
        else
            FieldBodies.Furnish(world, thing);
    }

    public void Direct(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
            Steer(world, ref chunk);
    }

    public void Judge(GameWorld world)
    {
        EndTheOld(world);
        var random = world.RandomOf(Births);
        var ordinal = 0;
        BearBullets(world, ref random, ref ordinal);
        if (!_isSettled)
        {
            _isSettled = true;
            FieldBodies.BearCreatures(world, ref random, _map.Bounds, _creatures, ordinal);
        }
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("IsSettled", ref _isSettled);

    /// <summary>Creatures keep a course for a while, turn round at the border, and are as well as ever.</summary>
    private void Steer(GameWorld world, ref Chunk chunk)
    {
        var count = chunk.Count;
        var identities = chunk.GetSpan<Identity>()[..count];
        var positions = chunk.GetSpan<Position>()[..count];
        var velocities = chunk.GetSpan<Velocity>()[..count];
        var courses = chunk.GetSpan<Course>()[..count];
        var healths = chunk.GetSpan<Health>()[..count];
        for (var i = 0; i < count; i++)
        {
            healths[i].Current = FieldBodies.FullHealth;
            ref var velocity = ref velocities[i];
            if (courses[i].TicksLeft > 0)
                courses[i].TicksLeft--;
            else
                Turn(world.RandomOf(identities[i].Id), ref velocity, ref courses[i]);

            var (x, y) = (positions[i].X + velocity.X, positions[i].Y + velocity.Y);
            if (x < _map.Bounds.Left || x > _map.Bounds.Right)
                velocity.X = -velocity.X;

            if (y < _map.Bounds.Top || y > _map.Bounds.Bottom)
                velocity.Y = -velocity.Y;
        }
    }

    private void Turn(TickRandom random, ref Velocity velocity, ref Course course)
    {
        var step = AnyDirection(ref random).Direction(Rates.PerTick(FieldBodies.Speed, _tickRate));
        velocity = new Velocity { X = step.X, Y = step.Y };
        course.TicksLeft = (ushort)(ShortestCourse - 1 + random.NextBelow(LongestCourse - ShortestCourse + 1));
    }

    /// <summary>Those whose last tick this is. Every bullet is looked at in every tick, so none is passed over.</summary>
    private static void EndTheOld(GameWorld world)
    {
        var now = (ushort)world.Tick.Value;
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var lasts = MemoryMarshal.Cast<Lifetime, ushort>(chunk.GetSpan<Lifetime>()[..chunk.Count]);
            for (var at = lasts.IndexOf(now); at >= 0;)
            {
                world.Commands.Doom(chunk.GetSpan<Identity>()[at].Id);
                var next = lasts[(at + 1)..].IndexOf(now);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }
    }

    /// <summary>
    /// As many as are missing and as go in this tick. Who is doomed twice (by age and by a body) is replaced twice, and the tick after
    /// has one less to bear.
    /// </summary>
    private void BearBullets(GameWorld world, ref TickRandom random, ref int ordinal)
    {
        var creatures = _isSettled ? _creatures : 0;
        var flying = world.EntityCount - world.PlayerCount - creatures; // Whoever leaves is here among them, and among the deaths.
        var missing = _bullets - flying + world.Commands.DeathCount;

        // A field that has only begun has bullets of all ages.
        var shortest = missing > _bullets / 2 ? 1 : ShortestLife;
        for (var i = 0; i < missing; i++)
        {
            world.Commands.Bear(new Birth
            {
                Kind = EntityKind.Bullet,
                Stage = TickStage.Judge,
                Ordinal = ordinal++,
                Slot = PlayerSlot.None,
                At = random.NextPlace(_map.Bounds),
                Direction = AnyDirection(ref random),
                Speed = BulletSpeed,
                Damage = 1,
                Amount = (ushort)(shortest + random.NextBelow(LongestLife - shortest + 1)),
            });
        }
    }

    private static Angle AnyDirection(ref TickRandom random) => new((ushort)random.NextBelow(Angle.FullTurn));
}
