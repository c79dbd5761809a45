using System.Text;
using Ecs.StandIns.Tests.Raylib.Support;
using Raylib_cs;
using Raylib_cs.Images;

namespace Ecs.StandIns.Tests.Raylib;

public sealed class ImageTests
{
    [Fact]
    public void The_checksum_is_the_one_of_the_specification()
    {
        Assert.Equal(0xCBF43926, ~Crc32.Append(uint.MaxValue, "123456789"u8));
        Assert.Equal(0xAE426082, ~Crc32.Append(uint.MaxValue, Encoding.ASCII.GetBytes("IEND")));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(257, 64)]
    public void A_picture_written_and_read_is_the_same(int width, int height)
    {
        var random = new Random(width);
        var pixels = new byte[width * height * 4];
        random.NextBytes(pixels);
        using var file = new MemoryStream();

        PngWriter.Write(file, pixels, width, height);

        var picture = Picture.Read(file.ToArray());
        Assert.Equal((width, height), (picture.Width, picture.Height));
        for (var i = 0; i < width * height; i++)
            Assert.Equal(new Color(pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]), picture[i % width, i / width]);
    }
}
