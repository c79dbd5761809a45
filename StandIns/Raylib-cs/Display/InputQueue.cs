namespace Raylib_cs.Display;

/// <summary>Numbers in the order they came, since the last frame; beyond the limit the newest are lost.</summary>
internal sealed class InputQueue
{
    private const int Limit = 128;

    private readonly int[] _items = new int[Limit];
    private int _read;
    private int _count;

    public void Clear() => (_read, _count) = (0, 0);

    public void Add(int item)
    {
        if (_count < _items.Length)
            _items[_count++] = item;
    }

    /// <summary>The next one, or 0.</summary>
    public int Take() => _read < _count ? _items[_read++] : 0;
}
