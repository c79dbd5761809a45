using System.Numerics;

namespace Raylib_cs.Canvas;

/// <summary>Cuts a line to the pixels of an area, so that drawing it costs no more than the area is wide or high.</summary>
internal static class LineClip
{
    /// <summary>A line that ends on the right or lower border would touch the pixel beyond.</summary>
    private const float Inside = 1f / 64;

    /// <summary>False when nothing of the line lies within.</summary>
    public static bool TryClip(ref Vector2 from, ref Vector2 to, PixelArea area)
    {
        Vector2 way = to - from;
        float enter = 0;
        float leave = 1;
        bool meets = !area.IsEmpty
            && Narrow(-way.X, from.X - area.Left, ref enter, ref leave)
            && Narrow(way.X, area.Right - Inside - from.X, ref enter, ref leave)
            && Narrow(-way.Y, from.Y - area.Top, ref enter, ref leave)
            && Narrow(way.Y, area.Bottom - Inside - from.Y, ref enter, ref leave);
        if (!meets)
        {
            return false;
        }

        // Rounding may carry an end over the border by a hair.
        var least = new Vector2(area.Left, area.Top);
        var most = new Vector2(area.Right - Inside, area.Bottom - Inside);
        to = Vector2.Clamp(from + (way * leave), least, most);
        from = Vector2.Clamp(from + (way * enter), least, most);
        return true;
    }

    /// <summary>Narrows the stretch of a line to one side of a border: <paramref name="speed"/> towards it, <paramref name="room"/> up to it.</summary>
    private static bool Narrow(float speed, float room, ref float enter, ref float leave)
    {
        if (speed == 0)
        {
            return room >= 0;
        }

        float meeting = room / speed;
        if (speed < 0)
        {
            enter = Math.Max(enter, meeting);
        }
        else
        {
            leave = Math.Min(leave, meeting);
        }

        return enter <= leave;
    }
}
