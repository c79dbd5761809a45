using System.Numerics;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    public static CBool IsKeyPressed(KeyboardKey key) => Window.Input.Keys.IsPressed((int)key);

    /// <summary>The keyboard repeated a key that is held.</summary>
    public static CBool IsKeyPressedRepeat(KeyboardKey key) => Window.Input.Keys.IsRepeated((int)key);

    public static CBool IsKeyDown(KeyboardKey key) => Window.Input.Keys.IsDown((int)key);

    public static CBool IsKeyReleased(KeyboardKey key) => Window.Input.Keys.IsReleased((int)key);

    public static CBool IsKeyUp(KeyboardKey key) => !Window.Input.Keys.IsDown((int)key);

    /// <summary>The next key pressed since the last frame, or 0.</summary>
    public static int GetKeyPressed() => Window.Input.TakeKey();

    /// <summary>The next code point typed since the last frame, or 0.</summary>
    public static int GetCharPressed() => Window.Input.TakeCharacter();

    public static CBool IsMouseButtonPressed(MouseButton button) => Window.Input.Buttons.IsPressed((int)button);

    public static CBool IsMouseButtonDown(MouseButton button) => Window.Input.Buttons.IsDown((int)button);

    public static CBool IsMouseButtonReleased(MouseButton button) => Window.Input.Buttons.IsReleased((int)button);

    public static Vector2 GetMousePosition() => Window.Input.Mouse;

    public static Vector2 GetMouseDelta() => Window.Input.MouseDelta;

    public static int GetMouseX() => (int)Window.Input.Mouse.X;

    public static int GetMouseY() => (int)Window.Input.Mouse.Y;

    /// <summary>Notches of the wheel since the last frame, away from the user positive.</summary>
    public static float GetMouseWheelMove() => Window.Input.Wheel;
}
