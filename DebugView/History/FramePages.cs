namespace Ecs.DebugView.History;

/// <summary>
/// Memory for frames in pages that are taken, filled from the front, given back when their last frame is forgotten, and
/// taken again: however long it runs, it asks for no more than it needed at its fullest.
/// </summary>
internal sealed class FramePages
{
    /// <summary>Holds a few whole frames of 5,000 entities; a frame that is larger gets a page of its own size.</summary>
    public const int PageBytes = 1 << 20;

    private readonly Stack<Page> _free = [];
    private Page? _current;

    /// <summary>Bytes of all pages, in use or free.</summary>
    public long BytesHeld { get; private set; }

    /// <summary>Whether a frame of so many bytes can be stored without another page.</summary>
    public bool HasRoom(int bytes) => CurrentHas(bytes) || (_free.Count > 0 && bytes <= PageBytes);

    public StoredFrame Store(long number, ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var page = CurrentHas(bytes.Length) ? _current! : Next(bytes.Length);
        bytes.CopyTo(page.Bytes.AsSpan(page.Used));
        var stored = new StoredFrame(number, page, page.Used, bytes.Length, isWhole);
        page.Used += bytes.Length;
        page.Frames++;
        return stored;
    }

    public void Forget(in StoredFrame frame)
    {
        if (--frame.Page.Frames > 0)
            return;
        frame.Page.Used = 0;
        if (frame.Page.Bytes.Length != PageBytes)
            BytesHeld -= frame.Page.Bytes.Length;
        else if (frame.Page != _current)
            _free.Push(frame.Page);
        if (frame.Page == _current && frame.Page.Bytes.Length != PageBytes)
            _current = null;
    }

    private bool CurrentHas(int bytes) => _current is not null && _current.Bytes.Length - _current.Used >= bytes;

    private Page Next(int bytes)
    {
        if (_current is { Frames: 0 })
            _free.Push(_current);
        if (bytes > PageBytes || !_free.TryPop(out var page))
        {
            page = new Page(Math.Max(bytes, PageBytes));
            BytesHeld += page.Bytes.Length;
        }

        return _current = page;
    }

    internal sealed class Page(int bytes)
    {
        public byte[] Bytes { get; } = new byte[bytes];

        public int Used { get; set; }

        /// <summary>Frames that still lie in it.</summary>
        public int Frames { get; set; }
    }
}
