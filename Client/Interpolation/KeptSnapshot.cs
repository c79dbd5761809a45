using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Interpolation;

/// <summary>What one snapshot told, in the order of <see cref="Keys"/>, and how it hangs together with the one before. Reusable.</summary>
internal sealed class KeptSnapshot
{
    /// <summary>Further than so many times what its speed allows, a body did not move: it was put there.</summary>
    private const double Leap = 1.5;

    /// <summary>Raw units by which two told places of a body that stands may differ: they are rounded to sixteenths of a unit.</summary>
    private const double Rounding = 3 * Fixed.RawPerUnit / 16;

    private EntityState[] _states = new EntityState[64];
    private Track[] _tracks = new Track[64];
    private ulong[] _keys = new ulong[64];
    private int[] _places = new int[64];

    public Tick Tick { get; private set; }

    public uint ClockTicks { get; private set; }

    /// <summary>Ticks after the snapshot before in which nobody did anything but what was foretold: so many snapshots in a row are not lost.</summary>
    public int QuietTicks { get; private set; }

    public int Count { get; private set; }

    /// <summary>Sorted: avatars first, by id within them and within the others.</summary>
    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, Count);

    public ref readonly EntityState this[int index] => ref _states[_places[index]];

    public ref readonly Track TrackOf(int index) => ref _tracks[index];

    public static ulong KeyOf(in EntityState state) => (state.Kind == EntityKind.Avatar ? 0 : 1UL << 63) | state.Id.Value;

    /// <summary>Becomes what a view shows.</summary>
    /// <param name="view">Of a snapshot.</param>
    /// <param name="before">The snapshot before it; null for none.</param>
    /// <param name="longestLoss">Ticks; in a longer pause the server had nothing to say until the last so many of them.</param>
    /// <param name="memory">Ticks in which a speed is forgotten that is no longer seen.</param>
    /// <param name="grace">Ticks by which what was told may have been behind: servers tell late what has no room.</param>
    /// <param name="lives">Counts what has appeared.</param>
    public void Take(WorldView view, KeptSnapshot? before, int longestLoss, int memory, double grace, ref long lives)
    {
        var entities = view.Entities;
        (Tick, ClockTicks, Count) = (view.Tick, view.ClockTicks, entities.Length);
        QuietTicks = before is null ? 0 : Math.Max(0, Tick.Since(before.Tick) - longestLoss);
        if (_states.Length < Count)
        {
            var length = Math.Max(_states.Length * 2, Count);
            (_states, _tracks) = (new EntityState[length], new Track[length]);
            (_keys, _places) = (new ulong[length], new int[length]);
        }

        entities.CopyTo(_states);
        for (var index = 0; index < Count; index++)
        {
            _keys[index] = KeyOf(in _states[index]);
            _places[index] = index;
        }

        _keys.AsSpan(0, Count).Sort(_places.AsSpan(0, Count));
        Connect(before, memory, grace, ref lives);
    }

    /// <summary>
    /// Whether everything is where it would be if nobody had done anything since that snapshot but in the last ticks before this one: then the
    /// server was not unheard in between, it had nothing to say.
    /// </summary>
    public bool IsForetoldBy(KeptSnapshot before, int lastTicks)
    {
        var ticks = Tick.Since(before.Tick);
        var other = 0;
        for (var index = 0; index < Count; index++)
        {
            while (other < before.Count && before._keys[other] < _keys[index])
                other++;
            if (other == before.Count)
                return true;
            if (before._keys[other] != _keys[index])
                continue;

            ref readonly var then = ref before[other];
            ref readonly var now = ref this[index];
            var (x, y) = ((double)then.X.Raw + ((double)then.VelocityX.Raw * ticks) - now.X.Raw, (double)then.Y.Raw + ((double)then.VelocityY.Raw * ticks) - now.Y.Raw);
            var most = (_tracks[index].Reach * lastTicks) + Rounding;
            if ((x * x) + (y * y) > most * most)
                return false;
        }

        return true;
    }

    private void Connect(KeptSnapshot? before, int memory, double grace, ref long lives)
    {
        var ticks = before is null ? 0 : Tick.Since(before.Tick);
        var other = 0;
        for (var index = 0; index < Count; index++)
        {
            while (before is not null && other < before.Count && before._keys[other] < _keys[index])
                other++;

            ref readonly var now = ref this[index];
            var reach = Math.Max(LengthOf(now.VelocityX, now.VelocityY), now.Speed.Raw);
            if (before is null || other == before.Count || before._keys[other] != _keys[index])
            {
                _tracks[index] = new Track(++lives, reach);
                continue;
            }

            ref readonly var track = ref before._tracks[other];
            reach = Math.Max(reach, track.Reach - ((track.Reach - reach) * Math.Min(1, (double)ticks / memory)));
            var isSame = IsSame(in before[other], in now, Math.Max(reach, track.Reach), ticks - QuietTicks, grace);
            _tracks[index] = new Track(isSame ? track.Life : ++lives, reach);
        }
    }

    /// <summary>
    /// Whether a body went from where it was foretold to be to the other place, instead of being put there. Who died or came back in between
    /// has no grace. Fewer deaths are a new count.
    /// </summary>
    private bool IsSame(in EntityState then, in EntityState now, double reach, double ticks, double grace)
    {
        if (then.Kind != now.Kind)
            return false;

        var isMarked = ((then.Flags ^ now.Flags) & EntityFlags.Alive) != 0 || now.Deaths > then.Deaths;
        var (x, y) = (now.X.Raw - then.X.Raw - ((double)then.VelocityX.Raw * QuietTicks), now.Y.Raw - then.Y.Raw - ((double)then.VelocityY.Raw * QuietTicks));
        var most = (reach * Math.Max(Leap * ticks, isMarked ? 0 : ticks + (Leap * grace))) + Rounding;
        return (x * x) + (y * y) <= most * most;
    }

    private static double LengthOf(Fixed x, Fixed y) => Math.Sqrt(((double)x.Raw * x.Raw) + ((double)y.Raw * y.Raw));

    /// <summary>What is known of an entity from snapshot to snapshot.</summary>
    /// <param name="Life">The same as long as it moves on; another one after it appeared, died or was put elsewhere.</param>
    /// <param name="Reach">Raw units that it may go in a tick: its speed, or the fastest it was seen of late.</param>
    public readonly record struct Track(long Life, double Reach);
}
