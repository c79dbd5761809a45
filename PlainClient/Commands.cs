using System.Diagnostics;

namespace Ecs.PlainClient;

/// <summary>
/// One command for each tick of the world, made just early enough, and repeated until the server has confirmed it.
/// </summary>
internal sealed class Commands
{
    private const int Most = 48;
    private const int MostAhead = 16;
    private const int TightestMargin = 2;
    private const int WidestMargin = 6;

    private readonly List<(uint Tick, sbyte MoveX, sbyte MoveY)> _open = [];
    private readonly int _tickRate;
    private uint _last;
    private uint _seen;
    private uint _acknowledged;
    private long _seenAt = Stopwatch.GetTimestamp();
    private int _lead = 4;

    /// <param name="tick">The world's at the entrance.</param>
    /// <param name="tickRate">Per second.</param>
    public Commands(uint tick, int tickRate)
    {
        (_seen, _last, _tickRate) = (tick, tick, tickRate);
    }

    public void Observe(Snapshot snapshot)
    {
        (_seen, _seenAt) = (snapshot.Tick, Stopwatch.GetTimestamp());
        _acknowledged = snapshot.Tick;
        _open.RemoveAll(command => Since(command.Tick, snapshot.Confirmed) <= 0);
        if (snapshot.Margin != Snapshot.NoMargin)
            _lead = Math.Clamp(_lead + (snapshot.Margin < TightestMargin ? 1 : snapshot.Margin > WidestMargin ? -1 : 0), 0, MostAhead);
    }

    /// <summary>There is nothing that a snapshot could start from: the server is to begin anew.</summary>
    public void Forget() => _acknowledged = 0;

    /// <summary>The body of an input message with all that the server may not have yet, or null when no new tick is due.</summary>
    public byte[]? Next(sbyte moveX, sbyte moveY)
    {
        var due = unchecked(_seen + (uint)(Stopwatch.GetElapsedTime(_seenAt).TotalSeconds * _tickRate) + (uint)_lead);
        if (Since(due, _last) <= 0)
            return null;

        // After a long pause the ticks between are given up: the list is of ticks without a gap.
        if (Since(due, _last) > MostAhead)
        {
            _open.Clear();
            _last = due - 1;
        }

        while (_last != due)
        {
            _last = unchecked(_last + 1);
            _open.Add((_last, moveX, moveY));
        }

        if (_open.Count > Most)
            _open.RemoveRange(0, _open.Count - Most);
        return Pack();
    }

    private byte[] Pack()
    {
        var bits = new BitWriter();
        bits.Write(_acknowledged, 32);
        bits.Write(_last, 32);
        bits.Write((uint)_open.Count, 6);
        for (var index = _open.Count - 1; index >= 0; index--)
        {
            var isSame = index < _open.Count - 1
                && (_open[index].MoveX, _open[index].MoveY) == (_open[index + 1].MoveX, _open[index + 1].MoveY);
            bits.Write(isSame ? 1u : 0, 1);
            if (isSame)
                continue;
            bits.Write((byte)_open[index].MoveX, 8);
            bits.Write((byte)_open[index].MoveY, 8);
            bits.Write(0, 16); // aim: up
            bits.Write(0, 16); // no buttons
            bits.Write(0, 1);  // neither what was seen nor a wish
        }

        return bits.ToArray();
    }

    private static int Since(uint tick, uint other) => unchecked((int)(tick - other));
}
