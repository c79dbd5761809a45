using System.Net;
using Ecs.Server.Guards;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Admin;

/// <summary>
/// Looks at the tokens of requests. An address that has shown five wrong ones within ten minutes is not looked at again before the first of them is
/// ten minutes old, whatever it shows; how long a look takes tells nothing about the token.
/// </summary>
internal sealed partial class AdminGuard
{
    /// <summary>Wrong tokens of one address that are looked at within <see cref="Memory"/>.</summary>
    public const int Guesses = 5;

    private const string Scheme = "Bearer ";

    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly AttemptLimit _wrong = new(Guesses, Memory);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly long _started;
    private readonly SecretDigest _token;

    /// <param name="token">Empty for none: then nothing is right.</param>
    /// <param name="time">How long guesses are remembered.</param>
    /// <param name="log">Is told of wrong tokens, never what they are.</param>
    public AdminGuard(string token, TimeProvider time, ILogger log)
    {
        HasToken = token.Length != 0;
        _token = new SecretDigest(token);
        (_time, _log, _started) = (time, log, time.GetTimestamp());
    }

    /// <summary>Whether anybody can be let in.</summary>
    public bool HasToken { get; }

    /// <param name="authorization">The header as it came; empty for none.</param>
    /// <param name="source">Whose guesses are counted.</param>
    public AdminVerdict Judge(string authorization, IPAddress source)
    {
        if (authorization.Length == 0)
            return AdminVerdict.Missing;

        // One after the other: a hundred guesses at once are a hundred guesses.
        lock (_gate)
        {
            var now = _time.GetElapsedTime(_started);
            if (_wrong.IsReached(source, now))
                return AdminVerdict.Limited;
            if (IsRight(authorization))
                return AdminVerdict.Right;
            _wrong.Count(source, now);
            LogWrong(_log, source);
            if (_wrong.IsReached(source, now))
                LogLimited(_log, source, Memory.TotalMinutes);
            return AdminVerdict.Wrong;
        }
    }

    private bool IsRight(string authorization) =>
        HasToken && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && _token.Is(authorization[Scheme.Length..].Trim());

    [LoggerMessage(170, LogLevel.Warning, "{Address} showed a wrong token to the operator's listener")]
    private static partial void LogWrong(ILogger log, IPAddress address);

    [LoggerMessage(171, LogLevel.Warning, "{Address} has guessed too often: nothing of it is looked at for up to {Minutes} minutes")]
    private static partial void LogLimited(ILogger log, IPAddress address, double minutes);
}
