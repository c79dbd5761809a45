namespace Ecs.Server.Metrics;

/// <summary>Tells traces of ticks that began late or took long, one a second at most: a machine that is overloaded for an hour does not fill anybody's disk.</summary>
/// <param name="figures">Of the tick loop.</param>
/// <param name="time">Of which the time of day is read, for a tick that is told of.</param>
/// <param name="tickRate">Ticks per second: a tick is late, or long, from its own length on.</param>
public sealed class LateTicks(TickFigures figures, TimeProvider time, int tickRate)
{
    private const int MicrosecondsPerSecond = 1_000_000;

    private readonly int _budget = MicrosecondsPerSecond / tickRate;
    private long _told = -tickRate;

    /// <summary>The tick's thread, before the next tick's figures begin.</summary>
    public void Look()
    {
        if (!ServerTraces.IsHeard)
            return;
        var number = figures.Run;
        if (number == 0 || number - _told < tickRate || (figures.LastDuration < _budget && figures.LastLateness < _budget))
            return;
        _told = number;
        ServerTraces.TellTick(number, figures.LastDuration, figures.LastLateness, time.GetUtcNow());
    }
}
