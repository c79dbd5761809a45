namespace Ecs.Server.Doors.Native.Replication;

/// <summary>How much of its room a client sees.</summary>
internal enum SightExtent : byte
{
    Everything,

    /// <summary>What is near its place, and what the game shows it anyway.</summary>
    Near,

    /// <summary>What the game shows it wherever it is: it has had no place yet.</summary>
    Shown,
}
