using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// What a room tells one client on the control lane, as fast as half of the client's budget allows; the rest waits here, each sort in its
/// order. Warm, it allocates nothing.
/// </summary>
/// <param name="session">The client.</param>
/// <param name="budget">Of its connection.</param>
/// <param name="tickRate">Ticks in a second.</param>
internal sealed class Outbox(NativeGuest session, SendBudget budget, int tickRate)
{
    /// <summary>Of the budget; snapshots have the rest for themselves while messages wait.</summary>
    private const double Share = 0.5;
    private const int BurstsPerSecond = 8;

    private readonly MessageLine _facts = new();
    private readonly MessageLine _news = new();
    private double _tokens = budget.Rate * Share / BurstsPerSecond;

    /// <summary>Whether no fact waits.</summary>
    public bool HasTold => _facts.IsEmpty;

    /// <summary>What the message that waits longest takes on the wire, once it is its turn; else 0. Whatever else there is to send leaves room for it.</summary>
    public int NextBytes => _tokens < Burst ? 0 : !_facts.IsEmpty ? BytesOf(_facts.First) : !_news.IsEmpty ? BytesOf(_news.First) : 0;

    private double Burst => budget.Rate * Share / BurstsPerSecond;

    /// <summary>Sends what a client cannot do without, before all news.</summary>
    public void TellFact(ReadOnlySpan<byte> message)
    {
        if (!_facts.IsEmpty || !TrySend(message))
            _facts.Add(message);
    }

    /// <summary>Sends what happens or is said; false when so much waits that it would be no news any more.</summary>
    public bool TryTellNews(ReadOnlySpan<byte> message)
    {
        if (_facts.IsEmpty && _news.IsEmpty && TrySend(message))
            return true;

        // Two seconds' worth.
        if (_news.Bytes > budget.Rate)
            return false;

        _news.Add(message);
        return true;
    }

    /// <summary>A tick has passed: sends of what waits as much as may be sent now.</summary>
    public void Continue()
    {
        _tokens = Math.Min(_tokens + (budget.Rate * Share / tickRate), Burst);
        SendFrom(_facts);
        if (_facts.IsEmpty)
            SendFrom(_news);
    }

    /// <summary>The connection is about to be closed: sends all that waits, whatever the budget says. It is two seconds' worth at most.</summary>
    public void SendRest()
    {
        foreach (var line in (ReadOnlySpan<MessageLine>)[_facts, _news])
        {
            for (; !line.IsEmpty; line.RemoveFirst())
                session.Peer.Send(Lane.Control, line.First);
        }
    }

    private void SendFrom(MessageLine line)
    {
        while (!line.IsEmpty && TrySend(line.First))
            line.RemoveFirst();
    }

    private bool TrySend(ReadOnlySpan<byte> message)
    {
        var bytes = BytesOf(message);
        if ((bytes > _tokens && _tokens < Burst) || !budget.TryReserve(bytes))
            return false;

        _tokens -= bytes;
        session.Peer.Send(Lane.Control, message);
        return true;
    }

    /// <summary>As if each had a datagram of its own: several often share one.</summary>
    private static int BytesOf(ReadOnlySpan<byte> message) => message.Length + Limits.ControlHeadBytes + Limits.OuterHeadBytes;
}
