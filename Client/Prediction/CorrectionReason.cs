namespace Ecs.Client.Prediction;

/// <summary>Why the own avatar was not what its client had predicted. The server says so with each snapshot.</summary>
public enum CorrectionReason : byte
{
    /// <summary>A tick ran without this client's command: lost, or late.</summary>
    MissedInput,

    /// <summary>Somebody's act: a hit or a blow taken or credited, an order, somebody in the way or no longer there.</summary>
    Push,

    /// <summary>Nothing came for so long that the server no longer says what happened meanwhile.</summary>
    LostSnapshot,

    /// <summary>The game: a match that began or ended, a return by chance, what a rare act of the player's own did.</summary>
    ModeEvent,

    /// <summary>The server refused a command: it was for a tick too far ahead.</summary>
    CommandRefused,
}
