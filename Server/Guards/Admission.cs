using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Guards;

/// <summary>What all ways in share about who may come: guesses, registered names and bans. Any thread.</summary>
/// <param name="now">Time that only goes forward.</param>
/// <param name="wall">Of which only the time of day is read.</param>
/// <param name="guessesPerMinute">Wrong passwords and tokens of one address that are looked at.</param>
public sealed class Admission(Func<TimeSpan> now, TimeProvider wall, int guessesPerMinute = GuessLimit.Usual)
{
    private readonly ConcurrentQueue<(string Account, string Text)> _gone = new();
    private readonly ConcurrentQueue<Ban> _banned = new();
    private readonly ConcurrentDictionary<string, bool> _borne = new(StringComparer.Ordinal);

    public GuessLimit Guesses { get; } = new(guessesPerMinute, now);

    public RegisteredNames Registered { get; } = new();

    public BanList Bans { get; } = new(now, wall);

    /// <summary>Whether somebody who is here bears the name.</summary>
    /// <param name="key">The name, folded.</param>
    public bool IsBorne(string key) => _borne.ContainsKey(key);

    /// <summary>Somebody bears the name from now on, or no longer.</summary>
    public void Note(string key, bool isBorne)
    {
        if (isBorne)
            _borne[key] = true;
        else
            _borne.TryRemove(key, out _);
    }

    /// <summary>An account is no more: who is here with it has to go.</summary>
    public void Forget(string account)
    {
        Registered.Remove(account);
        SendAway(account, "the account was deleted");
    }

    /// <summary>Who is here with an account has to go, and is told why.</summary>
    public void SendAway(string account, string text) => _gone.Enqueue((account, text));

    /// <summary>Whom a ban that was made elsewhere keeps out has to go.</summary>
    public void SendAway(Ban ban) => _banned.Enqueue(ban);

    /// <summary>The next ban whose people the tick's thread sends away.</summary>
    public bool TryTakeBanned([NotNullWhen(true)] out Ban? ban) => _banned.TryDequeue(out ban);

    /// <summary>The next account whose people the tick's thread sends away.</summary>
    public bool TryTakeGone([NotNullWhen(true)] out string? account, out string text)
    {
        var isTaken = _gone.TryDequeue(out var gone);
        (account, text) = (gone.Account, gone.Text ?? "");
        return isTaken;
    }
}
