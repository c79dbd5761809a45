namespace Ecs.Server.Guards;

/// <summary>
/// Keeps one connection within its share of messages and bytes. What is over is dropped; a connection that is over for
/// <see cref="Patience"/> without a second's pause is a flood.
/// </summary>
/// <param name="tickRate">Ticks per second; an honest client sends one input per tick.</param>
public sealed class TrafficMeter(int tickRate)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Two seconds' worth at once: what queues up on a bad link arrives in one piece.</summary>
    private const int BurstSeconds = 2;

    private TokenBucket _messages = new(MessagesPerSecond(tickRate), MessagesPerSecond(tickRate) * BurstSeconds);
    private TokenBucket _bytes = new(BytesPerSecond(tickRate), BytesPerSecond(tickRate) * BurstSeconds);
    private TimeSpan _overSince;
    private TimeSpan _lastOver = TimeSpan.MinValue;

    /// <summary>Whether the flood has lasted long enough to end it.</summary>
    public bool IsFlood { get; private set; }

    /// <summary>
    /// In the long run four times what an honest client sends, so that resent bursts and a client that sends per frame of a fast screen
    /// stay below.
    /// </summary>
    private static int MessagesPerSecond(int tickRate) => (tickRate * 4) + 60;

    /// <summary>In the long run full inputs at the tick rate and as much again.</summary>
    private static int BytesPerSecond(int tickRate) => (tickRate * 600) + (16 * 1024);

    public bool TryPass(int bytes, TimeSpan now)
    {
        // Both are always asked, so that a flood of one kind also uses up the other.
        if (_messages.TryTake(1, now) & _bytes.TryTake(bytes, now))
            return true;

        if (_lastOver == TimeSpan.MinValue || now - _lastOver > Pause)
            _overSince = now;

        _lastOver = now;
        IsFlood |= now - _overSince >= Patience;
        return false;
    }
}
