using Ecs.Simulation.Values;

namespace Ecs.Simulation.Replication;

/// <summary>A set of kinds; the bit of a kind is its number.</summary>
[Flags]
public enum EntityKinds : byte
{
    None = 0,
    Avatars = 1 << EntityKind.Avatar,
    Bullets = 1 << EntityKind.Bullet,
    Creatures = 1 << EntityKind.Creature,
    Scenery = 1 << EntityKind.Scenery,
    Items = 1 << EntityKind.Item,
    All = Avatars | Bullets | Creatures | Scenery | Items,
}
