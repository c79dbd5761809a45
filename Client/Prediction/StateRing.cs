using Ecs.Simulation.Values;

namespace Ecs.Client.Prediction;

/// <summary>What the avatar was predicted to be in the last ticks.</summary>
internal sealed class StateRing(int fields)
{
    private readonly long[] _values = new long[CommandRing.Kept * fields];
    private readonly Tick[] _ticks = new Tick[CommandRing.Kept];
    private readonly bool[] _met = new bool[CommandRing.Kept];

    /// <summary>The values of a tick; they are to be filled in.</summary>
    /// <param name="tick">Takes the place of the one that is so much older.</param>
    /// <param name="met">Whether somebody else stood in the way in it.</param>
    public Span<long> Put(Tick tick, bool met)
    {
        var place = PlaceOf(tick);
        _ticks[place] = tick;
        _met[place] = met;
        return _values.AsSpan(place * fields, fields);
    }

    /// <summary>Empty for a tick that is not there.</summary>
    public ReadOnlySpan<long> Of(Tick tick) =>
        _ticks[PlaceOf(tick)] == tick && tick != default ? _values.AsSpan(PlaceOf(tick) * fields, fields) : default;

    /// <summary>Whether somebody stood in the way in a tick after the one and up to the other.</summary>
    public bool HasMet(Tick after, Tick last)
    {
        for (var tick = last; tick.IsNewerThan(after); tick = tick + -1)
        {
            var place = PlaceOf(tick);
            if (_ticks[place] != tick)
                return false;
            if (_met[place])
                return true;
        }

        return false;
    }

    public void Clear() => Array.Clear(_ticks);

    private static int PlaceOf(Tick tick) => (int)(tick.Value % CommandRing.Kept);
}
