namespace Raylib_cs.Images;

/// <summary>The checksum of PNG chunks: polynomial 0xEDB88320, bits reversed; it starts with all ones and ends inverted.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = Build();

    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);

        return sum;
    }

    private static uint[] Build()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
                entry = (entry & 1) != 0 ? Polynomial ^ (entry >> 1) : entry >> 1;

            table[i] = entry;
        }

        return table;
    }
}
