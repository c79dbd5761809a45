using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>The pixels of a PNG file as the window writes it: four bytes each, rows without a filter.</summary>
public sealed class PngPicture
{
    private readonly byte[] _rows;

    private PngPicture(byte[] rows, int width, int height)
    {
        _rows = rows;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red in the highest byte, then green, blue, alpha.</summary>
    public uint this[int x, int y] => BinaryPrimitives.ReadUInt32BigEndian(_rows.AsSpan((y * RowLength) + 1 + (x * 4)));

    private int RowLength => 1 + (Width * 4);

    public static PngPicture Read(string file)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
        var width = BinaryPrimitives.ReadInt32BigEndian(bytes[16..]);
        var height = BinaryPrimitives.ReadInt32BigEndian(bytes[20..]);
        Assert.Equal([8, 6, 0, 0, 0], bytes.Slice(24, 5).ToArray());
        using var packed = new MemoryStream();
        for (var at = 8; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            if (Encoding.ASCII.GetString(bytes.Slice(at + 4, 4)) == "IDAT")
                packed.Write(bytes.Slice(at + 8, length));
            at += length + 12;
        }

        packed.Position = 0;
        using var unpack = new ZLibStream(packed, CompressionMode.Decompress);
        var picture = new PngPicture(new byte[height * (1 + (width * 4))], width, height);
        unpack.ReadExactly(picture._rows);
        for (var y = 0; y < height; y++)
            Assert.Equal(0, picture._rows[y * picture.RowLength]);
        return picture;
    }

    /// <summary>How many pixels of a region two pictures of one size show differently.</summary>
    public int Differences(PngPicture other, PixelRegion region)
    {
        Assert.Equal((Width, Height), (other.Width, other.Height));
        return region.Pixels().Count(at => this[at.X, at.Y] != other[at.X, at.Y]);
    }
}
