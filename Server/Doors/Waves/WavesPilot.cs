using Ecs.Protocol;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Waves;

/// <summary>Somebody behind a waves door, as the tick sees them. Their wire has no place for words, so what they are told is lost.</summary>
internal sealed class WavesPilot(WavesLink link, TimeSpan now) : IParticipant
{
    public WavesLink Link { get; } = link;

    public string Name { get; set; } = "";

    public PlayerRole Role { get; private set; } = PlayerRole.Player;

    public string Address { get; } = $"{link.Ip}:{link.Remote.Port}";

    public int RoundTripMilliseconds => 0;

    public Room? Room => Seat?.Room;

    public Seat? Seat { get; set; }

    /// <summary>What the last call of <see cref="TakeRounds"/> found.</summary>
    public WavesRound Round { get; private set; }

    /// <summary>When the last round came, or the connection.</summary>
    public TimeSpan HeardAt { get; private set; } = now;

    /// <summary>
    /// Whether "ready" is what the client still said when a match was lost: it cannot have meant the next one yet.
    /// </summary>
    public bool IsStale { get; set; }

    /// <summary>Somebody of the server ended it.</summary>
    public Reason Dropped { get; private set; }

    public void ChangeRole(PlayerRole role) => Role = role;

    public void Tell(string text)
    {
    }

    public void Drop(Reason reason, string text) => Dropped = reason;

    /// <summary>Takes the rounds since the last tick.</summary>
    public void TakeRounds(TimeSpan time)
    {
        var round = Link.Rounds.Take();
        if (round.Count != Round.Count)
        {
            HeardAt = time;
        }

        Round = round;
    }
}
