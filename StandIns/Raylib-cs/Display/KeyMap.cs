namespace Raylib_cs.Display;

/// <summary>From the places of keys, as USB and SDL number them, to the keys' codes.</summary>
internal static class KeyMap
{
    private const int ScancodeLimit = 232;

    private static readonly KeyboardKey[] Keys = Build();

    /// <summary>Null for a place that has no code.</summary>
    public static KeyboardKey Of(int scancode) => (uint)scancode < ScancodeLimit ? Keys[scancode] : KeyboardKey.Null;

    private static KeyboardKey[] Build()
    {
        var keys = new KeyboardKey[ScancodeLimit];
        for (var i = 0; i < 26; i++)
            keys[4 + i] = KeyboardKey.A + i;

        for (var i = 0; i < 9; i++)
        {
            keys[30 + i] = KeyboardKey.One + i;
            keys[89 + i] = KeyboardKey.Kp1 + i;
        }

        for (var i = 0; i < 12; i++)
            keys[58 + i] = KeyboardKey.F1 + i;

        keys[39] = KeyboardKey.Zero;
        keys[98] = KeyboardKey.Kp0;
        Place(
            keys,
            40,
            [
                KeyboardKey.Enter, KeyboardKey.Escape, KeyboardKey.Backspace, KeyboardKey.Tab, KeyboardKey.Space, KeyboardKey.Minus,
                KeyboardKey.Equal, KeyboardKey.LeftBracket, KeyboardKey.RightBracket, KeyboardKey.Backslash, KeyboardKey.Backslash,
                KeyboardKey.Semicolon, KeyboardKey.Apostrophe, KeyboardKey.Grave, KeyboardKey.Comma, KeyboardKey.Period, KeyboardKey.Slash,
            ]);
        Place(
            keys,
            73,
            [
                KeyboardKey.Insert, KeyboardKey.Home, KeyboardKey.PageUp, KeyboardKey.Delete, KeyboardKey.End, KeyboardKey.PageDown,
                KeyboardKey.Right, KeyboardKey.Left, KeyboardKey.Down, KeyboardKey.Up,
            ]);
        Place(
            keys,
            84,
            [KeyboardKey.KpDivide, KeyboardKey.KpMultiply, KeyboardKey.KpSubtract, KeyboardKey.KpAdd, KeyboardKey.KpEnter]);
        keys[99] = KeyboardKey.KpDecimal;
        keys[103] = KeyboardKey.KpEqual;
        Place(
            keys,
            224,
            [
                KeyboardKey.LeftControl, KeyboardKey.LeftShift, KeyboardKey.LeftAlt, KeyboardKey.LeftSuper,
                KeyboardKey.RightControl, KeyboardKey.RightShift, KeyboardKey.RightAlt, KeyboardKey.RightSuper,
            ]);
        return keys;
    }

    private static void Place(KeyboardKey[] keys, int first, ReadOnlySpan<KeyboardKey> row) => row.CopyTo(keys.AsSpan(first));
}
