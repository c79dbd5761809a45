namespace Raylib_cs.Display;

/// <summary>
/// Which keys or buttons are held, and which went down or up since the last frame. A press that ends within the frame is still a
/// press.
/// </summary>
internal sealed class ButtonStates(int count)
{
    private readonly bool[] _down = new bool[count];
    private readonly bool[] _pressed = new bool[count];
    private readonly bool[] _repeated = new bool[count];
    private readonly bool[] _released = new bool[count];

    public bool IsDown(int button) => Has(_down, button);

    public bool IsPressed(int button) => Has(_pressed, button);

    /// <summary>The keyboard repeated it because it is held.</summary>
    public bool IsRepeated(int button) => Has(_repeated, button);

    public bool IsReleased(int button) => Has(_released, button);

    public void BeginFrame()
    {
        Array.Clear(_pressed);
        Array.Clear(_repeated);
        Array.Clear(_released);
    }

    public void Press(int button)
    {
        if ((uint)button < (uint)count)
        {
            _pressed[button] = true;
            _down[button] = true;
        }
    }

    public void Repeat(int button)
    {
        if ((uint)button < (uint)count)
            _repeated[button] = true;
    }

    public void Release(int button)
    {
        if ((uint)button < (uint)count)
        {
            _released[button] = _down[button];
            _down[button] = false;
        }
    }

    /// <summary>Lets go of everything: what happens to keys while another window has them is not heard.</summary>
    public void ReleaseAll()
    {
        for (var button = 0; button < count; button++)
            Release(button);
    }

    private bool Has(bool[] states, int button) => (uint)button < (uint)count && states[button];
}
