namespace Ecs.Server.Rooms;

/// <summary>What became of a vote.</summary>
public enum VoteResult
{
    /// <summary>None is open, or it goes on.</summary>
    None,

    /// <summary>More than half of those seated want it.</summary>
    Passed,

    /// <summary>Its time is over.</summary>
    Failed,
}

/// <summary>The people of a room decide about its next map: more than half of those seated must want it.</summary>
/// <param name="room">Whose.</param>
public sealed class MapVote(Room room)
{
    /// <summary>For so long voices are taken.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>From the beginning of one to that of the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(3);

    private readonly Dictionary<Seat, bool> _voices = [];
    private TimeSpan _end;
    private TimeSpan _next = TimeSpan.MinValue;

    /// <summary>The map in question; empty while no vote is open.</summary>
    public string Map { get; private set; } = "";

    public bool IsOpen => Map.Length != 0;

    /// <summary>People with a seat; bots have no voice.</summary>
    public int People => room.PlayerCount - room.BotCount;

    /// <summary>Voices for it of those who are still here.</summary>
    public int Voices
    {
        get
        {
            var count = 0;
            foreach (var (seat, wants) in _voices)
                count += wants && seat.State == SeatState.Playing ? 1 : 0;

            return count;
        }
    }

    /// <summary>How long nobody may begin another one; zero or less when somebody may.</summary>
    public TimeSpan Wait(TimeSpan now) => _next == TimeSpan.MinValue ? TimeSpan.Zero : _next - now;

    /// <summary>Opens it; whoever asks wants it.</summary>
    public void Begin(Seat seat, string map, TimeSpan now)
    {
        (Map, _end, _next) = (map, now + Length, now + Pause);
        _voices.Clear();
        Say(seat, wants: true);
    }

    /// <summary>A voice, which may change until the end.</summary>
    public void Say(Seat seat, bool wants) => _voices[seat] = wants;

    /// <summary>What it has come to; it is closed with its result.</summary>
    public VoteResult Judge(TimeSpan now)
    {
        if (!IsOpen)
            return VoteResult.None;

        var result = Voices * 2 > People ? VoteResult.Passed
            : now >= _end ? VoteResult.Failed
            : VoteResult.None;
        if (result != VoteResult.None)
            Close();

        return result;
    }

    /// <summary>Nobody may begin another one before it could have been begun in the room whose place this one took.</summary>
    public void KeepPause(MapVote before) => _next = before._next;

    private void Close()
    {
        Map = "";
        _voices.Clear();
    }
}
