namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>The five attributes of a character to be, each 6 to 18.</summary>
public readonly record struct DiceThrow(byte Strength, byte Agility, byte Intelligence, byte Charisma, byte Constitution);
