using System.Text;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>Reads a packed map, and finds its hash, with nothing but docs/maps.md.</summary>
internal static class PlainPackedMap
{
    public static ulong HashOf(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        Assert.Equal("map1", Encoding.ASCII.GetString(reader.ReadBytes(4)));
        var hash = 0UL;
        for (var edge = 0; edge < 8; edge++)
            hash = Mix(hash, reader.ReadUInt32());

        var walls = reader.ReadUInt16();
        hash = Mix(hash, walls);
        for (var edge = 0; edge < walls * 4; edge++)
            hash = Mix(hash, reader.ReadUInt32());

        for (var spawns = reader.ReadUInt16(); spawns > 0; spawns--)
            hash = Mix(Mix(Mix(hash, reader.ReadUInt32()), reader.ReadUInt32()), reader.ReadByte());

        var kinds = new byte[reader.ReadUInt16()][];
        for (var kind = 0; kind < kinds.Length; kind++)
            kinds[kind] = reader.ReadBytes(reader.ReadByte());

        for (var things = reader.ReadUInt16(); things > 0; things--)
        {
            hash = Mix(hash, kinds[reader.ReadUInt16()]);
            for (var length = 0; length < 4; length++)
                hash = Mix(hash, reader.ReadUInt32());
            hash = Mix(Mix(hash, reader.ReadUInt16()), reader.ReadUInt16());
        }

        Assert.Equal(packed.Length, reader.BaseStream.Position);
        hash = unchecked((hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94D049BB133111EB);
        return hash ^ (hash >> 31);
    }

    private static ulong Mix(ulong hash, byte[] text)
    {
        var at = 0;
        for (; text.Length - at >= 8; at += 8)
            hash = Mix(hash, BitConverter.ToUInt64(text, at));
        for (; at < text.Length; at++)
            hash = Mix(hash, text[at]);
        return hash;
    }

    private static ulong Mix(ulong hash, ulong number)
    {
        hash = unchecked((hash ^ number) * 0x9E3779B97F4A7C15);
        return hash ^ (hash >> 29);
    }
}
