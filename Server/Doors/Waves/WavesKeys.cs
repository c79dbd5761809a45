namespace Ecs.Server.Doors.Waves;

/// <summary>The keys that mean something, of the 512 that a client tells of.</summary>
[Flags]
public enum WavesKeys : byte
{
    None = 0,
    Left = 1,
    Right = 2,
    Up = 4,
    Down = 8,
    Fire = 16,
}
