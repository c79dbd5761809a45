using Ecs.DebugView.Frames;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>How fast bytes go out to each seat, from totals taken about once a second.</summary>
public sealed class SentBytes
{
    private readonly Dictionary<PlayerSlot, (long Slot, long Bytes, double PerSecond)> _bySeat = [];

    /// <summary>Takes the totals of a frame in; earlier frames than the last change nothing.</summary>
    public void Add(Frame frame, int tickRate)
    {
        // Slots that were given up are time as well.
        var slot = frame.Number + frame.Figures.SkippedTicks;
        foreach (ref readonly var player in frame.Players)
        {
            if (player.BytesOut < 0)
                continue;
            if (!_bySeat.TryGetValue(player.Slot, out var last) || player.BytesOut < last.Bytes)
                _bySeat[player.Slot] = (slot, player.BytesOut, 0);
            else if (slot - last.Slot >= tickRate)
                _bySeat[player.Slot] = (slot, player.BytesOut, (player.BytesOut - last.Bytes) * (double)tickRate / (slot - last.Slot));
        }
    }

    /// <summary>Bytes per second; 0 for a seat of which nothing is known.</summary>
    public double PerSecond(PlayerSlot slot) => _bySeat.TryGetValue(slot, out var last) ? last.PerSecond : 0;
}
