using System.Numerics;

namespace Raylib_cs.Canvas;

/// <summary>
/// Cuts a line to the pixels of an area, so that drawing it costs no more than the area is wide or high. It reckons in double
/// precision: a line may start so far away that single precision counts in many pixels.
/// </summary>
internal static class LineClip
{
    /// <summary>A line that ends on the right or lower border would touch the pixel beyond.</summary>
    private const float Inside = 1f / 64;

    /// <summary>False when nothing of the line lies within.</summary>
    public static bool TryClip(ref Vector2 from, ref Vector2 to, PixelArea area)
    {
        var wayX = (double)to.X - from.X;
        var wayY = (double)to.Y - from.Y;
        double enter = 0;
        double leave = 1;
        var meets = !area.IsEmpty
            && Narrow(-wayX, (double)from.X - area.Left, ref enter, ref leave)
            && Narrow(wayX, (double)area.Right - Inside - from.X, ref enter, ref leave)
            && Narrow(-wayY, (double)from.Y - area.Top, ref enter, ref leave)
            && Narrow(wayY, (double)area.Bottom - Inside - from.Y, ref enter, ref leave);
        if (!meets)
            return false;

        // Rounding may carry an end over the border by a hair.
        var least = new Vector2(area.Left, area.Top);
        var most = new Vector2(area.Right - Inside, area.Bottom - Inside);
        (double x, double y) = (from.X, from.Y);
        from = Vector2.Clamp(new Vector2((float)(x + (wayX * enter)), (float)(y + (wayY * enter))), least, most);
        to = Vector2.Clamp(new Vector2((float)(x + (wayX * leave)), (float)(y + (wayY * leave))), least, most);
        return true;
    }

    /// <summary>Narrows the stretch of a line to one side of a border: <paramref name="speed"/> towards it, <paramref name="room"/> up to it.</summary>
    private static bool Narrow(double speed, double room, ref double enter, ref double leave)
    {
        if (speed == 0)
            return room >= 0;

        var meeting = room / speed;
        if (speed < 0)
            enter = Math.Max(enter, meeting);
        else
            leave = Math.Min(leave, meeting);

        return enter <= leave;
    }
}
