namespace Ecs.DebugView.Model;

/// <summary>
/// Keeps pictures out of the way of a server's ticks in this process: a picture that would still be drawn when the next tick is
/// due waits until after it. Both need the same few processors and the same caches, and the tick goes first.
/// </summary>
public sealed class TickRhythm
{
    /// <summary>Seconds that the display takes to show a picture, about.</summary>
    private const double Showing = 0.002;

    /// <summary>Seconds from the end of a tick's copy until the rest of the tick is over, about.</summary>
    private const double AfterTick = 0.0005;

    /// <summary>Pictures differ: so much of what the last one took is expected on top.</summary>
    private const double Reserve = 1.5;

    /// <summary>A picture that fills more of the time between ticks than this cannot get out of the way.</summary>
    private const double LargestShare = 0.8;

    /// <summary>How fast one long picture is forgotten.</summary>
    private const double Memory = 0.95;

    private double _picture;

    /// <summary>Learns how many seconds a picture took to make.</summary>
    public void Took(double seconds) => _picture = Math.Max(seconds, _picture * Memory);

    /// <summary>Seconds to wait before the next picture; 0 when there is time enough for it, or never will be.</summary>
    /// <param name="sinceTick">Seconds since the newest tick was copied.</param>
    /// <param name="interval">Seconds from tick to tick.</param>
    public double PauseFor(double sinceTick, double interval)
    {
        var need = (_picture * Reserve) + Showing;
        if (need > interval * LargestShare || sinceTick > 2 * interval)
            return 0;
        var place = sinceTick % interval;
        return place < AfterTick ? AfterTick - place
            : place + need > interval ? interval - place + AfterTick
            : 0;
    }
}
