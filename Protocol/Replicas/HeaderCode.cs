using Ecs.Protocol.Bits;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>What stands before the entities, as the difference from the header of the snapshot that a receiver has.</summary>
internal static class HeaderCode
{
    private const int LeadBits = 8;
    private const int ActBits = 6;
    private const uint NoAct = SnapshotHeader.OldestAct + 1;
    private const int NoLead = -128; // nothing is confirmed, or what is lies too far off

    /// <summary>The header that a receiver foretells.</summary>
    public static SnapshotHeader Foretell(in SnapshotHeader said, Tick tick) => said with
    {
        Tick = tick,
        Confirmed = LeadOf(in said) == NoLead ? default : tick + LeadOf(in said),
        ClockTicks = said.ClockTicks - Math.Min(said.ClockTicks, unchecked(tick.Value - said.Tick.Value)),
        Margin = SnapshotHeader.NoMargin,
        Missed = Young(said.Missed, tick),
        Refused = Young(said.Refused, tick),
        Pushed = Young(said.Pushed, tick),
        ModeActed = Young(said.ModeActed, tick),
    };

    /// <summary>A header that can be said: commands confirmed more than 127 ticks from now, and acts too long ago, count as none.</summary>
    public static SnapshotHeader Clamp(in SnapshotHeader header) => header with
    {
        Confirmed = LeadOf(in header) == NoLead ? default : header.Confirmed,
        Missed = Young(header.Missed, header.Tick),
        Refused = Young(header.Refused, header.Tick),
        Pushed = Young(header.Pushed, header.Tick),
        ModeActed = Young(header.ModeActed, header.Tick),
    };

    /// <summary>Whether anything but the margin is not as foretold.</summary>
    public static bool Differs(in SnapshotHeader header, in SnapshotHeader foretold) =>
        (header with { Margin = SnapshotHeader.NoMargin }) != foretold;

    public static void Write(ref BitWriter writer, in SnapshotHeader header, in SnapshotHeader foretold)
    {
        writer.Write(header.Confirmed != foretold.Confirmed);
        writer.Write(header.Late != foretold.Late);
        writer.Write(header.ClockTicks != foretold.ClockTicks);
        writer.Write(header.OwnEntity != foretold.OwnEntity);
        var acts = HasOtherActs(in header, in foretold);
        writer.Write(acts);
        if (header.Confirmed != foretold.Confirmed)
            writer.Write(LeadOf(in header), LeadBits);
        if (header.Late != foretold.Late)
            writer.Write(header.Late, 16);
        if (header.ClockTicks != foretold.ClockTicks)
            writer.Write(header.ClockTicks, 32);
        if (header.OwnEntity != foretold.OwnEntity)
            writer.WriteVariable(header.OwnEntity.Value);
        if (!acts)
            return;

        WriteAct(ref writer, header.Missed, foretold.Missed, header.Tick);
        WriteAct(ref writer, header.Refused, foretold.Refused, header.Tick);
        WriteAct(ref writer, header.Pushed, foretold.Pushed, header.Tick);
        WriteAct(ref writer, header.ModeActed, foretold.ModeActed, header.Tick);
    }

    public static SnapshotHeader Read(ref BitReader reader, in SnapshotHeader foretold)
    {
        var (confirmed, late, clock, own, acts) = (reader.ReadBool(), reader.ReadBool(), reader.ReadBool(), reader.ReadBool(), reader.ReadBool());
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
        if (!acts)
            return header;

        return header with
        {
            Missed = ReadAct(ref reader, header.Missed, header.Tick),
            Refused = ReadAct(ref reader, header.Refused, header.Tick),
            Pushed = ReadAct(ref reader, header.Pushed, header.Tick),
            ModeActed = ReadAct(ref reader, header.ModeActed, header.Tick),
        };
    }

    /// <summary>Begins the hash of what a receiver should hold.</summary>
    public static ulong Hash(in SnapshotHeader header)
    {
        ulong hash = header.Tick.Value;
        hash = StateHash.Mix(hash, unchecked((ulong)(long)LeadOf(in header)));
        hash = StateHash.Mix(hash, header.Late);
        hash = StateHash.Mix(hash, header.ClockTicks);
        hash = StateHash.Mix(hash, header.OwnEntity.Value);
        hash = StateHash.Mix(hash, AgeOf(header.Missed, header.Tick));
        hash = StateHash.Mix(hash, AgeOf(header.Refused, header.Tick));
        hash = StateHash.Mix(hash, AgeOf(header.Pushed, header.Tick));
        return StateHash.Mix(hash, AgeOf(header.ModeActed, header.Tick));
    }

    private static bool HasOtherActs(in SnapshotHeader header, in SnapshotHeader foretold) =>
        header.Missed != foretold.Missed || header.Refused != foretold.Refused || header.Pushed != foretold.Pushed || header.ModeActed != foretold.ModeActed;

    private static void WriteAct(ref BitWriter writer, Tick act, Tick foretold, Tick now)
    {
        writer.Write(act != foretold);
        if (act != foretold)
            writer.Write(AgeOf(act, now), ActBits);
    }

    private static Tick ReadAct(ref BitReader reader, Tick foretold, Tick now)
    {
        if (!reader.ReadBool())
            return foretold;

        var age = reader.Read(ActBits);
        return age == NoAct ? default : now + -(int)age;
    }

    /// <summary>The act, or none where it is too long ago to be told.</summary>
    private static Tick Young(Tick act, Tick now) => AgeOf(act, now) == NoAct ? default : act;

    private static uint AgeOf(Tick act, Tick now) => act == default || now.Since(act) is < 0 or > SnapshotHeader.OldestAct ? NoAct : (uint)now.Since(act);

    private static int LeadOf(in SnapshotHeader header)
    {
        var lead = header.Confirmed.Since(header.Tick);
        return header.Confirmed.Value == 0 || lead is <= NoLead or > sbyte.MaxValue ? NoLead : lead;
    }
}
