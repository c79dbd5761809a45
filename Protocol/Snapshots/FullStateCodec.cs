using System.Diagnostics;
using Ecs.Protocol.Bits;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Protocol.Snapshots;

/// <summary>
/// The whole world in every snapshot, each field at full width. Plain on purpose: the codecs that save bytes are compared
/// with this one.
/// </summary>
public static class FullStateCodec
{
    /// <summary>The part of the header that differs between receivers: whole bytes.</summary>
    private const int ReceiverBytes = (32 + 32 + 8 + 16 + 32 + 64) / 8;

    /// <summary>What stands before the entities.</summary>
    internal const int HeaderBits = ReceiverBytes * 8 + 1 + 16;

    /// <summary>Bytes of a body without entities.</summary>
    public const int LeastBytes = (HeaderBits + 7) / 8;

    /// <summary>
    /// Writes header and entities and returns the bytes used. When not all entities fit, the own avatar goes first, then
    /// the other avatars, then the rest while there is room, and the header's cut flag is set; the given one is not read.
    /// </summary>
    /// <param name="header">Tick and clock are taken from here, not from the view.</param>
    /// <param name="view">Avatars first.</param>
    /// <param name="destination">At least <see cref="LeastBytes"/>; usually <see cref="Limits.SnapshotBodyBytes"/>.</param>
    public static int Encode(in SnapshotHeader header, WorldView view, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, LeastBytes);
        destination = destination[..Math.Min(destination.Length, Limits.SnapshotBodyBytes)];
        var entities = view.Entities;
        var room = destination.Length * 8L - HeaderBits;
        var cut = BitsOf(entities) > room;
        var chosen = cut ? Choose(entities, header.OwnEntity, room) : entities.Length;

        var writer = new BitWriter(destination);
        WriteHeader(ref writer, in header, cut, chosen);
        if (cut)
        {
            WriteChosen(ref writer, entities, header.OwnEntity);
        }
        else
        {
            foreach (ref readonly var entity in entities)
                EntityCodec.Write(ref writer, in entity);
        }

        Debug.Assert(!writer.Overflowed, "What fits was measured before.");
        return writer.Finish();
    }

    /// <summary>
    /// Makes an encoded body one for another receiver, so that the entities need to be written only once: replaces
    /// everything in front of the cut flag, which belongs to the entities as they were written.
    /// </summary>
    public static void Readdress(Span<byte> body, in SnapshotHeader header)
    {
        var writer = new BitWriter(body[..ReceiverBytes]);
        WriteReceiver(ref writer, in header);
        writer.Finish();
    }

    /// <summary>
    /// Reads a body into <paramref name="view"/>, whose former content goes. False for anything malformed; the view is
    /// empty then.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> body, out SnapshotHeader header, WorldView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        view.Clear();
        var reader = new BitReader(body);
        header = ReadHeader(ref reader, out var count);
        if (reader.Failed || count * (long)EntityCodec.LeastBits > reader.RemainingBits)
            return Refuse(view, out header);

        view.Tick = header.Tick;
        view.ClockTicks = header.ClockTicks;
        for (var index = 0; index < count; index++)
        {
            if (!EntityCodec.TryRead(ref reader, out var entity))
                return Refuse(view, out header);

            view.Add(in entity);
        }

        return reader.TryFinish() || Refuse(view, out header);
    }

    private static bool Refuse(WorldView view, out SnapshotHeader header)
    {
        view.Clear();
        view.Tick = default;
        view.ClockTicks = 0;
        header = default;
        return false;
    }

    private static void WriteHeader(ref BitWriter writer, in SnapshotHeader header, bool cut, int count)
    {
        WriteReceiver(ref writer, in header);
        writer.Write(cut);
        writer.Write(count, 16);
    }

    private static void WriteReceiver(ref BitWriter writer, in SnapshotHeader header)
    {
        writer.Write(header.Tick.Value, 32);
        writer.Write(header.Confirmed.Value, 32);
        writer.Write(header.Margin, 8);
        writer.Write(header.Late, 16);
        writer.Write(header.ClockTicks, 32);
        writer.Write(header.OwnEntity.Value);
    }

    private static SnapshotHeader ReadHeader(ref BitReader reader, out int count)
    {
        var header = new SnapshotHeader
        {
            Tick = new(reader.Read(32)),
            Confirmed = new(reader.Read(32)),
            Margin = reader.ReadSByte(),
            Late = (ushort)reader.Read(16),
            ClockTicks = reader.Read(32),
            OwnEntity = new(reader.ReadUInt64()),
            Cut = reader.ReadBool(),
        };
        count = (int)reader.Read(16);
        return header;
    }

    private static long BitsOf(ReadOnlySpan<EntityState> entities)
    {
        long bits = 0;
        foreach (ref readonly var entity in entities)
            bits += EntityCodec.BitsOf(in entity);

        return bits;
    }

    /// <summary>How many entities <see cref="WriteChosen"/> will write into so many bits: the same walk, only counted.</summary>
    private static int Choose(ReadOnlySpan<EntityState> entities, EntityId own, long room)
    {
        var count = 0;
        for (var rank = Rank.Own; rank <= Rank.Other; rank++)
        {
            foreach (ref readonly var entity in entities)
            {
                var bits = EntityCodec.BitsOf(in entity);
                if (RankOf(in entity, own) == rank && bits <= room)
                {
                    room -= bits;
                    count++;
                }
            }
        }

        return count;
    }

    private static void WriteChosen(ref BitWriter writer, ReadOnlySpan<EntityState> entities, EntityId own)
    {
        for (var rank = Rank.Own; rank <= Rank.Other; rank++)
        {
            foreach (ref readonly var entity in entities)
            {
                if (RankOf(in entity, own) == rank && EntityCodec.BitsOf(in entity) <= writer.RemainingBits)
                    EntityCodec.Write(ref writer, in entity);
            }
        }
    }

    private static Rank RankOf(in EntityState entity, EntityId own) =>
        entity.Kind != EntityKind.Avatar ? Rank.Other
        : entity.Id == own ? Rank.Own
        : Rank.Avatar;

    private enum Rank
    {
        Own,
        Avatar,
        Other,
    }
}
