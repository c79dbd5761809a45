using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>
/// What shooters see, by the wire's rules and not the world's: a snapshot every second tick with places of a sixteenth of a unit, others drawn
/// between two of them, and a step that is too long for their speed drawn as a jump at its end. The own bullet flies in the tick that is played.
/// </summary>
internal sealed class Screen(Scene scene)
{
    private static readonly uint Divisor = uint.Parse(Environment.GetEnvironmentVariable("DIV") ?? "2");
    private const double Quantum = 16;
    private static readonly double LongestStep = Divisor * 500.0 / 60 * 1.5;

    private readonly List<Dictionary<ushort, (double X, double Y)>> _snapshots = [];
    private readonly Dictionary<ushort, EntityId> _ids = [];
    private readonly List<Shot> _shots = [];
    private readonly List<ushort> _near = [];
    private uint _first;

    public int InFlight => _shots.Count;

    public int Judged { get; private set; }

    public int Hits { get; private set; }

    public int Disagreements { get; private set; }

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
        var places = new Dictionary<ushort, (double X, double Y)>();
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

    private uint NewestTick => _first + ((uint)(_snapshots.Count - 1) * Divisor);

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
        Example = $"bullet {shot.Bullet} of tick {shot.Fired}, {shot.Age} ticks old: the screen shows {seen}, judged is {judged}";
    }

    /// <summary>Whom the bullet touches first in a tick, on the screen; the shooter, in seat 0, does not count.</summary>
    private EntityId FirstMet(in Shot shot, uint tick)
    {
        const int steps = 64;
        _near.Clear();
        foreach (var slot in _ids.Keys)
        {
            var (shown, flying) = (Drawn(slot, tick - 0.5 - shot.Age), At(shot, tick - 0.5));
            if (slot != 0 && Math.Abs(shown.X - flying.X) + Math.Abs(shown.Y - flying.Y) < 150)
                _near.Add(slot);
        }

        for (var step = 0; step < steps && _near.Count > 0; step++)
        {
            var moment = tick - 1 + ((step + 0.5) / steps);
            var bullet = At(shot, moment);
            foreach (var slot in _near)
            {
                var target = Drawn(slot, moment - shot.Age);
                if (Math.Abs(target.X - bullet.X) < 32 + 4 && Math.Abs(target.Y - bullet.Y) < 11 + 15)
                    return _ids[slot];
            }
        }

        return EntityId.None;
    }

    private static (double X, double Y) At(in Shot shot, double moment) =>
        (shot.Begin.X + (shot.Way.X * (moment - shot.Fired)), shot.Begin.Y + (shot.Way.Y * (moment - shot.Fired)));

    private (double X, double Y) Drawn(ushort slot, double tick)
    {
        var at = Math.Clamp((tick - _first) / Divisor, 0, _snapshots.Count - 1);
        var index = (int)at;
        var from = _snapshots[index][slot];
        if (index == _snapshots.Count - 1)
            return from;

        var (stepX, stepY) = (_snapshots[index + 1][slot].X - from.X, _snapshots[index + 1][slot].Y - from.Y);
        var part = Math.Max(Math.Abs(stepX), Math.Abs(stepY)) > LongestStep ? 0 : at - index;
        return (from.X + (stepX * part), from.Y + (stepY * part));
    }

    private static double Units(Fixed value) => value.Raw / (double)Fixed.RawPerUnit;

    private readonly record struct Shot(EntityId Bullet, (double X, double Y) Begin, (double X, double Y) Way, double Age, uint Fired, uint Until);
}
