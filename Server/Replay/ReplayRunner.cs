using System.Diagnostics.CodeAnalysis;
using Ecs.Server.Recording;

namespace Ecs.Server.Replay;

/// <summary>Brings a recording to a tick: from the checkpoint before it, ticks in between run as recorded.</summary>
internal static class ReplayRunner
{
    /// <summary>The world stands before the tick, whose input is loaded.</summary>
    public static bool TryLoadTick(RecordingReader reader, uint tick, [NotNullWhen(true)] out ReplaySegment? segment, out string fault)
    {
        segment = null;
        if (!reader.Has(tick))
        {
            fault = $"tick {tick} is not between {reader.StartTick + 1} and {reader.LastTick}";
            return false;
        }

        if (!ReplaySegment.TryBegin(reader, reader.CheckpointBefore(tick - 1), out var begun, out fault))
            return false;

        while (begun.TryLoad())
        {
            if (begun.Tick.Value == tick)
            {
                segment = begun;
                return true;
            }

            begun.Run();
        }

        fault = begun.Fault.Length > 0 ? begun.Fault : $"the recording has no tick {tick}";
        begun.Dispose();
        return false;
    }
}
