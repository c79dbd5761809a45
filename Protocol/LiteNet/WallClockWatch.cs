namespace Ecs.Protocol.LiteNet;

/// <summary>
/// Notices that the wall clock was set. LiteNetLib stamps what it may have to send again by the wall clock: when that is set back by an
/// hour, nothing lost is sent again for an hour. Connections made afterwards are sound.
/// </summary>
/// <param name="time">Its wall clock is compared with its monotonic one.</param>
public sealed class WallClockWatch(TimeProvider time)
{
    /// <summary>A step below is not worth a reconnection: resends come so much later at most. Slewing never gets there in one look.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private DateTimeOffset _wall = time.GetUtcNow();
    private long _monotonic = time.GetTimestamp();

    /// <summary>Whether the clock was set by more than <see cref="Tolerance"/> since the last look; true once for each step.</summary>
    public bool HasStepped()
    {
        var wall = time.GetUtcNow();
        var monotonic = time.GetTimestamp();
        var step = wall - _wall - time.GetElapsedTime(_monotonic, monotonic);
        (_wall, _monotonic) = (wall, monotonic);
        return step.Duration() > Tolerance;
    }
}
