namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// What one client may be sent, in bytes on the wire with the heads of IP and UDP: never more than the budget in any second, as far as
/// snapshots can help it; and no more than the link carries, as the client's acknowledgements tell.
/// </summary>
/// <remarks>
/// Everything that the connection carries is counted, whoever sent it; snapshots, what the room tells (<see cref="Outbox"/>) and maps get
/// what is left. Some is kept back for what may be said before the next count.
/// </remarks>
internal sealed class SendBudget
{
    private const int KeptBackDivisor = 16;
    private const int BurstsPerSecond = 16;
    private const double LeastBurst = 1_000;
    private const double Shrink = 0.7;
    private const double GrowthDivisor = 64;          // of the budget, a quarter of a second
    private const double LossThatCounts = 0.75;       // of a link whose queue is short: what was overtaken, or came with a newer one, looks lost too
    private const double LossInQueue = 0.03;
    private const int QueuesPerSecond = 20;           // answers that all take so much longer than the fastest wait in a queue
    private const int FastestAnswerSeconds = 10;      // for so long at least it is remembered

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
    private int _answers;
    private long _answerTicks;
    private int _fastestNow = int.MaxValue;
    private int _fastestBeforeNow = int.MaxValue;
    private int _unheardTicks;
    private int _fastest = int.MaxValue;
    private int _fastestBefore = int.MaxValue;
    private int _periods;
    private int _reserved;

    /// <param name="bytesPerSecond">The budget.</param>
    /// <param name="tickRate">Ticks in a second.</param>
    public SendBudget(int bytesPerSecond, int tickRate)
    {
        _limit = bytesPerSecond;
        _least = Math.Min(bytesPerSecond, 2_000);
        _rate = bytesPerSecond;
        _tokens = Burst;
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
        _reserved = 0;
        ref var place = ref _spent[serverTick % _spent.Length];
        _sum += spent - place;
        place = spent;
        _tokens = Math.Min(_tokens + (Steady / _spent.Length) - spent, Burst);
        if (++_ticksInPeriod >= _spent.Length / 4)
            Judge();
    }

    /// <summary>Bytes that may be sent now, with the heads of their datagrams.</summary>
    public int Allowance => (int)Math.Max(0, Math.Min(LeftOfSecond, _tokens) - _reserved);

    private int FastestLately => Math.Min(_fastestNow, _fastestBeforeNow);

    private int FastestEver => Math.Min(_fastest, _fastestBefore);

    /// <summary>
    /// Whether what is sent piles up before the link's narrowest place: a queue holds up every answer, jitter only some, and by as much as the
    /// answers differ.
    /// </summary>
    private bool IsQueueing
    {
        get
        {
            if (_answers == 0)
                return false;

            var jitter = ((double)_answerTicks / _answers) - FastestLately;
            return FastestLately - FastestEver > Math.Max(1.5, (double)_spent.Length / QueuesPerSecond) + (2 * jitter);
        }
    }

    /// <summary>Bytes a second, so that with one burst more the second is not full: then all would have to wait.</summary>
    private double Steady => _rate - (_rate / KeptBackDivisor) - Burst;

    /// <summary>What may be saved up: a small budget has room for a snapshot that is more than the usual all the same.</summary>
    private double Burst => Math.Max(_rate / BurstsPerSecond, Math.Min(_rate / 8, LeastBurst));

    private long LeftOfSecond => _limit - _sum - (_limit / KeptBackDivisor);

    /// <summary>So many bytes will be sent in this tick.</summary>
    public void Reserve(int bytes) => _reserved += bytes;

    /// <summary>Whether so many may be sent in this tick, and then they will be. What is longer than all that may be saved up goes then.</summary>
    public bool TryReserve(int bytes)
    {
        if (bytes > LeftOfSecond - _reserved || (bytes > _tokens - _reserved && _tokens - _reserved < Burst))
            return false;

        _reserved += bytes;
        return true;
    }

    public void NoteSent() => _sent++;

    /// <summary>The client has so many more snapshots, and never got so many.</summary>
    /// <param name="arrived">Since it was last heard.</param>
    /// <param name="lost">Since then.</param>
    /// <param name="ticks">From the newest of them to its answer.</param>
    public void NoteHeard(int arrived, int lost, int ticks)
    {
        _answers++;
        _answerTicks += ticks;
        _fastestNow = Math.Min(_fastestNow, ticks);
        _fastest = Math.Min(_fastest, ticks);
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
            _unheardTicks = 0;
            if (loss > (IsQueueing ? LossInQueue : LossThatCounts))
                _rate = Math.Max(_least, _rate * Math.Max(Shrink, 1 - loss - LossInQueue));
            else if (!IsQueueing)
                _rate = Math.Min(_limit, _rate + (_limit / GrowthDivisor));
        }
        else if (_sent > 2 && (_unheardTicks += _ticksInPeriod) > (FastestEver == int.MaxValue ? _spent.Length : 2L * FastestEver))
        {
            _rate = Math.Max(_least, _rate * Shrink);
        }

        _fastestBeforeNow = _fastestNow;
        (_sent, _arrived, _lost, _ticksInPeriod, _answers, _answerTicks, _fastestNow) = (0, 0, 0, 0, 0, 0, int.MaxValue);
        if (++_periods % (FastestAnswerSeconds * 4) == 0)
            (_fastestBefore, _fastest) = (_fastest, int.MaxValue);
    }
}
