using System.Globalization;
using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes;

/// <summary>
/// Compares what a world found its bullets to meet, in every tick, with what all pairs say: every bullet with every living body, every wall
/// and, where bullets meet, every other bullet. Exact fractions in 128 bits, no grid, and nothing of what it checks.
/// </summary>
public sealed class HitCheck : ITickObserver
{
    private readonly WorldTick _tick;
    private readonly ITickObserver? _other;
    private readonly List<Moving> _bodies = [];
    private readonly List<Moving> _bullets = [];
    private readonly Dictionary<(EntityId Bullet, EntityId Target, HitKind Kind), Fraction> _expected = [];

    /// <summary>Begins to check a world; whoever observed it goes on to.</summary>
    public HitCheck(WorldTick tick)
    {
        (_tick, _other) = (tick, tick.Observer);
        tick.Observer = this;
    }

    /// <summary>Ticks that were compared.</summary>
    public int Ticks { get; private set; }

    /// <summary>Meetings that all pairs say there were.</summary>
    public long Hits { get; private set; }

    /// <summary>Meetings that were missed, made up, found twice, or found at another moment.</summary>
    public long Differences { get; private set; }

    /// <summary>The first difference in words; empty while there is none.</summary>
    public string First { get; private set; } = "";

    public void StageBegins(TickStage stage, GameWorld world) => _other?.StageBegins(stage, world);

    public void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.Collision)
            Compare(world);

        _other?.StageEnds(stage, world);
    }

    private void Compare(GameWorld world)
    {
        Collect(world);
        ExpectAll(world);
        Ticks++;
        Hits += _expected.Count;
        foreach (ref readonly var hit in _tick.Hits)
        {
            // Two bullets that do not meet may be found or not: nobody looks.
            if (hit.Kind == HitKind.Bullet && !world.Rules.BulletsMeet)
                continue;

            if (!_expected.Remove((hit.Bullet, hit.Target, hit.Kind), out var moment))
                Differ(world, $"{hit} was found, once more than it happened");
            else if (!moment.Equals(hit.Impact))
                Differ(world, $"{hit} was found, but at {moment.Over}/{moment.Under}");
        }

        foreach (var (missed, moment) in _expected)
            Differ(world, $"{missed} at {moment.Over}/{moment.Under} was missed");
    }

    private void Collect(GameWorld world)
    {
        _bodies.Clear();
        foreach (ref var chunk in world.Store.Query(in Queries.Bodies))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                if (chunk.GetSpan<Health>()[i].Current > 0)
                {
                    var id = chunk.GetSpan<Identity>()[i].Id;
                    _bodies.Add(new Moving(id, id, chunk.GetSpan<Position>()[i], chunk.GetSpan<Velocity>()[i], chunk.GetSpan<Box>()[i]));
                }
            }
        }

        _bullets.Clear();
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                _bullets.Add(new Moving(
                    chunk.GetSpan<Identity>()[i].Id,
                    chunk.GetSpan<Bullet>()[i].Shooter,
                    chunk.GetSpan<Position>()[i],
                    chunk.GetSpan<Velocity>()[i],
                    chunk.GetSpan<Box>()[i]));
            }
        }
    }

    private void ExpectAll(GameWorld world)
    {
        _expected.Clear();
        for (var i = 0; i < _bullets.Count; i++)
        {
            var bullet = _bullets[i];
            foreach (var body in _bodies)
            {
                if (bullet.Owner != body.Owner && bullet.Meets(body, out var moment))
                    _expected.Add((bullet.Id, body.Id, HitKind.Body), moment);
            }

            if (FirstWall(world, bullet) is { } wall)
                _expected.Add((bullet.Id, EntityId.None, HitKind.Wall), wall);

            for (var j = 0; world.Rules.BulletsMeet && j < i; j++)
            {
                var other = _bullets[j];
                if (bullet.Owner != other.Owner && bullet.Meets(other, out var moment))
                {
                    var isOlder = bullet.Id.Value < other.Id.Value;
                    _expected.Add(isOlder ? (bullet.Id, other.Id, HitKind.Bullet) : (other.Id, bullet.Id, HitKind.Bullet), moment);
                }
            }
        }
    }

    /// <summary>
    /// When a bullet first meets a wall that holds it. One that begins in a wall is let out where its centre is beside the wall and comes no
    /// nearer: weapons are fired from behind the edges of boxes that touch walls.
    /// </summary>
    private static Fraction? FirstWall(GameWorld world, in Moving bullet)
    {
        Fraction? first = null;
        foreach (ref readonly var wall in world.Map.Solids)
        {
            if (bullet.Reaches(wall) && bullet.Meets(Moving.Of(wall), out var moment) && !LeavesThrough(wall, bullet) && (first is not { } known || moment.IsBefore(known)))
                first = moment;
        }

        return first;
    }

    private static bool LeavesThrough(in FixedRectangle wall, in Moving bullet)
    {
        var isInside = bullet.X - bullet.HalfWidth < wall.Right.Raw && bullet.X + bullet.HalfWidth > wall.Left.Raw
            && bullet.Y - bullet.HalfHeight < wall.Bottom.Raw && bullet.Y + bullet.HalfHeight > wall.Top.Raw;
        var isLeft = bullet.X <= wall.Left.Raw && bullet.WayX <= 0;
        var isRight = bullet.X >= wall.Right.Raw && bullet.WayX >= 0;
        var isAbove = bullet.Y <= wall.Top.Raw && bullet.WayY <= 0;
        var isBelow = bullet.Y >= wall.Bottom.Raw && bullet.WayY >= 0;
        return isInside && (isLeft || isRight || isAbove || isBelow);
    }

    private void Differ(GameWorld world, string what)
    {
        if (Differences++ == 0)
            First = string.Create(CultureInfo.InvariantCulture, $"tick {world.Tick.Value}: {what}");
    }

    /// <summary>A moment of the tick, 0 to 1.</summary>
    private readonly record struct Fraction(long Over, long Under)
    {
        public bool IsBefore(Fraction other) => (Int128)Over * other.Under < (Int128)other.Over * Under;

        public bool Equals(Moment moment) => (Int128)Over * moment.Denominator == (Int128)moment.Numerator * Under;
    }

    /// <summary>A box at the begin of the tick and its way, in raw units.</summary>
    private readonly struct Moving
    {
        public readonly EntityId Id;
        public readonly EntityId Owner;
        public readonly long X;
        public readonly long Y;
        public readonly long WayX;
        public readonly long WayY;
        public readonly long HalfWidth;
        public readonly long HalfHeight;

        public Moving(EntityId id, EntityId owner, in Position end, in Velocity way, in Box box)
        {
            (Id, Owner, WayX, WayY) = (id, owner, way.X.Raw, way.Y.Raw);
            (X, Y) = (end.X.Raw - WayX, end.Y.Raw - WayY);
            (HalfWidth, HalfHeight) = (box.HalfWidth.Raw, box.HalfHeight.Raw);
        }

        private Moving(long x, long y, long halfWidth, long halfHeight) => (X, Y, HalfWidth, HalfHeight) = (x, y, halfWidth, halfHeight);

        /// <summary>A wall; one of odd width is half a raw unit thicker at the right, of odd height at the bottom.</summary>
        public static Moving Of(in FixedRectangle wall)
        {
            var (halfWidth, halfHeight) = (((long)wall.Right.Raw - wall.Left.Raw + 1) / 2, ((long)wall.Bottom.Raw - wall.Top.Raw + 1) / 2);
            return new Moving(wall.Left.Raw + halfWidth, wall.Top.Raw + halfHeight, halfWidth, halfHeight);
        }

        /// <summary>Whether the rectangle around the whole way overlaps the wall as it was drawn.</summary>
        public bool Reaches(in FixedRectangle wall) =>
            Math.Min(X, X + WayX) - HalfWidth < wall.Right.Raw && Math.Max(X, X + WayX) + HalfWidth > wall.Left.Raw
            && Math.Min(Y, Y + WayY) - HalfHeight < wall.Bottom.Raw && Math.Max(Y, Y + WayY) + HalfHeight > wall.Top.Raw;

        /// <summary>The first moment at which the insides overlap before the end of the tick.</summary>
        public bool Meets(in Moving other, out Fraction first)
        {
            first = new Fraction(0, 1);
            var last = new Fraction(1, 1);
            return Overlap(other.X - X, other.WayX - WayX, HalfWidth + other.HalfWidth, ref first, ref last)
                && Overlap(other.Y - Y, other.WayY - WayY, HalfHeight + other.HalfHeight, ref first, ref last)
                && first.IsBefore(last);
        }

        /// <summary>Narrows the time down to that in which -reach &lt; apart + way * t &lt; reach.</summary>
        private static bool Overlap(long apart, long way, long reach, ref Fraction first, ref Fraction last)
        {
            // Most pairs are far from each other all the time.
            if (Math.Min(apart, apart + way) >= reach || Math.Max(apart, apart + way) <= -reach)
                return false;

            if (way == 0)
                return true;

            var enters = way > 0 ? new Fraction(-reach - apart, way) : new Fraction(apart - reach, -way);
            var leaves = way > 0 ? new Fraction(reach - apart, way) : new Fraction(apart + reach, -way);
            first = first.IsBefore(enters) ? enters : first;
            last = leaves.IsBefore(last) ? leaves : last;
            return true;
        }
    }
}
