using Ecs.Protocol.Bits;
using Ecs.Simulation;
using Ecs.Simulation.Inspection;

namespace Ecs.Server.Recording.Replay;

/// <summary>Finds the trace of one tick in a recording with detail.</summary>
internal static class DetailDecoder
{
    private static readonly int StageCount = Enum.GetValues<TickStage>().Length;

    /// <summary>Null when the recording has no (whole) detail of that tick.</summary>
    public static TickTrace? Find(RecordingReader reader, WorldSchema schema, uint tick)
    {
        foreach (var block in reader.Blocks)
        {
            var frame = block.Frame;
            if (frame.Kind == BlockKind.Detail && tick >= frame.FirstTick && tick - frame.FirstTick < frame.Ticks)
            {
                return reader.TryRead(block, out var bits, out _) ? Read(bits, schema, (int)(tick - frame.FirstTick)) : null;
            }
        }

        return null;
    }

    private static TickTrace? Read(ReadOnlySpan<byte> bits, WorldSchema schema, int index)
    {
        var position = 0;
        for (var tick = 0; tick <= index; tick++)
        {
            var trace = new TickTrace();
            for (var stage = 0; stage < StageCount; stage++)
            {
                var reader = new BitReader(bits[position..]);
                var stageTrace = ReadStage(ref reader, schema, (TickStage)stage);
                if (stageTrace is null)
                {
                    return null;
                }

                trace.Stages.Add(stageTrace);
                position = bits.Length - (int)(reader.RemainingBits / 8);
            }

            if (tick == index)
            {
                return trace;
            }
        }

        return null;
    }

    private static StageTrace? ReadStage(ref BitReader reader, WorldSchema schema, TickStage stage)
    {
        var trace = new StageTrace { Stage = stage };
        for (var left = reader.ReadVariable(); left > 0 && !reader.Failed; left--)
        {
            var component = (int)reader.Read(8);
            trace.Hashes[component] = reader.ReadUInt64();
        }

        for (var left = reader.ReadVariable(); left > 0 && !reader.Failed; left--)
        {
            var kind = (ChangeKind)reader.Read(2);
            var entity = new EntityId(reader.ReadVariable());
            if (kind != ChangeKind.Changed)
            {
                trace.Changes.Add(new TracedChange(kind, entity, 0, 0, []));
                continue;
            }

            var component = (byte)reader.Read(8);
            var field = (byte)reader.Read(8);
            if (component >= schema.Components.Length || field >= schema.Components[component].Fields.Count)
            {
                return null;
            }

            var value = new byte[schema.Components[component].Fields[field].Size];
            for (var i = 0; i < value.Length; i++)
            {
                value[i] = (byte)reader.Read(8);
            }

            trace.Changes.Add(new TracedChange(kind, entity, component, field, value));
        }

        return reader.Failed ? null : trace;
    }
}
