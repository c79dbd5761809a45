using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    public static Texture2D LoadTextureFromImage(Image image) => new()
    {
        Id = Window.Canvas.CreateTexture(image.Width, image.Height, PixelsOf(image)),
        Width = image.Width,
        Height = image.Height,
        Mipmaps = 1,
        Format = image.Format,
    };

    public static void UnloadTexture(Texture2D texture) => Window.Canvas.DeleteTexture(texture.Id);

    /// <summary>Replaces all pixels, row by row from the top, four bytes each: red, green, blue, alpha.</summary>
    /// <exception cref="ArgumentException">There are fewer bytes than the texture has.</exception>
    public static void UpdateTexture<T>(Texture2D texture, ReadOnlySpan<T> pixels)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(pixels);
        int needed = texture.Width * texture.Height * BytesPerPixel;
        if (bytes.Length < needed)
        {
            throw new ArgumentException($"A texture of {texture.Width} x {texture.Height} takes {needed} bytes.", nameof(pixels));
        }

        Window.Canvas.UpdateTexture(texture.Id, bytes[..needed]);
    }

    public static void UpdateTexture<T>(Texture2D texture, T[] pixels)
        where T : unmanaged => UpdateTexture(texture, (ReadOnlySpan<T>)pixels);

    public static void DrawTexture(Texture2D texture, int posX, int posY, Color tint)
    {
        var whole = new Rectangle(0, 0, texture.Width, texture.Height);
        var target = new Rectangle(posX, posY, texture.Width, texture.Height);
        DrawTexturePro(texture, whole, target, Vector2.Zero, 0, tint);
    }

    /// <summary>Draws part of a texture into a rectangle, turned by degrees around a point given from its left upper corner.</summary>
    public static void DrawTexturePro(Texture2D texture, Rectangle source, Rectangle dest, Vector2 origin, float rotation, Color tint) =>
        Window.Pen.DrawTexture(texture, source, dest, origin, rotation, tint);
}
