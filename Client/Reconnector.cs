using Ecs.Protocol;

namespace Ecs.Client;

/// <summary>What a client that has lost its connection does next.</summary>
internal enum ReturnStep
{
    None,
    Connect,
    GiveUp,
}

/// <summary>
/// Paces the way back into a session: tries with growing pauses, each of another length, so that many who were thrown out in the same
/// moment do not come back in the same moment; and an end, after which the server has given the seat away.
/// </summary>
internal sealed class Reconnector(Random chance)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // A server notices the loss later than its client: by the silence that it waits for.
    private static readonly TimeSpan Patience =
        TimeSpan.FromSeconds(Limits.ResumeSeconds) + TimeSpan.FromMilliseconds(Limits.SilenceMilliseconds);

    private TimeSpan _pause;
    private TimeSpan _left;
    private bool _isTrying;

    /// <summary>Why the connection was lost, for whoever does not come back.</summary>
    public Reason Reason { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>How long the client has been away; goes on until <see cref="Stop"/>.</summary>
    public TimeSpan Away { get; private set; }

    public bool IsAway { get; private set; }

    /// <summary>The connection is lost, or a try to come back has failed.</summary>
    public void Lose(Reason reason, string text)
    {
        _isTrying = false;
        if (!IsAway)
        {
            (IsAway, Reason, Text, Away, _pause) = (true, reason, text, TimeSpan.Zero, FirstPause);
            _left = FirstPause * chance.NextDouble();
            return;
        }

        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _left = _pause * (0.5 + (chance.NextDouble() / 2));
    }

    /// <param name="elapsed">Since the last call.</param>
    public ReturnStep Wait(TimeSpan elapsed)
    {
        if (!IsAway)
            return ReturnStep.None;

        Away += elapsed;
        if (Away > Patience)
            return ReturnStep.GiveUp;

        if (_isTrying || (_left -= elapsed) > TimeSpan.Zero)
            return ReturnStep.None;

        _isTrying = true;
        return ReturnStep.Connect;
    }

    /// <summary>The session goes on, or will not any more.</summary>
    public void Stop() => IsAway = false;
}
