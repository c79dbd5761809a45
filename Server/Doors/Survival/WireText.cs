using System.Text;

namespace Ecs.Server.Doors.Survival;

/// <summary>Texts cut to what the clients show.</summary>
internal static class WireText
{
    /// <summary>Characters of a name.</summary>
    public const int NameLimit = 16;

    /// <summary>Characters of a chat line.</summary>
    public const int ChatLimit = 30;

    /// <summary>The first code points of a text.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int codePoints)
    {
        int units = 0;
        for (; codePoints > 0 && units < text.Length; codePoints--)
        {
            Rune.DecodeFromUtf16(text[units..], out _, out int taken);
            units += taken;
        }

        return text[..units];
    }
}
