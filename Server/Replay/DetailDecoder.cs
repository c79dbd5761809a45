using Ecs.Protocol.Bits;
using Ecs.Server.Recording;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>Finds the trace of one tick in a recording with detail.</summary>
internal static class DetailDecoder
{
    private static readonly int StageCount = Enum.GetValues<TickStage>().Length;

    /// <summary>Null when the recording has no (whole) detail of that tick, or detail that is not for this build.</summary>
    public static TickTrace? Find(RecordingReader reader, uint tick)
    {
        if (reader.DetailFault.Length > 0)
            return null;

        foreach (var block in reader.Blocks)
        {
            var frame = block.Frame;
            if (frame.Kind == BlockKind.Detail && tick >= frame.FirstTick && tick - frame.FirstTick < frame.Ticks)
                return reader.TryRead(block, out var bits, out _) ? Read(bits, reader.Schema, (int)(tick - frame.FirstTick)) : null;
        }

        return null;
    }

    private static TickTrace? Read(ReadOnlySpan<byte> bits, WorldSchema schema, int index)
    {
        var trace = new TickTrace();
        for (var position = 0; position < bits.Length;)
        {
            var stage = bits[position++];
            if (stage == DetailEncoder.EndOfTick)
            {
                if (index-- == 0)
                    return trace;

                trace = new TickTrace();
                continue;
            }

            var reader = new BitReader(bits[position..]);
            if (stage >= StageCount || ReadStage(ref reader, schema, (TickStage)stage) is not { } stageTrace)
                return null;

            trace.Stages.Add(stageTrace);
            position = bits.Length - (int)(reader.RemainingBits / 8);
        }

        return null;
    }

    private static StageTrace? ReadStage(ref BitReader reader, WorldSchema schema, TickStage stage)
    {
        var trace = new StageTrace { Stage = stage };
        for (var left = reader.ReadVariable(); left > 0 && !reader.Failed; left--)
            trace.Hashes[(int)reader.Read(8)] = reader.ReadUInt64();

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
                return null;

            var value = new byte[schema.Components[component].Fields[field].Size];
            for (var i = 0; i < value.Length; i++)
                value[i] = (byte)reader.Read(8);

            trace.Changes.Add(new TracedChange(kind, entity, component, field, value));
        }

        return reader.Failed ? null : trace;
    }
}
