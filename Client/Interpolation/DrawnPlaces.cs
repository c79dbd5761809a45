using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;

namespace Ecs.Client.Interpolation;

/// <summary>
/// Where everything was drawn last, so that what was foretold wrongly walks to where it belongs instead of jumping there. Entities are asked
/// for in the order of their keys.
/// </summary>
internal sealed class DrawnPlaces
{
    /// <summary>How many times its speed somebody may be drawn at: as fast as a clock that runs 10 % faster, and some more to catch up.</summary>
    private const double Haste = 1.4;

    /// <summary>Raw units a tick in which roundings are made up for.</summary>
    private const double Creep = 24;

    private Drawn[] _last = new Drawn[64];
    private Drawn[] _now = new Drawn[64];
    private int _lastCount;
    private int _count;
    private int _at;

    /// <summary>Times that something was too far off to walk there.</summary>
    public long Snaps { get; private set; }

    public void Clear() => (_lastCount, _count, _at) = (0, 0, 0);

    /// <summary>Begins another frame.</summary>
    public void Begin()
    {
        (_last, _now) = (_now, _last);
        (_lastCount, _count, _at) = (_count, 0, 0);
    }

    /// <summary>Moves a state to where it is drawn.</summary>
    /// <param name="key">Larger than that of the one before.</param>
    /// <param name="track">What is known of it.</param>
    /// <param name="ticks">Since the last frame, in real time.</param>
    /// <param name="far">In ticks of its speed: what is further off is put there.</param>
    /// <param name="state">Where it belongs.</param>
    public void Draw(ulong key, in KeptSnapshot.Track track, double ticks, double far, ref EntityState state)
    {
        while (_at < _lastCount && _last[_at].Key < key)
            _at++;
        if (_at < _lastCount && _last[_at].Key == key && _last[_at].Life == track.Life)
            Walk(in _last[_at], track.Reach, ticks, far, ref state);

        if (_count == _now.Length)
            Array.Resize(ref _now, _count * 2);
        _now[_count++] = new Drawn(key, track.Life, state.X, state.Y);
    }

    private void Walk(in Drawn from, double reach, double ticks, double far, ref EntityState state)
    {
        var (x, y) = ((double)state.X.Raw - from.X.Raw, (double)state.Y.Raw - from.Y.Raw);
        var way = Math.Sqrt((x * x) + (y * y));
        var most = ((Haste * reach) + Creep) * ticks;
        if (way <= most)
            return;

        if (way > most + (far * (reach + Creep)))
        {
            Snaps++;
            return;
        }

        state.X = new Fixed(from.X.Raw + (int)(x * most / way));
        state.Y = new Fixed(from.Y.Raw + (int)(y * most / way));
    }

    private readonly record struct Drawn(ulong Key, long Life, Fixed X, Fixed Y);
}
