using System.Runtime.InteropServices;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// What a room has to tell since the last tick. Every door reads it in its own words and nothing is taken out before all
/// have, so a notice is made once. Bounded: what does not fit is not told, and counted by the caller.
/// </summary>
public sealed class RoomNotices
{
    /// <summary>Notices in one tick. A full room that joins, leaves and chats in the same tick stays below it.</summary>
    public const int Limit = 4096;

    /// <summary>UTF-16 units of all texts in one tick.</summary>
    public const int TextLimit = 64 * 1024;

    private readonly List<RoomNotice> _notices = [];
    private readonly char[] _text = new char[TextLimit];
    private int _used;

    public ReadOnlySpan<RoomNotice> All => CollectionsMarshal.AsSpan(_notices);

    /// <summary>Valid until the tick ends.</summary>
    public ReadOnlyMemory<char> TextOf(in RoomNotice notice) => _text.AsMemory(notice.Text);

    public bool TryAdd(in RoomNotice notice)
    {
        if (_notices.Count >= Limit)
        {
            return false;
        }

        _notices.Add(notice);
        return true;
    }

    public bool TrySay(RoomNoticeKind kind, PlayerSlot slot, string name, ReadOnlySpan<char> text)
    {
        if (text.Length > TextLimit - _used)
        {
            return false;
        }

        text.CopyTo(_text.AsSpan(_used));
        if (!TryAdd(new(kind, slot, name) { Text = _used..(_used + text.Length) }))
        {
            return false;
        }

        _used += text.Length;
        return true;
    }

    internal void Clear()
    {
        _notices.Clear();
        _used = 0;
    }
}
