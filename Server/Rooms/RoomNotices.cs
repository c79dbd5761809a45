using System.Runtime.InteropServices;
using Ecs.Server.Metrics;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// What a room has to tell since the last tick. Every door reads it in its own words and nothing is taken out before all
/// have, so a notice is made once. Bounded: what does not fit is not told, and counted.
/// </summary>
public sealed class RoomNotices(ServerMetrics metrics)
{
    /// <summary>Notices in one tick. A full room that joins, leaves and chats in the same tick stays below it.</summary>
    public const int Limit = 16_384;

    /// <summary>UTF-16 units of all texts in one tick.</summary>
    public const int TextLimit = 64 * 1024;

    private readonly List<RoomNotice> _notices = [];
    private readonly char[] _text = new char[TextLimit];
    private int _used;

    public ReadOnlySpan<RoomNotice> All => CollectionsMarshal.AsSpan(_notices);

    /// <summary>Valid until the tick ends.</summary>
    public ReadOnlyMemory<char> TextOf(in RoomNotice notice) => _text.AsMemory(notice.Text);

    public void Add(in RoomNotice notice)
    {
        if (_notices.Count < Limit)
            _notices.Add(notice);
        else
            metrics.CountDrop(DropCause.QueueFull);
    }

    public void Say(RoomNoticeKind kind, PlayerSlot slot, string name, ReadOnlySpan<char> text)
    {
        if (_notices.Count >= Limit || text.Length > TextLimit - _used)
        {
            metrics.CountDrop(DropCause.QueueFull);
            return;
        }

        text.CopyTo(_text.AsSpan(_used));
        _notices.Add(new(kind, slot, name) { Text = _used..(_used + text.Length) });
        _used += text.Length;
    }

    internal void Clear()
    {
        _notices.Clear();
        _used = 0;
    }
}
