using System.Numerics;
using System.Text;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>Keyboard and mouse as of the last frame's end.</summary>
internal sealed class InputState
{
    private const int KeyLimit = 352;
    private const uint WheelFlipped = 1;

    private readonly InputQueue _keysPressed = new();
    private readonly InputQueue _characters = new();
    private Vector2 _lastMouse;

    public ButtonStates Keys { get; } = new(KeyLimit);

    public ButtonStates Buttons { get; } = new((int)MouseButton.Back + 1);

    public Vector2 Mouse { get; private set; }

    public Vector2 MouseDelta => Mouse - _lastMouse;

    /// <summary>Notches of the wheel since the last frame, away from the user positive.</summary>
    public float Wheel { get; private set; }

    public int TakeKey() => _keysPressed.Take();

    /// <summary>The next code point that was typed, or 0.</summary>
    public int TakeCharacter() => _characters.Take();

    public void BeginFrame()
    {
        Keys.BeginFrame();
        Buttons.BeginFrame();
        _keysPressed.Clear();
        _characters.Clear();
        Wheel = 0;
        _lastMouse = Mouse;
    }

    public void Take(in SdlEvent happened)
    {
        switch (happened.Type)
        {
            case SdlEventType.KeyDown:
                PressKey(KeyMap.Of(happened.Scancode), happened.Repeat != 0);
                break;
            case SdlEventType.KeyUp:
                Keys.Release((int)KeyMap.Of(happened.Scancode));
                break;
            case SdlEventType.TextInput:
                TakeText(happened);
                break;
            case SdlEventType.MouseMotion:
                Mouse = new Vector2(happened.X, happened.Y);
                break;
            case SdlEventType.MouseButtonDown:
                Mouse = new Vector2(happened.X, happened.Y);
                Buttons.Press((int)ButtonOf(happened.Button));
                break;
            case SdlEventType.MouseButtonUp:
                Mouse = new Vector2(happened.X, happened.Y);
                Buttons.Release((int)ButtonOf(happened.Button));
                break;
            case SdlEventType.MouseWheel:
                Wheel += happened.WheelDirection == WheelFlipped ? -happened.WheelY : happened.WheelY;
                break;
            default:
                break;
        }
    }

    private static MouseButton ButtonOf(byte number) => number switch
    {
        1 => MouseButton.Left,
        2 => MouseButton.Middle,
        3 => MouseButton.Right,
        4 => MouseButton.Side,
        5 => MouseButton.Extra,
        6 => MouseButton.Forward,
        _ => MouseButton.Back,
    };

    private void PressKey(KeyboardKey key, bool repeats)
    {
        if (key == KeyboardKey.Null)
            return;

        if (repeats)
        {
            Keys.Repeat((int)key);
            return;
        }

        Keys.Press((int)key);
        _keysPressed.Add((int)key);
    }

    private unsafe void TakeText(in SdlEvent happened)
    {
        fixed (byte* start = happened.Text)
        {
            var text = new ReadOnlySpan<byte>(start, 32);
            var end = text.IndexOf((byte)0);
            text = end < 0 ? text : text[..end];
            while (!text.IsEmpty)
            {
                _ = Rune.DecodeFromUtf8(text, out var rune, out var length);
                _characters.Add(rune.Value);
                text = text[length..];
            }
        }
    }
}
