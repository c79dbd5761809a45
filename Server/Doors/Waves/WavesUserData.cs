namespace Ecs.Server.Doors.Waves;

/// <summary>The first frame of a client's round.</summary>
/// <param name="Connection">False when the client is about to leave.</param>
/// <param name="Ready">Whether the player wants to begin.</param>
public readonly record struct WavesUserData(bool Connection, bool Ready);
