using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Snapshots;

/// <summary>
/// From parts to the newest readable view of the world. Two views take turns, so that a body that turns out malformed
/// leaves the one being shown alone.
/// </summary>
public sealed class SnapshotReceiver
{
    private readonly SnapshotAssembler _assembler = new();
    private SnapshotDecoder? _decoder;
    private EntityStates? _states;
    private WorldView _back = new();
    private ReplicaPicture _backPicture = new();

    /// <summary>
    /// The world by the newest snapshot, at its tick or where it is foretold (<see cref="Foretell"/>); empty before the first. Replaced by
    /// another object with the next one.
    /// </summary>
    public WorldView View { get; private set; } = new();

    /// <summary>The newest snapshot by components and fields. Replaced by another object with the next snapshot.</summary>
    public ReplicaPicture Picture { get; private set; } = new();

    /// <summary>What the snapshots are made of; null as long as it is not known.</summary>
    public ReplicaCodes? Codes { get; private set; }

    public SnapshotHeader Header { get; private set; }

    /// <summary>
    /// What an input acknowledges: the tick of the newest complete snapshot. 0 before the first, and after one that could not be used:
    /// the server begins anew then.
    /// </summary>
    public Tick Newest => _decoder?.Newest ?? default;

    /// <summary>Bits that each component of <see cref="Codes"/> took so far in this room; empty before <see cref="Begin"/>.</summary>
    public ReadOnlySpan<long> ComponentBits => _decoder is null ? default : _decoder.ComponentBits;

    /// <summary>Snapshots of which not all parts came.</summary>
    public long Incomplete => _assembler.Incomplete;

    /// <summary>Complete bodies that could not be read.</summary>
    public long Malformed { get; private set; }

    /// <summary>Complete bodies that say only what differs from a snapshot that is not here.</summary>
    public long Baseless { get; private set; }

    /// <summary>Forgets everything, for another room whose snapshots are made of this.</summary>
    public void Begin(ReplicaCodes codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        Reset();
        Codes = codes;
        _decoder = new SnapshotDecoder(codes);
        _states = new EntityStates(codes.Schema);
    }

    /// <summary>True when the part completed a snapshot that is now shown. Nothing is before <see cref="Begin"/>.</summary>
    public bool TryAdd(in SnapshotPart part, out PartResult result)
    {
        result = PartResult.Stale;
        if (_decoder is null)
            return false;

        result = _assembler.Add(in part);
        if (result != PartResult.Completed)
            return false;

        if (!_decoder.TryDecode(part.Tick, _assembler.Flags, _assembler.Body, _backPicture, out var hasBase))
        {
            _assembler.Disown();
            Malformed += hasBase ? 1 : 0;
            Baseless += hasBase ? 0 : 1;
            return false;
        }

        (Picture, _backPicture) = (_backPicture, Picture);
        Header = Picture.Header;

        // What is shown never goes back: one that was overtaken by what it foretells is shown there.
        if (!View.Tick.IsNewerThan(Header.Tick) || !TryShowAt(View.Tick))
            Show(Picture);
        return true;
    }

    /// <summary>Shows what the newest snapshot makes of a later tick: where nothing but what it foretells happens, none comes.</summary>
    public void Foretell(Tick tick)
    {
        if (tick.IsNewerThan(View.Tick))
            TryShowAt(tick);
    }

    /// <summary>The newest snapshot at its own tick, however far <see cref="View"/> has gone on.</summary>
    internal void ShowNewest(WorldView view) => _states?.Show(Picture, view);

    private bool TryShowAt(Tick tick)
    {
        if (_decoder?.TryForetell(tick, _backPicture) != true)
            return false;

        Show(_backPicture);
        return true;
    }

    private void Show(ReplicaPicture picture)
    {
        _states!.Show(picture, _back);
        (View, _back) = (_back, View);
    }

    /// <summary>Forgets everything, for another room.</summary>
    public void Reset()
    {
        _assembler.Reset();
        _decoder = null;
        Codes = null;
        View.Clear();
        View.Tick = default;
        View.ClockTicks = 0;
        Picture = new ReplicaPicture();
        Header = default;
    }
}
