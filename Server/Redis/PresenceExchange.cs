using Ecs.Server.Rooms;

namespace Ecs.Server.Redis;

/// <summary>
/// Who with an account is here. The tick's thread leaves it now and then, without waiting; whoever takes it owns it from then on, and gives
/// back the one before.
/// </summary>
internal sealed class PresenceExchange
{
    private readonly Lock _gate = new();
    private readonly List<Guest> _people = [];
    private PresenceList _left = new();

    /// <summary>The tick's thread. While somebody takes, the former stays.</summary>
    /// <param name="names">Who is here.</param>
    /// <param name="sessions">How many connections there are, those without an account included.</param>
    public void Leave(NameRegistry names, int sessions)
    {
        if (!_gate.TryEnter())
            return;
        try
        {
            names.CopyPeopleTo(_people);
            _left.Clear();
            foreach (var person in _people)
            {
                if (person.Account.Length != 0)
                    _left.Add().Fill(person);
            }

            (_left.Sessions, _left.IsNew) = (sessions, true);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Any thread, one at a time.</summary>
    /// <param name="former">What was taken last; it is written to again.</param>
    public PresenceList Take(PresenceList former)
    {
        lock (_gate)
        {
            if (!_left.IsNew)
                return former;

            former.IsNew = false;
            (former, _left) = (_left, former);
            return former;
        }
    }
}
