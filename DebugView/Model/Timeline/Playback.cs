namespace Ecs.DebugView.Model.Timeline;

/// <summary>
/// Which moment is shown: the newest of a live source, or a place in its past or in a recording that stands still or plays on.
/// </summary>
public sealed class Playback
{
    private static readonly float[] Speeds = [0.1f, 0.25f, 0.5f, 1, 2, 4, 8];

    private int _speed = 3;
    private double _position;

    /// <param name="hasEnd">A recording has an end; a live source grows, and can be followed.</param>
    public Playback(bool hasEnd)
    {
        HasEnd = hasEnd;
        IsLive = !hasEnd;
    }

    public bool HasEnd { get; }

    /// <summary>Whether the newest frame is shown as it comes.</summary>
    public bool IsLive { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>0.1 to 8.</summary>
    public float Speed => Speeds[_speed];

    public long Oldest { get; private set; }

    public long Newest { get; private set; }

    /// <summary>Number of the frame to show.</summary>
    public long Number => (long)_position;

    /// <summary>Tells how far the frames reach now; what is shown moves along when it would fall off either end.</summary>
    public void Reach(long oldest, long newest)
    {
        Oldest = oldest;
        Newest = newest;
        _position = IsLive ? newest : Math.Clamp(_position, oldest, newest);
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(double seconds, int tickRate)
    {
        if (IsLive || IsPaused)
            return;
        _position = Math.Min(_position + (seconds * tickRate * Speed), Newest);

        // At normal speed and more it catches up and stays with the present; slower it falls behind again at once.
        if (!HasEnd && Speed >= 1 && Number >= Newest)
            GoLive();
    }

    public void TogglePause()
    {
        if (IsPaused && HasEnd && Number >= Newest)
            _position = Oldest;
        IsPaused = !IsPaused;
        IsLive = false;
    }

    public void GoLive()
    {
        _position = Newest;
        IsPaused = HasEnd;
        IsLive = !HasEnd;
    }

    /// <summary>Stands still at another frame.</summary>
    public void Seek(double number)
    {
        _position = Math.Clamp(number, Oldest, Newest);
        IsLive = false;
        IsPaused = true;
    }

    public void Step(int frames) => Seek(Number + frames);

    public void Faster() => SetSpeed(_speed + 1);

    public void Slower() => SetSpeed(_speed - 1);

    /// <summary>Another speed than the present's own means to leave the present.</summary>
    private void SetSpeed(int speed)
    {
        _speed = Math.Clamp(speed, 0, Speeds.Length - 1);
        if (IsLive && Speed < 1)
            IsLive = false;
    }
}
