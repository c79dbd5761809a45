using System.Security.Cryptography;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;

namespace Ecs.Server.Storage.Accounts;

/// <summary>How much of what an address asks is looked at. Any thread.</summary>
internal sealed class AccountAttempts(GuessLimit guesses, AccountOptions options, TimeProvider time, ServerMetrics metrics)
{
    private readonly AttemptLimit _logIns = new(options.LogInsPerMinute);
    private readonly AttemptLimit _creations = new(options.CreationsPerMinute);
    private readonly long _started = time.GetTimestamp();

    private readonly Lazy<PasswordHash> _nobody = new(() => PasswordHash.Create(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), options.HashRounds));

    /// <summary>A name that nobody has costs the same work as one that somebody has. Made when it is first asked for, on the worker's thread.</summary>
    public PasswordHash Nobody => _nobody.Value;

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Whether the address has an attempt left; one that has none is counted.</summary>
    public bool MayTry(AccountRequest request)
    {
        var may = request.Kind switch
        {
            AccountRequestKind.Create or AccountRequestKind.Register => !_creations.IsReached(request.From, Now),
            AccountRequestKind.Resume or AccountRequestKind.Redeem => !guesses.IsReached(request.From),
            _ => !guesses.IsReached(request.From) && !_logIns.IsReached(request.From, Now),
        };
        if (!may)
            metrics.CountDrop(DropCause.Rate);
        return may;
    }

    public void CountCreation(AccountRequest request) => _creations.Count(request.From, Now);

    public void CountLogIn(AccountRequest request) => _logIns.Count(request.From, Now);

    /// <summary>Something was wrong that somebody may be guessing.</summary>
    public AccountOutcome Fail(AccountRequest request, AccountOutcome outcome)
    {
        guesses.Count(request.From);
        metrics.Store.AddRefusal();
        return outcome;
    }
}
