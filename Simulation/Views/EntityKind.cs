namespace Ecs.Simulation.Views;

/// <summary>What an entity is, for those who look at the world from outside.</summary>
public enum EntityKind : byte
{
    None = 0,
    Avatar = 1,
    Bullet = 2,
}
