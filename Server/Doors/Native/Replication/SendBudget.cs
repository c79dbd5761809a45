namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// What one client may be sent, in bytes on the wire with the heads of IP and UDP: never more than the budget in any second, as far as
/// snapshots can help it; and no more than the link carries, as the client's acknowledgements tell.
/// </summary>
/// <remarks>
/// Everything that the connection carries is counted, whoever sent it; snapshots get what is left. Some is kept back for
/// what may be said before the next count.
/// </remarks>
internal sealed class SendBudget
{
    private const int KeptBackDivisor = 16;
    private const int BurstsPerSecond = 8;
    private const double Shrink = 0.7;
    private const double Growth = 1.2;
    private const double LossThatCounts = 0.25;

    private readonly int[] _spent;
    private readonly int _limit;
    private readonly int _least;
    private long _sum;
    private long _known;
    private double _rate;
    private double _tokens;
    private int _sent;
    private int _arrived;
    private int _lost;
    private int _ticksInPeriod;

    /// <param name="bytesPerSecond">The budget.</param>
    /// <param name="tickRate">Ticks in a second.</param>
    public SendBudget(int bytesPerSecond, int tickRate)
    {
        _limit = bytesPerSecond;
        _least = Math.Min(bytesPerSecond, 2_000);
        _rate = bytesPerSecond;
        _tokens = _rate / BurstsPerSecond;
        _spent = new int[tickRate];
    }

    /// <summary>Bytes a second that the link is taken to carry, at most the budget.</summary>
    public int Rate => (int)_rate;

    /// <summary>Bytes sent in the second that ends now.</summary>
    public long SpentInSecond => _sum;

    /// <summary>A tick is over in which the connection has carried so much since it began.</summary>
    public void Count(long serverTick, long bytesSoFar)
    {
        var spent = (int)Math.Clamp(bytesSoFar - _known, 0, int.MaxValue);
        _known = bytesSoFar;
        ref var place = ref _spent[serverTick % _spent.Length];
        _sum += spent - place;
        place = spent;
        _tokens = Math.Min(_tokens + (_rate / _spent.Length) - spent, _rate / BurstsPerSecond);
        if (++_ticksInPeriod >= _spent.Length / 4)
            Judge();
    }

    /// <summary>Bytes that a snapshot may take now, with the heads of its datagrams.</summary>
    public int Allowance => (int)Math.Max(0, Math.Min(_limit - _sum - (_limit / KeptBackDivisor), _tokens));

    public void NoteSent() => _sent++;

    /// <summary>The client has so many more snapshots, and never got so many.</summary>
    public void NoteHeard(int arrived, int lost)
    {
        _arrived += arrived;
        _lost += lost;
    }

    /// <summary>A quarter of a second is over: what did not arrive was too much, unless it was little.</summary>
    private void Judge()
    {
        var heard = _arrived + _lost;
        if (heard > 0)
        {
            var loss = (double)_lost / heard;
            _rate = loss > LossThatCounts ? Math.Max(_least, _rate * Math.Max(Shrink, 1 - loss)) : Math.Min(_limit, _rate * Growth);
        }
        else if (_sent > 2)
        {
            _rate = Math.Max(_least, _rate * Shrink);
        }

        (_sent, _arrived, _lost, _ticksInPeriod) = (0, 0, 0, 0);
    }
}
