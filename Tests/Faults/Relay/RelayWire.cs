


namespace Ecs.Tests.Faults.Relay;

/// <summary>One direction of a relay: takes datagrams, decides what becomes of each, and hands them over when it is time.</summary>
/// <param name="random">Decides; its draws depend on the datagrams that come.</param>
/// <param name="counts">Where what happened is counted.</param>
internal sealed class RelayWire(Random random, RelayCounts counts)
{
    private readonly PriorityQueue<(byte[] Datagram, long Number, bool IsFlipped), (TimeSpan Due, long Order)> _waiting = new();
    private TimeSpan _freeAt;
    private long _number;
    private long _order;
    private long _newest;

    public RelayLine Line { get; set; } = RelayLine.Perfect;

    /// <summary>Datagrams that are on their way.</summary>
    public int Waiting => _waiting.Count;

    public void Take(ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        counts.Taken++;
        var conditions = Line.Conditions;
        if (datagram.Length > Line.SizeLimit)
        {
            counts.TooLong++;
            return;
        }

        if (Line.IsCut || random.NextDouble() < conditions.Loss)
        {
            counts.Lost++;
            return;
        }

        var sent = now;
        if (conditions.BytesPerSecond > 0)
        {
            sent = (_freeAt > now ? _freeAt : now) + TimeSpan.FromSeconds((double)datagram.Length / conditions.BytesPerSecond);
            if (sent - now > conditions.QueueTime)
            {
                counts.Lost++;
                return;
            }

            _freeAt = sent;
        }

        var bytes = datagram.ToArray();
        var isFlipped = random.NextDouble() < conditions.Corrupt;
        if (isFlipped)
        {
            counts.Flipped++;
            var bit = random.Next(bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        _number++;
        Send(bytes, isFlipped, sent);
        if (random.NextDouble() < conditions.Duplicate)
        {
            counts.Doubled++;
            Send(bytes, isFlipped, sent);
        }
    }

    /// <summary>The next datagram whose time has come.</summary>
    /// <param name="now">The relay's time.</param>
    /// <param name="datagram">What arrives.</param>
    /// <param name="isFlipped">Whether it is not what was sent.</param>
    public bool TryDeliver(TimeSpan now, out ReadOnlySpan<byte> datagram, out bool isFlipped)
    {
        datagram = default;
        isFlipped = false;
        if (!_waiting.TryPeek(out _, out var first) || first.Due > now)
            return false;

        var (bytes, number, flipped) = _waiting.Dequeue();
        counts.Overtaken += number < _newest ? 1 : 0;
        _newest = Math.Max(_newest, number);
        datagram = bytes;
        isFlipped = flipped;
        return true;
    }

    private void Send(byte[] bytes, bool isFlipped, TimeSpan sent)
    {
        var conditions = Line.Conditions;
        var due = sent + conditions.Delay + (conditions.Jitter * random.NextDouble());
        if (random.NextDouble() < conditions.Reorder)
            due += conditions.HoldBack;

        _waiting.Enqueue((bytes, _number, isFlipped), (due, _order++));
    }
}
