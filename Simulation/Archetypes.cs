using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Modes;
using Ecs.Simulation.Views;

namespace Ecs.Simulation;

/// <summary>
/// Which components the entities of each kind have in one world: those that every mode's have, and what its mode adds. A
/// checkpoint refuses other sets.
/// </summary>
internal sealed class Archetypes
{
    public static readonly ComponentType[] AvatarComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Velocity>.ComponentType,
        Component<Box>.ComponentType,
        Component<Player>.ComponentType,
        Component<PlayerName>.ComponentType,
        Component<Intent>.ComponentType,
        Component<Mobility>.ComponentType,
        Component<Health>.ComponentType,
        Component<Weapon>.ComponentType,
        Component<PowerUp>.ComponentType,
        Component<Score>.ComponentType,
        Component<Respawn>.ComponentType,
    ];

    public static readonly ComponentType[] BulletComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Velocity>.ComponentType,
        Component<Box>.ComponentType,
        Component<Bullet>.ComponentType,
    ];

    public static readonly ComponentType[] CreatureComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Velocity>.ComponentType,
        Component<Box>.ComponentType,
        Component<Thing>.ComponentType,
        Component<Health>.ComponentType,
    ];

    /// <summary>Scenery and items.</summary>
    public static readonly ComponentType[] ThingComponents =
    [
        Component<Identity>.ComponentType,
        Component<Position>.ComponentType,
        Component<Box>.ComponentType,
        Component<Thing>.ComponentType,
    ];

    private readonly Signature[] _signatures = new Signature[(int)EntityKind.Item + 1];
    private readonly uint[] _masks = new uint[(int)EntityKind.Item + 1];

    public Archetypes(IGameMode mode)
    {
        Add(EntityKind.Avatar, AvatarComponents, mode.ExtraComponentsOf(EntityKind.Avatar));
        Add(EntityKind.Bullet, BulletComponents, mode.ExtraComponentsOf(EntityKind.Bullet));
        Add(EntityKind.Creature, CreatureComponents, mode.ExtraComponentsOf(EntityKind.Creature));
        Add(EntityKind.Scenery, ThingComponents, mode.ExtraComponentsOf(EntityKind.Scenery));
        Add(EntityKind.Item, ThingComponents, mode.ExtraComponentsOf(EntityKind.Item));
    }

    /// <summary>One bit per entry of <see cref="ComponentTable.All"/>; 0 for no kind.</summary>
    public uint MaskOf(EntityKind kind) => (uint)kind < (uint)_masks.Length ? _masks[(int)kind] : 0;

    public bool IsAnyMask(uint mask) => mask != 0 && _masks.Contains(mask);

    /// <summary>An entity of this kind; its row may hold what an earlier one left.</summary>
    public Entity Create(World store, EntityKind kind) => store.Create(in _signatures[(int)kind]);

    /// <summary>An entity with the components of a mask that <see cref="IsAnyMask"/> knows; its row may hold what an earlier one left.</summary>
    public Entity Create(World store, uint mask) => store.Create(in _signatures[_masks.IndexOf(mask)]);

    private void Add(EntityKind kind, ComponentType[] common, ComponentType[] extra)
    {
        ComponentType[] types = [.. common, .. extra];
        _signatures[(int)kind] = types;
        _masks[(int)kind] = ComponentTable.MaskOf(types);
    }
}
