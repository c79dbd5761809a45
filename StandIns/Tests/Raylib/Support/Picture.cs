using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Raylib_cs;
using Raylib_cs.Canvas;
using Raylib_cs.Images;

namespace Ecs.StandIns.Tests.Raylib.Support;

/// <summary>Pixels to look at, from a canvas or from a PNG file.</summary>
internal sealed class Picture
{
    private readonly Color[] _pixels;

    private Picture(Color[] pixels, int width, int height)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    public Color this[int x, int y] => _pixels[(y * Width) + x];

    public static Picture Of(DrawingCanvas canvas)
    {
        var pixels = new Color[canvas.Width * canvas.Height];
        canvas.ReadPixels(MemoryMarshal.AsBytes(pixels.AsSpan()));
        return new Picture(pixels, canvas.Width, canvas.Height);
    }

    /// <summary>Reads what our own writer writes: one IDAT chunk, four bytes per pixel, rows without a filter. Checks every sum.</summary>
    public static Picture Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        ReadOnlySpan<byte> rest = png.AsSpan(8);
        var header = Chunk(ref rest, "IHDR");
        var packed = Chunk(ref rest, "IDAT");
        Assert.Empty(Chunk(ref rest, "IEND"));
        Assert.True(rest.IsEmpty);

        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal([8, 6, 0, 0, 0], header[8..]);
        using var unpack = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var pixels = new Color[width * height];
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(0, unpack.ReadByte());
            unpack.ReadExactly(MemoryMarshal.AsBytes(pixels.AsSpan(y * width, width)));
        }

        Assert.Equal(-1, unpack.ReadByte());
        return new Picture(pixels, width, height);
    }

    public int Count(Color color) => _pixels.Count(pixel => pixel.Equals(color));

    /// <summary>The rectangle that holds all pixels of a colour.</summary>
    public PixelArea Extent(Color color)
    {
        var area = new PixelArea(Width, Height, 0, 0);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (this[x, y].Equals(color))
                {
                    area = new PixelArea(
                        Math.Min(area.Left, x), Math.Min(area.Top, y), Math.Max(area.Right, x + 1), Math.Max(area.Bottom, y + 1));
                }
            }
        }

        return area;
    }

    /// <summary>How many pixels differ by more than one step in some part.</summary>
    public int Differences(Picture other)
    {
        Assert.Equal((Width, Height), (other.Width, other.Height));
        return _pixels.Zip(other._pixels).Count(pair => IsFar(pair.First, pair.Second));
    }

    private static bool IsFar(Color a, Color b) => Math.Abs(a.R - b.R) > 1 || Math.Abs(a.G - b.G) > 1 || Math.Abs(a.B - b.B) > 1;

    private static byte[] Chunk(ref ReadOnlySpan<byte> rest, string name)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        var named = rest.Slice(4, 4 + length);
        Assert.Equal(name, System.Text.Encoding.ASCII.GetString(named[..4]));
        Assert.Equal(~Crc32.Append(uint.MaxValue, named), BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]));
        var content = named[4..].ToArray();
        rest = rest[(12 + length)..];
        return content;
    }
}
