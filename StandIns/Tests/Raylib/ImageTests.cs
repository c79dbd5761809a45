using System.Text;
using Ecs.StandIns.Tests.Raylib.Support;
using Raylib_cs;
using Raylib_cs.Images;
using static Raylib_cs.Raylib;

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

        Picture picture = Picture.Read(file.ToArray());
        Assert.Equal((width, height), (picture.Width, picture.Height));
        for (int i = 0; i < width * height; i++)
        {
            Assert.Equal(new Color(pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]), picture[i % width, i / width]);
        }
    }

    [Fact]
    public void A_made_picture_is_exported_and_another_ending_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("raylib").FullName;
        Image image = GenImageChecked(8, 4, 2, 2, Color.White, Color.Red);
        SetTraceLogLevel(TraceLogLevel.None);
        try
        {
            Assert.True(ExportImage(image, Path.Combine(folder, "checks.png")));
            Assert.False(ExportImage(image, Path.Combine(folder, "checks.jpg")));
            Assert.False(ExportImage(image, Path.Combine(folder, "missing", "checks.png")));

            Picture picture = Picture.Read(File.ReadAllBytes(Path.Combine(folder, "checks.png")));
            Assert.Equal((16, 16), (picture.Count(Color.White), picture.Count(Color.Red)));
            Assert.Equal((Color.White, Color.White, Color.Red), (picture[0, 0], picture[3, 3], picture[2, 1]));
        }
        finally
        {
            SetTraceLogLevel(TraceLogLevel.Info);
            UnloadImage(image);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Colours_are_made_from_hue_number_and_opacity()
    {
        Assert.Equal(new Color(255, 0, 0), ColorFromHSV(0, 1, 1));
        Assert.Equal(new Color(0, 255, 0), ColorFromHSV(120, 1, 1));
        Assert.Equal(new Color(0, 0, 255), ColorFromHSV(240, 1, 1));
        Assert.Equal(new Color(127, 127, 127), ColorFromHSV(77, 0, 0.5f));
        Assert.Equal(new Color(0x12, 0x34, 0x56, 0x78), GetColor(0x12345678));
        Assert.Equal(new Color(255, 255, 255, 127), Fade(Color.White, 0.5f));
        Assert.Equal(new Color(255, 255, 255, 255), ColorAlpha(Color.White, 7));
        Assert.True(CheckCollisionPointRec(new(1, 1), new Rectangle(1, 1, 2, 2)));
        Assert.False(CheckCollisionPointRec(new(3, 1), new Rectangle(1, 1, 2, 2)));
    }
}
