namespace Ecs.Server.Doors.Waves;

/// <summary>Whether somebody who said hello flies a ship.</summary>
public enum WavesAdmission
{
    /// <summary>The next tick decides.</summary>
    Waiting,

    /// <summary>There is a picture with the client's ship in it.</summary>
    Seated,

    /// <summary>Both ships are taken.</summary>
    Full,
}
