namespace Ecs.Server.Doors.Arena;

/// <summary>Which fields of a player a message holds, in the order in which they stand there.</summary>
[Flags]
public enum ArenaFieldMask : ushort
{
    None = 0,
    X = 1 << 0,
    Y = 1 << 1,
    IsAlive = 1 << 2,
    Health = 1 << 3,
    TeamId = 1 << 4,
    TeamName = 1 << 5,
    Kills = 1 << 6,
    Speed = 1 << 7,
    Cooldown = 1 << 8,
    Name = 1 << 9,
    PowerUp = 1 << 10,
    All = (1 << 11) - 1,
}
