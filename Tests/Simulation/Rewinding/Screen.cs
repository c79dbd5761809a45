using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>
/// What shooters see, by the wire's rules and not the world's: a snapshot every second tick with places of a sixteenth of a unit, others drawn
/// between two of them, and a step that is too long for their speed drawn as a jump at its end. The own bullet flies in the tick that is played.
/// </summary>
internal sealed class Screen(Scene scene, int seats)
{
    private const int Divisor = 2;
    private const double Quantum = 16;
    private const double LongestStep = Divisor * 500.0 / 60 * 1.5;

    private readonly List<(double X, double Y)[]> _snapshots = [];
    private readonly EntityId[] _ids = new EntityId[seats];
    private readonly List<Shot> _shots = [];
    private uint _first;

    public int InFlight => _shots.Count;

    public int Judged { get; private set; }

    public int Hits { get; private set; }

    public int Disagreements { get; private set; }

    /// <summary>Of the disagreements those in which both hit, but not the same.</summary>
    public int Others { get; private set; }

    public string Example { get; private set; } = "";

    public void Add(EntityId bullet, FixedVector begin, FixedVector way, int age, Tick fired, int ticks) =>
        _shots.Add(new Shot(bullet, (Units(begin.X), Units(begin.Y)), (Units(way.X), Units(way.Y)), age / 256.0, fired.Value, fired.Value + (uint)ticks));

    /// <summary>After each tick.</summary>
    public void Note()
    {
        var tick = scene.World.Tick.Value;
        if (tick % Divisor != 0)
            return;

        _first = _snapshots.Count == 0 ? tick : _first;
        var places = new (double X, double Y)[seats];
        foreach (var state in scene.Avatars())
        {
            _ids[state.Slot.Value] = state.Id;
            places[state.Slot.Value] = (Math.Floor(Units(state.X) * Quantum + 0.5) / Quantum, Math.Floor(Units(state.Y) * Quantum + 0.5) / Quantum);
        }

        _snapshots.Add(places);
    }

    /// <summary>Where somebody will be drawn when a shot of that age has flown for so long, as far as can be told from here.</summary>
    public (double X, double Y) Lead(ushort slot, int age, int flight)
    {
        var shown = scene.World.Tick.Value - (age / 256.0);
        var drawn = Drawn(slot, Math.Min(shown, NewestTick));
        var before = Drawn(slot, Math.Min(shown, NewestTick) - 1);
        return (drawn.X + ((drawn.X - before.X) * flight), drawn.Y + ((drawn.Y - before.Y) * flight));
    }

    /// <summary>Compares the shots that have ended with what the screen has shown by now.</summary>
    public void Judge(Dictionary<EntityId, WorldEvent> verdicts)
    {
        var now = scene.World.Tick.Value;
        for (var index = _shots.Count - 1; index >= 0; index--)
        {
            var shot = _shots[index];
            var isOver = verdicts.TryGetValue(shot.Bullet, out var verdict);
            if (!isOver && now < shot.Until)
                continue;

            if (NewestTick < now)
                continue; // The screen has not shown it all yet.

            _shots.RemoveAt(index);
            Compare(shot, isOver ? verdict.Subject : EntityId.None, Math.Min(now, shot.Until));
        }
    }

    private uint NewestTick => _first + (uint)((_snapshots.Count - 1) * Divisor);

    private void Compare(Shot shot, EntityId judged, uint last)
    {
        var seen = EntityId.None;
        for (var tick = shot.Fired + 1; tick <= last && seen.IsNone; tick++)
            seen = FirstMet(shot, tick);

        Judged++;
        Hits += seen.IsNone ? 0 : 1;
        if (seen == judged)
            return;

        Disagreements++;
        Others += seen.IsNone || judged.IsNone ? 0 : 1;
        Example = $"bullet {shot.Bullet} of tick {shot.Fired}, {shot.Age} ticks old: the screen shows {seen}, judged is {judged}";
    }

    /// <summary>Whom the bullet touches first in a tick, on the screen; the shooter, in seat 0, does not count.</summary>
    private EntityId FirstMet(in Shot shot, uint tick)
    {
        var (first, met) = (2.0, EntityId.None);
        for (var slot = 1; slot < seats; slot++)
        {
            var moment = FirstMeeting(shot, tick, slot);
            if (moment < first)
                (first, met) = (moment, _ids[slot]);
        }

        return met;
    }

    /// <summary>When in a tick, 0 to 1; 2 for never. A target is drawn on straight ways which turn where a snapshot was taken.</summary>
    private double FirstMeeting(in Shot shot, uint tick, int slot)
    {
        var shown = (tick - 1 - shot.Age - _first) / Divisor;
        var turn = ((Math.Floor(shown) + 1) - shown) * Divisor;
        var moment = Meeting(shot, tick, slot, shown, 0, Math.Min(turn, 1));
        return moment > 1 && turn < 1 ? Meeting(shot, tick, slot, shown, turn, 1) : moment;
    }

    private double Meeting(in Shot shot, uint tick, int slot, double shown, double from, double to)
    {
        var index = Math.Clamp((int)Math.Floor(shown + ((from + to) / 2 / Divisor)), 0, _snapshots.Count - 2);
        var (place, step) = (_snapshots[index][slot], Step(index, slot));
        var flown = tick - 1 - shot.Fired;
        var (enter, leave) = (from, to);
        return Narrow(place.X + (step.X * (shown - index)) - shot.Begin.X - (shot.Way.X * flown), (step.X / Divisor) - shot.Way.X, 32 + 4, ref enter, ref leave)
            && Narrow(place.Y + (step.Y * (shown - index)) - shot.Begin.Y - (shot.Way.Y * flown), (step.Y / Divisor) - shot.Way.Y, 11 + 15, ref enter, ref leave)
            && enter < leave ? enter : 2;
    }

    private static bool Narrow(double apart, double way, double half, ref double enter, ref double leave)
    {
        if (way == 0)
            return Math.Abs(apart) < half;

        var (one, other) = ((-half - apart) / way, (half - apart) / way);
        (enter, leave) = (Math.Max(enter, Math.Min(one, other)), Math.Min(leave, Math.Max(one, other)));
        return true;
    }

    /// <summary>From a snapshot to the next; a step too long for the speed is not drawn.</summary>
    private (double X, double Y) Step(int index, int slot)
    {
        var (from, to) = (_snapshots[index][slot], _snapshots[index + 1][slot]);
        var (x, y) = (to.X - from.X, to.Y - from.Y);
        return Math.Max(Math.Abs(x), Math.Abs(y)) > LongestStep ? default : (x, y);
    }

    private (double X, double Y) Drawn(int slot, double tick)
    {
        var at = Math.Clamp((tick - _first) / Divisor, 0, _snapshots.Count - 1);
        var index = Math.Min((int)at, _snapshots.Count - 2);
        var (from, step) = (_snapshots[index][slot], Step(index, slot));
        return (from.X + (step.X * (at - index)), from.Y + (step.Y * (at - index)));
    }

    private static double Units(Fixed value) => value.Raw / (double)Fixed.RawPerUnit;

    private readonly record struct Shot(EntityId Bullet, (double X, double Y) Begin, (double X, double Y) Way, double Age, uint Fired, uint Until);
}
