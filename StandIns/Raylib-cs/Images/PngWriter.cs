using System.Buffers.Binary;
using System.IO.Compression;

namespace Raylib_cs.Images;

/// <summary>Writes pixels of four bytes (red, green, blue, alpha) as a PNG file.</summary>
internal static class PngWriter
{
    private const byte BitDepth = 8;
    private const byte TrueColorWithAlpha = 6;
    private const byte NoFilter = 0;

    public static void Write(Stream stream, ReadOnlySpan<byte> pixels, int width, int height)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);

        // Compression, filter method and interlacing stay 0, the only or the simplest choice.
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = BitDepth;
        header[9] = TrueColorWithAlpha;
        WriteChunk(stream, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = width * 4;
            for (var y = 0; y < height; y++)
            {
                pack.WriteByte(NoFilter);
                pack.Write(pixels.Slice(y * row, row));
            }
        }

        WriteChunk(stream, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    /// <summary>A chunk is its length, its name, its content, and a checksum of name and content.</summary>
    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(name);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Append(Crc32.Append(uint.MaxValue, name), content));
        stream.Write(number);
    }
}
