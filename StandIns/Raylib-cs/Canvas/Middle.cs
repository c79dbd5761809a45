namespace Raylib_cs.Canvas;

/// <summary>Which pixels a stretch covers: those whose middles lie in it.</summary>
internal static class Middle
{
    /// <summary>The first pixel whose middle is not before a place, kept within two borders.</summary>
    public static int First(float place, int least, int most) => (int)MathF.Ceiling(Math.Clamp(place - 0.5f, least, most));
}
