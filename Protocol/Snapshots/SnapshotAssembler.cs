using Ecs.Simulation.Values;

namespace Ecs.Protocol.Snapshots;

/// <summary>
/// Puts parts together again. It gathers one snapshot at a time, the newest that it has heard of: a part of a newer one
/// gives the unfinished older one up, because it would be thrown away a moment later. A tick of which nothing more comes
/// while a whole snapshot's worth of older parts does was damage, not the future, and is given up too.
/// </summary>
public sealed class SnapshotAssembler
{
    private readonly byte[] _body = new byte[Limits.SnapshotParts * Limits.SnapshotPartBytes];
    private readonly ushort[] _lengths = new ushort[Limits.SnapshotParts];
    private Tick _tick;
    private Tick _completed;
    private Tick _completedBefore;
    private bool _hasCompleted;
    private bool _hadCompletedBefore;
    private int _overtaken;
    private int _count;
    private int _received;
    private int _bodyLength;

    /// <summary>The last completed body; empty as soon as a part of the next one is kept.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    /// <summary>What the body has.</summary>
    public SnapshotFlags Flags { get; private set; }

    /// <summary>Snapshots given up with parts missing.</summary>
    public long Incomplete { get; private set; }

    public PartResult Add(in SnapshotPart part)
    {
        if (part.Count is 0 or > Limits.SnapshotParts
            || part.Index >= part.Count
            || part.Body.Length is 0 or > Limits.SnapshotPartBytes)
        {
            return PartResult.Mismatched;
        }

        if (_hasCompleted && !part.Tick.IsNewerThan(_completed))
            return PartResult.Stale;

        var gathering = _received > 0;
        if (gathering && _tick.IsNewerThan(part.Tick) && ++_overtaken <= Limits.SnapshotParts)
            return PartResult.Stale;

        if (!gathering || part.Tick != _tick)
            Begin(in part);
        else if (part.Count != _count || part.Flags != Flags)
            return PartResult.Mismatched;

        if (_lengths[part.Index] != 0)
            return PartResult.Duplicate;

        Keep(in part);
        return _received == _count ? Complete() : PartResult.Kept;
    }

    /// <summary>The completed body turned out to be unreadable: its tick says nothing about what is old.</summary>
    public void Disown() => (_completed, _hasCompleted) = (_completedBefore, _hadCompletedBefore);

    /// <summary>Forgets everything, for a new room or connection.</summary>
    public void Reset()
    {
        _hasCompleted = false;
        _overtaken = 0;
        _received = 0;
        _bodyLength = 0;
        Array.Clear(_lengths);
    }

    private void Begin(in SnapshotPart part)
    {
        Incomplete += _received > 0 ? 1 : 0;
        Array.Clear(_lengths);
        _tick = part.Tick;
        Flags = part.Flags;
        _count = part.Count;
        _received = 0;
        _bodyLength = 0;
    }

    private void Keep(in SnapshotPart part)
    {
        part.Body.Span.CopyTo(_body.AsSpan(part.Index * Limits.SnapshotPartBytes));
        _lengths[part.Index] = (ushort)part.Body.Length;
        _received++;
        _overtaken = 0;
    }

    private PartResult Complete()
    {
        // A sender may cut shorter parts than the longest allowed; close the gaps between them.
        var length = 0;
        for (var index = 0; index < _count; index++)
        {
            var start = index * Limits.SnapshotPartBytes;
            _body.AsSpan(start, _lengths[index]).CopyTo(_body.AsSpan(length));
            length += _lengths[index];
        }

        _bodyLength = Math.Min(length, Limits.SnapshotBodyBytes);
        _received = 0;
        (_completedBefore, _hadCompletedBefore) = (_completed, _hasCompleted);
        _completed = _tick;
        _hasCompleted = true;
        return PartResult.Completed;
    }
}
