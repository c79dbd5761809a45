using Ecs.Protocol;

namespace Ecs.Client;

/// <summary>
/// Finds the longest datagram that gets to the server and back, by trying some lengths until they are answered or shorter ones were for
/// a while.
/// </summary>
internal sealed class PathMeter
{
    private static readonly ushort[] Lengths = [Limits.ShortestPath, 660, 780, 900, Limits.LongestPath];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>What has come no later than this after the first answer will not come: it was tried as often.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(650);

    /// <summary>Without any answer by then the path is too narrow: what is shorter than a probe does get through.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private TimeSpan _elapsed;
    private TimeSpan _next;
    private TimeSpan _firstAnswer;

    public bool IsMeasuring { get; private set; }

    /// <summary>The longest length that was answered; 0 before the first.</summary>
    public int Found { get; private set; }

    public void Start()
    {
        IsMeasuring = true;
        Found = 0;
        _elapsed = _next = TimeSpan.Zero;
    }

    public void Stop() => IsMeasuring = false;

    /// <summary>Time passes while measuring. The lengths to try now.</summary>
    public ReadOnlySpan<ushort> Advance(TimeSpan elapsed)
    {
        _elapsed += elapsed;
        if (_elapsed < _next)
            return default;
        _next = _elapsed + Interval;
        return Lengths.AsSpan(Lengths.AsSpan().IndexOf((ushort)Found) + 1);
    }

    public void Hear(int bytes)
    {
        if (Found == 0)
            _firstAnswer = _elapsed;
        Found = Math.Max(Found, bytes);
    }

    public bool IsOver => Found == Limits.LongestPath || (Found == 0 ? _elapsed > Patience : _elapsed - _firstAnswer > Settling);
}
