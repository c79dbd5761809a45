using LiteNetLib.Wire;

namespace LiteNetLib.Peers;

/// <summary>Pings sent and answered by one peer, and the average of the round trips in whole milliseconds.</summary>
internal sealed class RoundTrip(TimeProvider clock)
{
    private ushort _number = PingNumber.First - 1;
    private ushort _lastAnswered;
    private long _sentAt;
    private bool _isWaiting;
    private int _sum;
    private int _count;

    /// <summary>Average round trip in milliseconds; 0 before the first sample.</summary>
    public int Average { get; private set; }

    public bool HasSample => _count > 0;

    /// <summary>Starts the next ping and returns its number. One that nobody answered counts with the time it had.</summary>
    public ushort Start()
    {
        if (_isWaiting)
        {
            Add(Elapsed());
        }

        _number = PingNumber.Next(_number);
        _sentAt = clock.GetTimestamp();
        _isWaiting = true;
        return _number;
    }

    /// <summary>True for the pong of the last ping, once.</summary>
    public bool Finish(ushort number, out int sample)
    {
        sample = 0;
        if (!_isWaiting || number != _number)
        {
            return false;
        }

        _isWaiting = false;
        sample = Elapsed();
        Add(sample);
        return true;
    }

    /// <summary>Whether the other side's ping deserves a pong.</summary>
    public bool Answer(ushort number)
    {
        if (!PingNumber.IsNewer(number, _lastAnswered))
        {
            return false;
        }

        _lastAnswered = number;
        return true;
    }

    /// <summary>Called every three ping intervals, so that old samples lose weight.</summary>
    public void ForgetOldSamples()
    {
        if (_count > 0)
        {
            _sum = Average;
            _count = 1;
        }
    }

    internal void StartAt(ushort number, ushort lastAnswered)
    {
        _number = number;
        _lastAnswered = lastAnswered;
    }

    private int Elapsed() => (int)Math.Min(int.MaxValue / 8, clock.GetElapsedTime(_sentAt).TotalMilliseconds);

    private void Add(int sample)
    {
        _sum += sample;
        _count++;
        Average = _sum / _count;
    }
}
