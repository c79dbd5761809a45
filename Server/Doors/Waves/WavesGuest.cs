using System.Net;
using Ecs.Protocol;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Waves;

/// <summary>Somebody behind a waves door, as the tick sees them. Their wire has no place for words, so what they are told is lost.</summary>
internal sealed class WavesGuest(DoorContext context, WavesLink link) : Guest(context)
{
    public WavesLink Link { get; } = link;

    public override string Address { get; } = $"{link.Ip}:{link.Remote.Port}";

    public override IPAddress? Source => Link.Remote.Address;

    public override bool CanHear => false;

    /// <summary>What the last call of <see cref="TakeRounds"/> found.</summary>
    public WavesRound Round { get; private set; }

    /// <summary>When the last round came, or the connection.</summary>
    public TimeSpan HeardAt { get; private set; } = context.Clock.Now;

    /// <summary>
    /// Whether "ready" is what the client still said when a match was lost: it cannot have meant the next one yet.
    /// </summary>
    public bool IsStale { get; set; }

    /// <summary>Somebody of the server ended it.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Takes the rounds since the last tick.</summary>
    public void TakeRounds(TimeSpan time)
    {
        var round = Link.Rounds.Take();
        if (round.Count != Round.Count)
            HeardAt = time;

        Round = round;
    }

    protected override void Close(Reason reason, string text)
    {
        Link.Abort();
        IsDropped = true;
    }
}
