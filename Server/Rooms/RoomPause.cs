namespace Ecs.Server.Rooms;

/// <summary>Whether a room's world runs, and how many ticks a paused one still owes.</summary>
internal sealed class RoomPause
{
    private const int OwedSeconds = 60;

    private int _owed;

    public bool IsPaused { get; private set; }

    public void Begin() => IsPaused = true;

    public void End()
    {
        IsPaused = false;
        _owed = 0;
    }

    /// <summary>Lets so many ticks run, of at most a minute that wait.</summary>
    public void Advance(int ticks, int tickRate) => _owed = Math.Min(_owed + Math.Max(0, ticks), tickRate * OwedSeconds);

    /// <summary>Whether the world runs in this tick of the server.</summary>
    public bool TryTakeTick()
    {
        var runs = !IsPaused || _owed > 0;
        _owed = Math.Max(0, _owed - (runs ? 1 : 0));
        return runs;
    }
}
