using Ecs.Protocol.Messages;
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
    private WorldView _back = new();

    /// <summary>The newest snapshot; empty before the first. Replaced by another object with the next snapshot.</summary>
    public WorldView View { get; private set; } = new();

    public SnapshotHeader Header { get; private set; }

    /// <summary>Tick of the newest complete snapshot, 0 before the first: what an input acknowledges.</summary>
    public Tick Newest => Header.Tick;

    /// <summary>Snapshots of which not all parts came.</summary>
    public long Incomplete => _assembler.Incomplete;

    /// <summary>Complete bodies that could not be read.</summary>
    public long Malformed { get; private set; }

    /// <summary>True when the part completed a snapshot that is now shown.</summary>
    public bool TryAdd(in SnapshotPart part, out PartResult result)
    {
        result = _assembler.Add(in part);
        if (result != PartResult.Completed)
            return false;

        if (!FullStateCodec.TryDecode(_assembler.Body, out var header, _back) || header.Tick != part.Tick)
        {
            _assembler.Disown();
            Malformed++;
            return false;
        }

        (View, _back) = (_back, View);
        Header = header;
        return true;
    }

    /// <summary>Forgets everything, for another room.</summary>
    public void Reset()
    {
        _assembler.Reset();
        View.Clear();
        View.Tick = default;
        View.ClockTicks = 0;
        Header = default;
    }
}
