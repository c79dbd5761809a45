using Ecs.DebugView.Frames;
using Ecs.Simulation;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>How fast bytes go out to each seat, from totals taken about once a second.</summary>
public sealed class SentBytes
{
    private readonly Dictionary<PlayerSlot, (long Number, long Bytes, double PerSecond)> _bySeat = [];

    /// <summary>Takes the totals of a frame in; earlier frames than the last change nothing.</summary>
    public void Add(Frame frame, int tickRate)
    {
        foreach (ref readonly FramePlayer player in frame.Players)
        {
            if (player.BytesOut < 0)
                continue;
            if (!_bySeat.TryGetValue(player.Slot, out var last) || player.BytesOut < last.Bytes)
                _bySeat[player.Slot] = (frame.Number, player.BytesOut, 0);
            else if (frame.Number - last.Number >= tickRate)
                _bySeat[player.Slot] = (frame.Number, player.BytesOut, (player.BytesOut - last.Bytes) * (double)tickRate / (frame.Number - last.Number));
        }
    }

    /// <summary>Bytes per second; 0 for a seat of which nothing is known.</summary>
    public double PerSecond(PlayerSlot slot) => _bySeat.TryGetValue(slot, out var last) ? last.PerSecond : 0;
}
