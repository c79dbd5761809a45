using System.Numerics;
using Raylib_cs;
using Raylib_cs.Display;
using Raylib_cs.Sdl;

namespace Ecs.StandIns.Tests.Raylib;

public sealed class InputTests
{
    private const int ScancodeA = 4;
    private const int ScancodeReturn = 40;
    private const int ScancodeVolumeUp = 128;

    private readonly InputState _input = new();

    [Fact]
    public void A_key_is_pressed_for_one_frame_down_while_held_and_released_for_one_frame()
    {
        _input.Take(Key(SdlEventType.KeyDown, ScancodeA));
        Assert.Equal((true, true, false), States(KeyboardKey.A));

        _input.BeginFrame();
        Assert.Equal((false, true, false), States(KeyboardKey.A));

        _input.Take(Key(SdlEventType.KeyUp, ScancodeA));
        Assert.Equal((false, false, true), States(KeyboardKey.A));

        _input.BeginFrame();
        Assert.Equal((false, false, false), States(KeyboardKey.A));
    }

    [Fact]
    public void A_key_struck_between_two_frames_is_not_lost()
    {
        _input.Take(Key(SdlEventType.KeyDown, ScancodeA));
        _input.Take(Key(SdlEventType.KeyUp, ScancodeA));

        Assert.Equal((true, false, true), States(KeyboardKey.A));
    }

    [Fact]
    public void A_held_key_repeats_without_being_pressed_again()
    {
        _input.Take(Key(SdlEventType.KeyDown, ScancodeA));
        _input.BeginFrame();
        var repeat = Key(SdlEventType.KeyDown, ScancodeA);
        repeat.Repeat = 1;
        _input.Take(repeat);

        Assert.True(_input.Keys.IsRepeated((int)KeyboardKey.A));
        Assert.Equal((false, true, false), States(KeyboardKey.A));
        Assert.Equal(0, _input.TakeKey());
    }

    [Fact]
    public void Keys_and_characters_come_in_their_order_and_end_with_the_frame()
    {
        _input.Take(Key(SdlEventType.KeyDown, ScancodeReturn));
        _input.Take(Key(SdlEventType.KeyDown, ScancodeVolumeUp));
        _input.Take(Key(SdlEventType.KeyDown, ScancodeA));
        _input.Take(Typed("aé€😀"));

        Assert.Equal([(int)KeyboardKey.Enter, (int)KeyboardKey.A, 0], [_input.TakeKey(), _input.TakeKey(), _input.TakeKey()]);
        Assert.Equal(['a', 'é', '€', 0x1F600, 0], Enumerable.Range(0, 5).Select(_ => _input.TakeCharacter()));

        _input.Take(Typed("late"));
        _input.BeginFrame();
        Assert.Equal(0, _input.TakeCharacter());
    }

    [Fact]
    public void A_flood_of_characters_keeps_the_oldest()
    {
        for (var i = 0; i < 100; i++)
            _input.Take(Typed("0123456789"));

        int[] kept = [.. Enumerable.Range(0, 1000).Select(_ => _input.TakeCharacter()).TakeWhile(character => character != 0)];
        Assert.Equal(128, kept.Length);
        Assert.Equal("01234567890", new string([.. kept[..11].Select(code => (char)code)]));
    }

    [Fact]
    public void The_mouse_moves_turns_its_wheel_and_presses_its_buttons()
    {
        _input.Take(Mouse(SdlEventType.MouseMotion, 0, 10, 20));
        _input.BeginFrame();
        _input.Take(Mouse(SdlEventType.MouseMotion, 0, 13, 18));
        _input.Take(Mouse(SdlEventType.MouseButtonDown, 3, 14, 18));
        _input.Take(new SdlEvent { Type = SdlEventType.MouseWheel, WheelY = 1 });
        _input.Take(new SdlEvent { Type = SdlEventType.MouseWheel, WheelY = 2, WheelDirection = 1 });

        Assert.Equal((new Vector2(14, 18), new Vector2(4, -2), -1f), (_input.Mouse, _input.MouseDelta, _input.Wheel));
        Assert.True(_input.Buttons.IsPressed((int)MouseButton.Right));
        Assert.False(_input.Buttons.IsDown((int)MouseButton.Left));

        _input.BeginFrame();
        Assert.Equal((Vector2.Zero, 0f), (_input.MouseDelta, _input.Wheel));
    }

    [Fact]
    public void Another_window_taking_the_keyboard_lets_go_of_every_key()
    {
        _input.Take(Key(SdlEventType.KeyDown, ScancodeA));
        _input.BeginFrame();

        _input.Keys.ReleaseAll();

        Assert.Equal((false, false, true), States(KeyboardKey.A));
    }

    [Fact]
    public void Every_key_of_the_list_lies_somewhere_on_the_keyboard_and_keeps_its_number()
    {
        HashSet<KeyboardKey> mapped = [.. Enumerable.Range(0, 300).Select(KeyMap.Of)];

        Assert.Equal(Enum.GetValues<KeyboardKey>().Order(), mapped.Order());
        Assert.Equal(KeyboardKey.Null, KeyMap.Of(-1));
        Assert.Equal(KeyboardKey.Null, KeyMap.Of(int.MaxValue));
        Assert.Equal(
            [32, 65, 90, 48, 57, 256, 257, 265, 290, 301, 336, 340, 347],
            ((KeyboardKey[])
            [
                KeyboardKey.Space, KeyboardKey.A, KeyboardKey.Z, KeyboardKey.Zero, KeyboardKey.Nine, KeyboardKey.Escape, KeyboardKey.Enter,
                KeyboardKey.Up, KeyboardKey.F1, KeyboardKey.F12, KeyboardKey.KpEqual, KeyboardKey.LeftShift, KeyboardKey.RightSuper,
            ]).Select(key => (int)key));
    }

    private static SdlEvent Key(SdlEventType type, int scancode) => new() { Type = type, Scancode = scancode };

    private static SdlEvent Mouse(SdlEventType type, byte button, int x, int y) => new() { Type = type, X = x, Y = y, Button = button };

    private static unsafe SdlEvent Typed(string text)
    {
        var happened = new SdlEvent { Type = SdlEventType.TextInput };
        System.Text.Encoding.UTF8.GetBytes(text, new Span<byte>(happened.Text, 31));
        return happened;
    }

    private (bool Pressed, bool Down, bool Released) States(KeyboardKey key) =>
        (_input.Keys.IsPressed((int)key), _input.Keys.IsDown((int)key), _input.Keys.IsReleased((int)key));
}
