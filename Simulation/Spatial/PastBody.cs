using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Spatial;

/// <summary>
/// A body as it was up to a trail's length ago: straight from one tick's place to the next, but standing until a jump happens. Ages are in 256ths
/// of a tick before the end of the present tick.
/// </summary>
/// <remarks>
/// <code>
/// place   2      1      0      -1        the newest of the trail is 0, where the body is now is -1
/// tick  now-3  now-2  now-1   now
///         |------|--ss--|sss---|          s: what a shot of an age between two ticks sweeps against
/// </code>
/// </remarks>
internal readonly ref struct PastBody
{
    private readonly ref readonly Trail _trail;
    private readonly Tick _now;
    private readonly int _tickRate;
    private readonly FixedVector _place;
    private readonly bool _jumpsNow;

    /// <param name="trail">Without the present tick.</param>
    /// <param name="now">The present tick.</param>
    /// <param name="tickRate">Of the world.</param>
    /// <param name="position">Where the body is now.</param>
    /// <param name="velocity">The way that it went in this tick.</param>
    /// <param name="box">The body's.</param>
    public PastBody(ref readonly Trail trail, Tick now, int tickRate, in Position position, in Velocity velocity, in Box box)
    {
        _trail = ref trail;
        _now = now;
        _tickRate = tickRate;
        _place = new FixedVector(position.X, position.Y);
        _jumpsNow = IsJump(At(0), _place, velocity, box);
    }

    /// <summary>Whether a body came from one place to the next otherwise than its velocity says, by more than half its size.</summary>
    public static bool IsJump(FixedVector from, FixedVector to, in Velocity velocity, in Box box) =>
        Fixed.Abs(to.X - from.X - velocity.X) > box.HalfWidth || Fixed.Abs(to.Y - from.Y - velocity.Y) > box.HalfHeight;

    /// <summary>Where it was; false when it did not live then, or has died since.</summary>
    public bool TryFindPlace(int age, out FixedVector place)
    {
        var (whole, part) = (age / Trail.AgeParts, age % Trail.AgeParts);
        if (part == 0)
        {
            place = whole <= _trail.Lived ? At(whole - 1) : default;
            return whole <= _trail.Lived;
        }

        var lived = TryFindWay(whole, out var from, out var way);
        place = from + Part(way, Trail.AgeParts - part);
        return lived;
    }

    /// <summary>Where it was, or the oldest place of its life that is known.</summary>
    public FixedVector FindPlace(int age) => TryFindPlace(Math.Min(age, _trail.Lived * Trail.AgeParts), out var place) ? place : _place;

    /// <summary>The first moment of the tick at which a bullet meets it as it was: the bullet's way through this tick, the body's so much earlier.</summary>
    /// <param name="bullet">On its way.</param>
    /// <param name="age">1 to <see cref="Trail.AgeLimitAt"/>.</param>
    /// <param name="box">The body's.</param>
    /// <param name="impact">The moment.</param>
    public bool IsMet(in Sweeper bullet, int age, in Box box, out Moment impact)
    {
        var (whole, part) = (age / Trail.AgeParts, age % Trail.AgeParts);
        var turn = new Moment(part, Trail.AgeParts);
        if (part != 0
            && TryFindWay(whole + 1, out var from, out var way)
            && bullet.Meets(Moving(from + Part(way, Trail.AgeParts - part), way, box), Moment.Begin, turn, out impact))
        {
            return true;
        }

        impact = default;
        return TryFindWay(whole, out from, out way)
            && bullet.Meets(Moving(from - Part(way, part), way, box), turn, Moment.End, out impact);
    }

    /// <summary>The smallest rectangle around all its places and ways; false when it has no past.</summary>
    public bool TryFindBounds(in Box box, out FixedRectangle bounds)
    {
        var (low, high) = (_place, _place);
        for (var index = 0; index < _trail.Lived; index++)
        {
            var place = At(index);
            low = new(Fixed.Min(low.X, place.X), Fixed.Min(low.Y, place.Y));
            high = new(Fixed.Max(high.X, place.X), Fixed.Max(high.Y, place.Y));
        }

        bounds = new(low.X - box.HalfWidth, low.Y - box.HalfHeight, high.X + box.HalfWidth, high.Y + box.HalfHeight);
        return _trail.Lived > 0;
    }

    private static Sweeper Moving(FixedVector begin, FixedVector way, in Box box) => new()
    {
        Begin = begin,
        Way = way,
        HalfWidth = box.HalfWidth,
        HalfHeight = box.HalfHeight,
    };

    private static FixedVector Part(FixedVector way, int parts) => new(way.X.Scale(parts, Trail.AgeParts), way.Y.Scale(parts, Trail.AgeParts));

    /// <summary>From a place to the next newer one; false when the body did not live at the first.</summary>
    private bool TryFindWay(int index, out FixedVector from, out FixedVector way)
    {
        (from, way) = (default, default);
        if (index >= _trail.Lived)
            return false;

        from = At(index);
        var jumps = index == 0 ? _jumpsNow : (_trail.Jumps >> (index - 1) & 1) != 0;
        way = jumps ? default : At(index - 1) - from;
        if (IsTooFar(way.X) || IsTooFar(way.Y))
            way = default; // Nothing is that fast: a checkpoint or a planted fault says so.

        return true;
    }

    private bool IsTooFar(Fixed step) => Fixed.Abs(step) > Rates.PerTick(Rates.SpeedLimit, _tickRate) * 2;

    private FixedVector At(int index) => index < 0 ? _place : _trail.At(_now + -(index + 1), _tickRate);
}
