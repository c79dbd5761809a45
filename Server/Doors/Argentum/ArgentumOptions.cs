namespace Ecs.Server.Doors.Argentum;

/// <summary>Limits of the door for Argentum clients.</summary>
public sealed record ArgentumOptions
{
    /// <summary>Connections at once; more are closed as they come.</summary>
    public int ConnectionLimit { get; init; } = 256;

    /// <summary>How long somebody may look at the login screen and make up a character, seconds.</summary>
    public int LoginSeconds { get; init; } = 300;

    /// <summary>Refused names and passwords of one connection.</summary>
    public int LoginAttempts { get; init; } = 5;

    /// <summary>How long a dice answer is held back, milliseconds: a client that gets it in the frame in which it connects sits in an empty game for good.</summary>
    public int DiceMilliseconds { get; init; } = 50;

    /// <summary>Seconds from one save of a character to the next.</summary>
    public int SaveSeconds { get; init; } = 30;

    /// <summary>Tiles in x and y at which steps are seen.</summary>
    public int Sight { get; init; } = 15;

    /// <summary>How long a client may leave bytes unread, seconds.</summary>
    public int StuckSeconds { get; init; } = 10;
}
