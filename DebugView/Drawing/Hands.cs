using System.Numerics;
using System.Text;
using Ecs.DebugView.Model.Input;
using Raylib_cs;
using static Raylib_cs.Raylib;

namespace Ecs.DebugView.Drawing;

/// <summary>Reads keyboard and mouse as the model wants them.</summary>
internal static class Hands
{
    private static readonly Dictionary<KeyboardKey, ViewKey> Keys = new()
    {
        [KeyboardKey.Zero] = ViewKey.Digit0,
        [KeyboardKey.One] = ViewKey.Digit1,
        [KeyboardKey.Two] = ViewKey.Digit2,
        [KeyboardKey.Three] = ViewKey.Digit3,
        [KeyboardKey.Four] = ViewKey.Digit4,
        [KeyboardKey.Five] = ViewKey.Digit5,
        [KeyboardKey.Six] = ViewKey.Digit6,
        [KeyboardKey.Seven] = ViewKey.Digit7,
        [KeyboardKey.Eight] = ViewKey.Digit8,
        [KeyboardKey.Nine] = ViewKey.Digit9,
        [KeyboardKey.Minus] = ViewKey.Minus,
        [KeyboardKey.Equal] = ViewKey.Equal,
        [KeyboardKey.Space] = ViewKey.Space,
        [KeyboardKey.Left] = ViewKey.Left,
        [KeyboardKey.Right] = ViewKey.Right,
        [KeyboardKey.Up] = ViewKey.Up,
        [KeyboardKey.Down] = ViewKey.Down,
        [KeyboardKey.Home] = ViewKey.Home,
        [KeyboardKey.End] = ViewKey.End,
        [KeyboardKey.PageUp] = ViewKey.PageUp,
        [KeyboardKey.PageDown] = ViewKey.PageDown,
        [KeyboardKey.Enter] = ViewKey.Enter,
        [KeyboardKey.KpEnter] = ViewKey.Enter,
        [KeyboardKey.Escape] = ViewKey.Escape,
        [KeyboardKey.Tab] = ViewKey.Tab,
        [KeyboardKey.Backspace] = ViewKey.Backspace,
        [KeyboardKey.Grave] = ViewKey.Grave,
        [KeyboardKey.F1] = ViewKey.F1,
        [KeyboardKey.F2] = ViewKey.F2,
        [KeyboardKey.F3] = ViewKey.F3,
        [KeyboardKey.F4] = ViewKey.F4,
        [KeyboardKey.F12] = ViewKey.F12,
        [KeyboardKey.E] = ViewKey.LetterE,
        [KeyboardKey.F] = ViewKey.LetterF,
        [KeyboardKey.G] = ViewKey.LetterG,
        [KeyboardKey.P] = ViewKey.LetterP,
        [KeyboardKey.R] = ViewKey.LetterR,
    };

    /// <summary>Keys that go on while they are held: they erase and step.</summary>
    private static readonly KeyboardKey[] Repeating =
        [KeyboardKey.Backspace, KeyboardKey.Left, KeyboardKey.Right, KeyboardKey.PageUp, KeyboardKey.PageDown];

    private static readonly (KeyboardKey Key, HeldControls Control)[] Controls =
    [
        (KeyboardKey.A, HeldControls.Left),
        (KeyboardKey.D, HeldControls.Right),
        (KeyboardKey.W, HeldControls.Up),
        (KeyboardKey.S, HeldControls.Down),
    ];

    public static ViewInput Read()
    {
        var keys = new List<ViewKey>();
        for (var key = GetKeyPressed(); key != 0; key = GetKeyPressed())
        {
            if (Keys.TryGetValue((KeyboardKey)key, out var known))
                keys.Add(known);
        }

        foreach (var held in Repeating)
        {
            if (IsKeyPressedRepeat(held))
                keys.Add(Keys[held]);
        }

        var typed = new StringBuilder();
        for (var letter = GetCharPressed(); letter != 0; letter = GetCharPressed())
        {
            if (Rune.IsValid(letter))
                typed.Append(new Rune(letter));
        }

        return new ViewInput
        {
            Window = new Vector2(GetScreenWidth(), GetScreenHeight()),
            Pointer = GetMousePosition(),
            Wheel = GetMouseWheelMove(),
            IsPressed = IsMouseButtonPressed(MouseButton.Left),
            IsDown = IsMouseButtonDown(MouseButton.Left),
            IsReleased = IsMouseButtonReleased(MouseButton.Left),
            Keys = keys,
            Held = HeldNow(),
            Typed = typed.ToString(),
        };
    }

    private static HeldControls HeldNow()
    {
        var held = HeldControls.None;
        foreach (var (key, control) in Controls)
        {
            if (IsKeyDown(key))
                held |= control;
        }

        if (IsMouseButtonDown(MouseButton.Left))
            held |= HeldControls.Fire;
        if (IsMouseButtonDown(MouseButton.Right))
            held |= HeldControls.Special;
        return held;
    }
}
