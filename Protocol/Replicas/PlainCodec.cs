using Ecs.Protocol.Bits;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// A whole picture, each field at its full width. Plain on purpose: what the snapshots of the wire bring is compared with what this one
/// brings, in values and in bytes.
/// </summary>
internal sealed class PlainCodec(ReplicaCodes codes)
{
    /// <summary>Bytes that a picture takes.</summary>
    public long BytesOf(ReplicaPicture picture)
    {
        long bits = 32 + 32 + 8 + 16 + 32 + 64 + (4 * 32) + 16;
        foreach (ref readonly var entity in picture.Entities)
        {
            var code = CodeOf(in entity);
            bits += UsualBits.Lane + UsualBits.Nearness + 64;
            for (var index = 0; index < code.Count; index++)
                bits += (code.Visible[(int)entity.Nearness] >> index & 1) != 0 ? 8 * code.Kind.Fields[index].Bytes : 0;
        }

        return (bits + 7) / 8;
    }

    /// <summary>Writes it, <see cref="BytesOf"/> long.</summary>
    public int Encode(ReplicaPicture picture, Span<byte> destination)
    {
        var writer = new BitWriter(destination);
        var header = picture.Header;
        writer.Write(header.Tick.Value, 32);
        writer.Write(header.Confirmed.Value, 32);
        writer.Write(header.Margin, 8);
        writer.Write(header.Late, 16);
        writer.Write(header.ClockTicks, 32);
        writer.Write(header.OwnEntity.Value);
        writer.Write(header.Missed.Value, 32);
        writer.Write(header.Refused.Value, 32);
        writer.Write(header.Pushed.Value, 32);
        writer.Write(header.ModeActed.Value, 32);
        writer.Write(picture.Entities.Length, 16);
        foreach (ref readonly var entity in picture.Entities)
        {
            var code = CodeOf(in entity);
            writer.Write(entity.IsOwn ? ReplicaCodes.OwnLane : (int)entity.Kind, UsualBits.Lane);
            writer.Write((int)entity.Nearness, UsualBits.Nearness);
            writer.Write(entity.Id.Value);
            var values = picture.ValuesOf(in entity);
            for (var index = 0; index < code.Count; index++)
            {
                if ((code.Visible[(int)entity.Nearness] >> index & 1) == 0)
                    continue;

                var bits = 8 * code.Kind.Fields[index].Bytes;
                if (bits == 64)
                    writer.Write(unchecked((ulong)values[index]));
                else
                    writer.Write(unchecked((uint)values[index]), bits);
            }
        }

        return writer.Finish();
    }

    /// <summary>Reads it back; false for what <see cref="Encode"/> does not write.</summary>
    public bool TryDecode(ReadOnlySpan<byte> body, ReplicaPicture picture)
    {
        picture.Clear();
        var reader = new BitReader(body);
        picture.Header = new SnapshotHeader
        {
            Tick = new(reader.Read(32)),
            Confirmed = new(reader.Read(32)),
            Margin = reader.ReadSByte(),
            Late = (ushort)reader.Read(16),
            ClockTicks = reader.Read(32),
            OwnEntity = new(reader.ReadUInt64()),
            Missed = new(reader.Read(32)),
            Refused = new(reader.Read(32)),
            Pushed = new(reader.Read(32)),
            ModeActed = new(reader.Read(32)),
        };
        var record = new long[ReplicaKind.FieldLimit];
        for (var left = reader.Read(16); left > 0 && !reader.Failed; left--)
        {
            var lane = (byte)reader.Read(UsualBits.Lane);
            var nearness = (Audience)reader.Read(UsualBits.Nearness);
            var id = new EntityId(reader.ReadUInt64());
            if (codes[lane] is not { } code || nearness > Audience.Owner)
                return false;

            for (var index = 0; index < code.Count; index++)
                record[index] = (code.Visible[(int)nearness] >> index & 1) != 0 ? ReadField(ref reader, code.Kind.Fields[index]) : 0;
            picture.Add(code, id, lane, nearness, record.AsSpan(0, code.Count), 0);
        }

        return reader.TryFinish();
    }

    private static long ReadField(ref BitReader reader, ReplicaField field) => (field.Bytes, field.IsSigned) switch
    {
        (8, _) => unchecked((long)reader.ReadUInt64()),
        (4, true) => unchecked((int)reader.Read(32)),
        (2, true) => unchecked((short)reader.Read(16)),
        (1, true) => unchecked((sbyte)reader.Read(8)),
        _ => reader.Read(8 * field.Bytes),
    };

    private KindCode CodeOf(in ReplicaEntity entity) => codes[entity.IsOwn ? ReplicaCodes.OwnLane : (int)entity.Kind]!;
}
