namespace Raylib_cs;

/// <summary>Red, green, blue and opacity, 0 to 255 each.</summary>
public struct Color
{
    public static readonly Color LightGray = new(200, 200, 200);
    public static readonly Color Gray = new(130, 130, 130);
    public static readonly Color DarkGray = new(80, 80, 80);
    public static readonly Color Yellow = new(253, 249, 0);
    public static readonly Color Gold = new(255, 203, 0);
    public static readonly Color Orange = new(255, 161, 0);
    public static readonly Color Pink = new(255, 109, 194);
    public static readonly Color Red = new(230, 41, 55);
    public static readonly Color Maroon = new(190, 33, 55);
    public static readonly Color Green = new(0, 228, 48);
    public static readonly Color Lime = new(0, 158, 47);
    public static readonly Color DarkGreen = new(0, 117, 44);
    public static readonly Color SkyBlue = new(102, 191, 255);
    public static readonly Color Blue = new(0, 121, 241);
    public static readonly Color DarkBlue = new(0, 82, 172);
    public static readonly Color Purple = new(200, 122, 255);
    public static readonly Color Violet = new(135, 60, 190);
    public static readonly Color DarkPurple = new(112, 31, 126);
    public static readonly Color Beige = new(211, 176, 131);
    public static readonly Color Brown = new(127, 106, 79);
    public static readonly Color DarkBrown = new(76, 63, 47);
    public static readonly Color White = new(255, 255, 255);
    public static readonly Color Black = new(0, 0, 0);
    public static readonly Color Magenta = new(255, 0, 255);
    public static readonly Color RayWhite = new(245, 245, 245);
    public static readonly Color Blank = new(0, 0, 0, 0);

    public byte R;
    public byte G;
    public byte B;
    public byte A;

    public Color(byte r, byte g, byte b, byte a)
    {
        R = r;
        G = g;
        B = b;
        A = a;
    }

    public Color(byte r, byte g, byte b)
        : this(r, g, b, byte.MaxValue)
    {
    }

    /// <summary>Takes the low byte of each number.</summary>
    public Color(int r, int g, int b, int a)
        : this(unchecked((byte)r), unchecked((byte)g), unchecked((byte)b), unchecked((byte)a))
    {
    }

    public Color(int r, int g, int b)
        : this(r, g, b, byte.MaxValue)
    {
    }

    /// <summary>Takes parts of one; what lies outside 0 to 1 is cut.</summary>
    public Color(float r, float g, float b, float a)
        : this(ToByte(r), ToByte(g), ToByte(b), ToByte(a))
    {
    }

    public Color(float r, float g, float b)
        : this(r, g, b, 1f)
    {
    }

    private static byte ToByte(float part) => (byte)(Math.Clamp(part, 0f, 1f) * byte.MaxValue);
}
