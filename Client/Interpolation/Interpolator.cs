using Ecs.Protocol;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Interpolation;

/// <summary>
/// What to draw of others: the world at a moment between two snapshots that have come, a little in the past. How far adapts to the network:
/// the worse it is, the more is kept in hand. What moves is drawn without steps; who respawned or was put elsewhere is there at
/// once, and who comes or goes does so at its moment. Drawing allocates only to grow.
/// </summary>
public sealed class Interpolator
{
    private const int Kept = 64;

    /// <summary>Seconds for which bodies go on by their velocity where a snapshot is missing. Then they stand.</summary>
    private const double Extrapolation = 0.1;

    /// <summary>Seconds of its speed by which what was drawn may be off and still walks.</summary>
    private const double Far = 0.5;

    /// <summary>
    /// Seconds of its speed by which somebody may be off by what was told and is not taken to have been put elsewhere: a server that has more
    /// to tell than there is room for tells late.
    /// </summary>
    private const double Grace = 0.1;

    /// <summary>The same in the first <see cref="Settling"/> seconds, in which a whole room is to be told.</summary>
    private const double FirstGrace = 0.5;

    /// <summary>Seconds.</summary>
    private const int Settling = 2;

    private readonly KeptSnapshot[] _kept = new KeptSnapshot[Kept];
    private readonly PlayoutClock _clock;
    private readonly DrawnPlaces _drawn = new();
    private readonly WorldView _view = new();
    private readonly int _tickRate;
    private readonly int _interval;
    private Tick _origin;
    private double _drawnAt;
    private long _lives;
    private int _first;
    private int _count;
    private int _lively;
    private bool _trustsSilence;

    /// <param name="tickRate">Ticks per second, as <c>Entered</c> says.</param>
    /// <param name="interval">Ticks from one snapshot to the next, as <c>Entered</c> says.</param>
    public Interpolator(int tickRate, int interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tickRate, 1);
        _tickRate = tickRate;
        _interval = Math.Max(1, interval);
        _clock = new PlayoutClock(_tickRate, _interval);
        for (var index = 0; index < Kept; index++)
            _kept[index] = new KeptSnapshot();
    }

    /// <summary>Whether there is anything to draw.</summary>
    public bool HasSnapshots => _count > 0;

    /// <summary>Ticks kept in hand against jitter and loss, the interval between snapshots included.</summary>
    public double BufferTicks => _clock.Buffer;

    /// <summary>How much faster than real time what is drawn runs now: -0.1 to 0.1; -1 while it stands because the server stood.</summary>
    public double Rate => _clock.Rate;

    /// <summary>Times that something was drawn in a place that it could not have walked to, because what came was too old or too little.</summary>
    public long Snaps => _drawn.Snaps;

    /// <summary>
    /// The moment that is drawn. Where a snapshot is missing, that of the newest one: what was made up is no view of the world. In a quiet room
    /// nothing is made up, the server's silence says that all went as foretold.
    /// </summary>
    public SeenMoment Moment
    {
        get
        {
            if (_count == 0)
                return default;

            var newest = Newest.Tick.Since(_origin);
            var moment = Math.Min(Math.Max(_clock.Moment, Oldest.Tick.Since(_origin)), _trustsSilence ? newest + Silence : newest);
            var tick = (int)Math.Floor(moment);
            return new SeenMoment(_origin + tick, (byte)((moment - tick) * SeenMoment.Parts));
        }
    }

    /// <summary>Seconds by which the moment drawn lies behind the newest snapshot; negative while the view goes on without one.</summary>
    public double SecondsBehind => _count == 0 ? 0 : (Newest.Tick.Since(_origin) - _clock.Moment) / _tickRate;

    /// <summary>Whether the newest snapshot came late and brought only what had been foretold: then none was lost that anybody would have missed.</summary>
    internal bool WasQuiet { get; private set; }

    private KeptSnapshot Newest => _kept[(_first + _count - 1) % Kept];

    private KeptSnapshot Oldest => _kept[_first];

    /// <summary>Forgets everything, for another connection.</summary>
    public void Reset()
    {
        _clock.Reset();
        _drawn.Clear();
        (_first, _count, _lively, _trustsSilence, _drawnAt) = (0, 0, 0, false, 0);
    }

    /// <summary>Lets time pass; before what arrived in it is added.</summary>
    public void Advance(TimeSpan elapsed) => _clock.Advance(elapsed, Silence);

    /// <summary>A snapshot has come. One that is not newer than all before counts as not come.</summary>
    /// <param name="snapshot">As it was told, at its own tick.</param>
    public void Add(WorldView snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (_count == 0)
            _origin = snapshot.Tick;
        else if (!snapshot.Tick.IsNewerThan(Newest.Tick))
            return;

        var before = _count == 0 ? null : Newest;
        if (_count == Kept)
        {
            _first = (_first + 1) % Kept;
            _count--;
        }

        _count++;
        var grace = (snapshot.Tick.Since(_origin) < Settling * _tickRate ? FirstGrace : Grace) * _tickRate;
        Newest.Take(snapshot, before, (int)(Extrapolation * _tickRate), _tickRate, grace, ref _lives);
        WasQuiet = before is not null && Newest.Tick.Since(before.Tick) > _interval && Newest.IsForetoldBy(before, _interval);
        if (before is not null)
            JudgeSilence(Newest.Tick.Since(before.Tick));
        _clock.Arrive(snapshot.Tick.Since(_origin), WasQuiet);
    }

    /// <summary>
    /// The world as it is to be drawn now; empty before the first snapshot. Its tick is that of the last snapshot before the moment. Another
    /// call replaces what is in it.
    /// </summary>
    public WorldView Draw()
    {
        _view.Clear();
        if (_count == 0)
            return _view;

        var moment = Math.Max(_clock.Moment, Oldest.Tick.Since(_origin));
        Forget(moment);
        var ticks = Math.Max(0, _clock.Local - _drawnAt);
        _drawnAt = _clock.Local;
        _drawn.Begin();
        (_view.Tick, _view.ClockTicks) = (Oldest.Tick, Oldest.ClockTicks);
        var past = moment - Oldest.Tick.Since(_origin);
        if (_count == 1)
            DrawAlone(Math.Min(past, Silence), ticks);
        else
            DrawBetween(past, _kept[(_first + 1) % Kept], ticks);
        return _view;
    }

    /// <summary>Ticks for which the newest snapshot may be spun on.</summary>
    private double Silence => _trustsSilence ? Math.Max(Limits.LongestPause, _interval) : Extrapolation * _tickRate;

    /// <summary>
    /// A server that has nothing to say but what it foretold says nothing for as long as half a second: where such a silence was seen, the
    /// next one is taken for another, until snapshots have come one after the other for a second.
    /// </summary>
    private void JudgeSilence(int gap)
    {
        if (gap > Extrapolation * _tickRate)
            _trustsSilence = WasQuiet && gap <= Math.Max(Limits.LongestPause, _interval);

        _lively = gap <= _interval ? _lively + gap : 0;
        if (_lively >= _tickRate)
            _trustsSilence = false;
    }

    /// <summary>Lets go of what lies before the moment, but the last of it.</summary>
    private void Forget(double moment)
    {
        while (_count > 1 && _kept[(_first + 1) % Kept].Tick.Since(_origin) <= moment)
        {
            _first = (_first + 1) % Kept;
            _count--;
        }
    }

    private void DrawAlone(double past, double ticks)
    {
        var snapshot = Oldest;
        for (var index = 0; index < snapshot.Count; index++)
        {
            var state = snapshot[index];
            Fly(ref state, past);
            Put(snapshot, index, ticks, ref state);
        }
    }

    private void DrawBetween(double past, KeptSnapshot next, double ticks)
    {
        var snapshot = Oldest;
        var quiet = next.QuietTicks;
        var part = Math.Max(0, past - quiet) / (next.Tick.Since(snapshot.Tick) - quiet);
        var other = 0;
        for (var index = 0; index < snapshot.Count; index++)
        {
            var key = snapshot.Keys[index];
            while (other < next.Count && next.Keys[other] < key)
                other++;

            var state = snapshot[index];
            var goesOn = other < next.Count && next.Keys[other] == key;
            Fly(ref state, goesOn ? Math.Min(past, quiet) : past);
            if (goesOn && next.TrackOf(other).Life == snapshot.TrackOf(index).Life)
                Approach(ref state, in next[other], part);
            Put(snapshot, index, ticks, ref state);
        }
    }

    private void Put(KeptSnapshot snapshot, int index, double ticks, ref EntityState state)
    {
        _drawn.Draw(snapshot.Keys[index], in snapshot.TrackOf(index), ticks, Far * _tickRate, ref state);
        _view.Add(in state);
    }

    private static void Fly(ref EntityState state, double ticks)
    {
        state.X = Move(state.X, state.VelocityX.Raw * ticks);
        state.Y = Move(state.Y, state.VelocityY.Raw * ticks);
    }

    private static void Approach(ref EntityState state, in EntityState next, double part)
    {
        state.X = Move(state.X, ((double)next.X.Raw - state.X.Raw) * part);
        state.Y = Move(state.Y, ((double)next.Y.Raw - state.Y.Raw) * part);

        // The shorter way round.
        var turn = unchecked((short)(next.Aim.Raw - state.Aim.Raw));
        state.Aim = new Angle(unchecked((ushort)(state.Aim.Raw + (int)Math.Round(turn * part))));
    }

    private static Fixed Move(Fixed from, double by) => new((int)Math.Clamp(from.Raw + Math.Round(by), int.MinValue, int.MaxValue));
}
