using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Tests.Testing.Network;

/// <summary>
/// One direction between two ends. The stream lane loses, doubles, delays and reorders as the conditions say; the control
/// lane keeps everything in order and only delays, a loss costing it a resend, as a reliable transport does over the same
/// wire. The same seed and the same sends at the same times give the same arrivals.
/// </summary>
public sealed class VirtualLink
{
    private static readonly TimeSpan SmallestResend = TimeSpan.FromMilliseconds(25);

    private readonly PriorityQueue<Flying, (long Due, long Order)> _flying = new();
    private readonly VirtualNetwork _network;
    private readonly Random _random;
    private readonly List<(VirtualPacketKind Kind, byte[] Bytes, Delivery? Delivery)> _heldBack = [];
    private byte[]? _lent;
    private bool _isHeld;
    private long _order;
    private long _lastControl;
    private long _wireFree;

    internal VirtualLink(VirtualNetwork network, int seed, LinkConditions conditions)
    {
        _network = network;
        _random = new Random(seed);
        Conditions = conditions;
    }

    /// <summary>May change at any time; packets on the way keep their fate.</summary>
    public LinkConditions Conditions { get; set; }

    /// <summary>Packets on the way.</summary>
    public int InFlight => _flying.Count;

    public long BytesSent { get; private set; }

    public long PacketsSent { get; private set; }

    public long PacketsLost { get; private set; }

    /// <summary>Whether packets get through at all; what is sent while they do not is gone.</summary>
    public bool IsCut { get; set; }

    /// <summary>
    /// Whether the line is down for a while: what is sent on the stream lane meanwhile is gone, the control lane sends its
    /// messages again when the line is back.
    /// </summary>
    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            _isHeld = value;
            if (!value)
                Release();
        }
    }

    /// <summary>Nothing gets through any more, what is on the way included.</summary>
    public void Break()
    {
        IsCut = true;
        _flying.Clear();
        _heldBack.Clear();
    }

    public void Send(VirtualPacketKind kind, Lane lane, ReadOnlySpan<byte> bytes, Delivery? delivery = null)
    {
        PacketsSent++;
        BytesSent += bytes.Length;
        if (_isHeld && !IsCut && lane == Lane.Control)
        {
            _heldBack.Add((kind, bytes.ToArray(), delivery));
            return;
        }

        var now = _network.Now;
        if (IsCut || _isHeld || !TryQueue(bytes.Length, now, waits: lane == Lane.Control, out var leaves))
        {
            PacketsLost++;
            return;
        }

        if (lane == Lane.Control)
        {
            // A later message waits for an earlier one, whatever happened to that.
            _lastControl = Math.Max(_lastControl, leaves + OnTheWay() + Resends());
            Fly(kind, lane, bytes, _lastControl, delivery);
            return;
        }

        if (_random.NextDouble() < Conditions.Loss)
        {
            PacketsLost++;
            return;
        }

        var held = _random.NextDouble() < Conditions.Reorder ? Conditions.HoldBack.Ticks : 0;
        var sent = Fly(kind, lane, bytes, leaves + OnTheWay() + held);
        if (Conditions.Corrupt > 0 && bytes.Length > 0 && _random.NextDouble() < Conditions.Corrupt)
            sent[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));

        if (_random.NextDouble() < Conditions.Duplicate)
            Fly(kind, lane, bytes, leaves + OnTheWay());
    }

    /// <summary>The next packet whose time has come.</summary>
    public bool TryReceive(out VirtualPacket packet)
    {
        if (_lent is not null)
        {
            _network.Buffers.Return(_lent);
            _lent = null;
        }

        if (!_flying.TryPeek(out var next, out var at) || at.Due > _network.Now)
        {
            packet = default;
            return false;
        }

        _flying.Dequeue();
        _lent = next.Buffer;
        packet = new(next.Kind, next.Lane, next.Buffer.AsMemory(0, next.Length), next.Delivery);
        return true;
    }

    private void Release()
    {
        foreach (var (kind, bytes, delivery) in _heldBack)
        {
            _lastControl = Math.Max(_lastControl, _network.Now + OnTheWay() + Resends());
            Fly(kind, Lane.Control, bytes, _lastControl, delivery);
        }

        _heldBack.Clear();
    }

    private bool TryQueue(int bytes, long now, bool waits, out long leaves)
    {
        leaves = now;
        if (Conditions.BytesPerSecond == 0)
            return true;

        var start = Math.Max(now, _wireFree);
        if (!waits && start - now > Conditions.QueueTime.Ticks)
            return false;

        _wireFree = start + (bytes * TimeSpan.TicksPerSecond / Conditions.BytesPerSecond);
        leaves = _wireFree;
        return true;
    }

    private long OnTheWay() => Conditions.Delay.Ticks + (long)(_random.NextDouble() * Conditions.Jitter.Ticks);

    private long Resends()
    {
        var wait = 0L;
        while (_random.NextDouble() < Math.Min(Conditions.Loss, 0.9))
            wait += SmallestResend.Ticks + (Conditions.Delay.Ticks * 2);

        return wait;
    }

    /// <summary>Returns the bytes that are on the way.</summary>
    private byte[] Fly(VirtualPacketKind kind, Lane lane, ReadOnlySpan<byte> bytes, long due, Delivery? delivery = null)
    {
        var copy = _network.Buffers.CopyOf(bytes);
        _flying.Enqueue(new(kind, lane, copy, bytes.Length, delivery), (due, _order++));
        return copy;
    }

    private readonly record struct Flying(VirtualPacketKind Kind, Lane Lane, byte[] Buffer, int Length, Delivery? Delivery);
}
