using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Survival;

/// <summary>A living player as the wire tells of it.</summary>
/// <param name="Sid">The small number by which the client knows the player: the seat.</param>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
/// <param name="Facing">Where the player looks.</param>
/// <param name="Health">Hit points.</param>
/// <param name="MaxHealth">Hit points when whole.</param>
/// <param name="Scale">The body's radius in world units.</param>
/// <param name="Weapon">The weapon in the hand.</param>
/// <param name="Item">The item about to be placed, counted from 1; 0 for none.</param>
internal readonly record struct SeenPlayer(int Sid, Fixed X, Fixed Y, Angle Facing, int Health, int MaxHealth, int Scale, int Weapon, int Item);
