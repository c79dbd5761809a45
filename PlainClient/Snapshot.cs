namespace Ecs.PlainClient;

/// <param name="Id">The world's.</param>
/// <param name="Kind">1 avatar, 2 bullet, 3 thing.</param>
/// <param name="Slot">The avatar's seat, or the shooter's.</param>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
internal readonly record struct Seen(ulong Id, int Kind, ushort Slot, double X, double Y);

/// <summary>One snapshot, read from a whole body.</summary>
internal sealed class Snapshot
{
    /// <summary>The margin of a snapshot that has none to tell.</summary>
    public const int NoMargin = -128;

    private const int Avatar = 1;
    private const int Thing = 3;
    private const double RawPerUnit = 4096;

    public uint Tick { get; private init; }

    public uint Confirmed { get; private init; }

    public int Margin { get; private init; }

    public ulong Own { get; private init; }

    public List<Seen> Entities { get; } = [];

    public static Snapshot Read(byte[] body)
    {
        var bits = new BitReader(body);
        var tick = (uint)bits.Read(32);
        var confirmed = (uint)bits.Read(32);
        var margin = bits.ReadSigned(8);
        bits.Read(16); // late
        bits.Read(32); // clock
        var snapshot = new Snapshot { Tick = tick, Confirmed = confirmed, Margin = margin, Own = bits.Read(64) };
        bits.Read(1); // cut
        for (var left = (int)bits.Read(16); left > 0; left--)
            snapshot.Entities.Add(ReadEntity(bits));
        bits.ExpectEnd();
        return snapshot;
    }

    private static Seen ReadEntity(BitReader bits)
    {
        var kind = (int)bits.Read(2);
        var id = bits.ReadGroups();
        if (kind == 0 || id == 0)
            throw new InvalidDataException("an entity of no kind, or nobody");
        var slot = (ushort)bits.Read(16);
        bits.Read(8); // team
        var x = bits.ReadSigned(32) / RawPerUnit;
        var y = bits.ReadSigned(32) / RawPerUnit;
        bits.Read(64); // velocity
        bits.Read(16); // aim
        if (kind == Thing)
        {
            if (bits.Read(2) == 3)
                throw new InvalidDataException("a thing of no kind");
            bits.Read(16);
            bits.Read(64);
        }
        else if (kind == Avatar)
        {
            bits.Read(8 + 16 + 16);
            bits.Read(16 + 16);
            bits.Read(32 + 16 + 16);
        }

        return new Seen(id, kind, slot, x, y);
    }
}
