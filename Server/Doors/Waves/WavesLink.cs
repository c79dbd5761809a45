using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Waves;

/// <summary>How a connection has come to its end.</summary>
public enum WavesEnding
{
    None,

    /// <summary>The client said that it leaves.</summary>
    Left,

    /// <summary>The other side closed without a word, or the network did.</summary>
    Lost,

    /// <summary>The client sent what cannot be read.</summary>
    Fault,

    /// <summary>The client was told that both ships are taken.</summary>
    TurnedAway,
}

/// <summary>
/// One connection between the thread that carries its bytes and the tick's thread. What one of them writes the other only
/// reads; nobody waits but the carrying thread for its admission.
/// </summary>
public abstract class WavesLink(IPEndPoint remote)
{
    private volatile bool _hasKnocked;
    private volatile WavesAdmission _admission;
    private volatile WavesEnding _ending;
    private int _allowed;

    public IPEndPoint Remote { get; } = remote;

    /// <summary>The client's address as it hears it itself.</summary>
    public string Ip { get; } = TextOf(remote.Address);

    /// <summary>Pictures for this client's answers; the tick's thread draws them.</summary>
    public PictureBox Pictures { get; } = new();

    /// <summary>The client's rounds; the tick's thread takes them.</summary>
    public RoundBox Rounds { get; } = new();

    /// <summary>Whether the client has said hello.</summary>
    public bool HasKnocked => _hasKnocked;

    public WavesAdmission Admission => _admission;

    public WavesEnding Ending => _ending;

    /// <summary>What could not be read, after <see cref="WavesEnding.Fault"/>.</summary>
    public DropCause Fault { get; private set; }

    /// <summary>Tick's thread: the answer to the hello.</summary>
    public virtual void Decide(WavesAdmission admission) => _admission = admission;

    /// <summary>
    /// Tick's thread, in every tick: so many more rounds may be answered. Whoever makes more than that, since the wire lets a client
    /// send its next round as soon as it has an answer, gets the answer with a later tick.
    /// </summary>
    /// <param name="rounds">At least 1.</param>
    /// <param name="limit">What may be saved up at most.</param>
    public virtual void Allow(int rounds, int limit)
    {
        int old;
        do
        {
            old = Volatile.Read(ref _allowed);
        }
        while (Interlocked.CompareExchange(ref _allowed, Math.Min(limit, old + rounds), old) != old);
    }

    /// <summary>Tick's thread: ends the connection; does not wait until that has happened.</summary>
    public abstract void Abort();

    /// <summary>An address as the original's clients write it: IPv4 that came by way of IPv6 is IPv4.</summary>
    internal static string TextOf(IPAddress address) => AddressKey.Plain(address).ToString();

    /// <summary>Carrying thread: goes on with what the client has sent, and tells the tick's thread about it.</summary>
    protected WavesStep Advance(WavesExchange exchange)
    {
        var step = exchange.Next(_admission);
        switch (step)
        {
            case WavesStep.Wait:
                _hasKnocked = true;
                break;
            case WavesStep.Round:
                Rounds.Put(exchange.Keys, exchange.IsReady);
                break;
            case WavesStep.Left:
                End(WavesEnding.Left);
                break;
            case WavesStep.Fault:
                Fault = exchange.Fault;
                End(WavesEnding.Fault);
                break;
        }

        return step;
    }

    /// <summary>Carrying thread: writes the answer to a round from the newest picture. False while it has to wait for <see cref="Allow"/>.</summary>
    protected bool TryDraw(WavesExchange exchange)
    {
        if (Volatile.Read(ref _allowed) <= 0)
            return false;

        // Only this thread takes, so there is still one.
        Interlocked.Decrement(ref _allowed);
        exchange.Draw(Pictures.Newest());
        return true;
    }

    /// <summary>Carrying thread: the connection is over; the first word about it counts.</summary>
    protected void End(WavesEnding ending)
    {
        if (_ending == WavesEnding.None)
            _ending = ending;
    }
}
