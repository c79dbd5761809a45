using System.Runtime.InteropServices;
using Raylib_cs.Display;
using Raylib_cs.Images;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    private const int BytesPerPixel = 4;

    /// <summary>Saves the screen as a PNG file; a relative name belongs to the folder that was current at <see cref="InitWindow"/>.</summary>
    public static void TakeScreenshot(string fileName)
    {
        var image = LoadImageFromScreen();
        ExportImage(image, Path.Combine(Window.Folder, fileName));
        UnloadImage(image);
    }

    /// <summary>Copies the screen as it was drawn last.</summary>
    public static Image LoadImageFromScreen()
    {
        var image = NewImage(Window.Canvas.Width, Window.Canvas.Height);
        Window.Canvas.ReadPixels(PixelsOf(image));
        return image;
    }

    /// <summary>Writes a PNG file; false when that fails or the name ends otherwise.</summary>
    public static CBool ExportImage(Image image, string fileName)
    {
        if (!fileName.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            TraceLog.Warn($"{fileName} is not written: images are exported as .png");
            return false;
        }

        try
        {
            // Whoever waits for the file finds all of it or nothing.
            var unfinished = fileName + ".tmp";
            using (var file = File.Create(unfinished))
                PngWriter.Write(file, PixelsOf(image), image.Width, image.Height);

            File.Move(unfinished, fileName, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            TraceLog.Warn($"{fileName} is not written: {fault.Message}");
            return false;
        }
    }

    public static void UnloadImage(Image image) => NativeMemory.Free(image.Data);

    private static Image NewImage(int width, int height) => new()
    {
        Data = NativeMemory.Alloc((nuint)width * (nuint)height, BytesPerPixel),
        Width = width,
        Height = height,
        Mipmaps = 1,
        Format = PixelFormat.UncompressedR8G8B8A8,
    };

    private static Span<byte> PixelsOf(in Image image) => new(image.Data, image.Width * image.Height * BytesPerPixel);
}
