using Ecs.Protocol.Bits;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>What stands before the entities, as the difference from the header of the snapshot that a receiver has.</summary>
internal static class HeaderCode
{
    private const int LeadBits = 8;
    private const int NoLead = -128; // nothing is confirmed, or what is lies too far off

    /// <summary>The header that a receiver foretells.</summary>
    public static SnapshotHeader Foretell(in SnapshotHeader said, Tick tick) => said with
    {
        Tick = tick,
        Confirmed = LeadOf(in said) == NoLead ? default : tick + LeadOf(in said),
        ClockTicks = said.ClockTicks - Math.Min(said.ClockTicks, unchecked(tick.Value - said.Tick.Value)),
        Margin = SnapshotHeader.NoMargin,
    };

    /// <summary>A header that can be said: commands confirmed more than 127 ticks from now count as none.</summary>
    public static SnapshotHeader Clamp(in SnapshotHeader header) => LeadOf(in header) == NoLead ? header with { Confirmed = default } : header;

    /// <summary>Whether anything but the margin is not as foretold.</summary>
    public static bool Differs(in SnapshotHeader header, in SnapshotHeader foretold) =>
        (header with { Margin = SnapshotHeader.NoMargin }) != foretold;

    public static void Write(ref BitWriter writer, in SnapshotHeader header, in SnapshotHeader foretold)
    {
        writer.Write(header.Confirmed != foretold.Confirmed);
        writer.Write(header.Late != foretold.Late);
        writer.Write(header.ClockTicks != foretold.ClockTicks);
        writer.Write(header.OwnEntity != foretold.OwnEntity);
        if (header.Confirmed != foretold.Confirmed)
            writer.Write(LeadOf(in header), LeadBits);
        if (header.Late != foretold.Late)
            writer.Write(header.Late, 16);
        if (header.ClockTicks != foretold.ClockTicks)
            writer.Write(header.ClockTicks, 32);
        if (header.OwnEntity != foretold.OwnEntity)
            writer.WriteVariable(header.OwnEntity.Value);
    }

    public static SnapshotHeader Read(ref BitReader reader, in SnapshotHeader foretold)
    {
        var (confirmed, late, clock, own) = (reader.ReadBool(), reader.ReadBool(), reader.ReadBool(), reader.ReadBool());
        var header = foretold;
        if (confirmed)
        {
            var lead = reader.ReadSByte();
            header = header with { Confirmed = lead == NoLead ? default : header.Tick + lead };
        }

        if (late)
            header = header with { Late = (ushort)reader.Read(16) };
        if (clock)
            header = header with { ClockTicks = reader.Read(32) };
        if (own)
            header = header with { OwnEntity = new(reader.ReadVariable()) };
        return header;
    }

    /// <summary>Begins the hash of what a receiver should hold.</summary>
    public static ulong Hash(in SnapshotHeader header)
    {
        ulong hash = header.Tick.Value;
        hash = StateHash.Mix(hash, unchecked((ulong)(long)LeadOf(in header)));
        hash = StateHash.Mix(hash, header.Late);
        hash = StateHash.Mix(hash, header.ClockTicks);
        return StateHash.Mix(hash, header.OwnEntity.Value);
    }

    private static int LeadOf(in SnapshotHeader header)
    {
        var lead = header.Confirmed.Since(header.Tick);
        return header.Confirmed.Value == 0 || lead is <= NoLead or > sbyte.MaxValue ? NoLead : lead;
    }
}
