using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Which components the entities of each kind have in one world: those that every mode's have, and what its rules add. A
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
    private readonly ComponentMask[] _masks = new ComponentMask[(int)EntityKind.Item + 1];
    private readonly ComponentEntry[][] _entries = new ComponentEntry[(int)EntityKind.Item + 1][];
    private readonly ComponentTable _table;

    public Archetypes(ComponentTable table, GameRules rules)
    {
        _table = table;
        Add(EntityKind.Avatar, AvatarComponents, rules.ComponentsOf(EntityKind.Avatar));
        Add(EntityKind.Bullet, BulletComponents, rules.ComponentsOf(EntityKind.Bullet));
        Add(EntityKind.Creature, CreatureComponents, rules.ComponentsOf(EntityKind.Creature));
        Add(EntityKind.Scenery, ThingComponents, rules.ComponentsOf(EntityKind.Scenery));
        Add(EntityKind.Item, ThingComponents, rules.ComponentsOf(EntityKind.Item));
        BulletExtras = Array.FindAll(EntriesOf(EntityKind.Bullet), static entry => Array.IndexOf(BulletComponents, entry.Type) < 0);
    }

    /// <summary>The entries of <see cref="ComponentTable.All"/>; empty for no kind.</summary>
    public ComponentMask MaskOf(EntityKind kind) => (uint)kind < (uint)_masks.Length ? _masks[(int)kind] : default;

    /// <summary>The components of the entities of this kind.</summary>
    public ComponentEntry[] EntriesOf(EntityKind kind) => _entries[(int)kind];

    /// <summary>What bullets have here beside what they have in every game.</summary>
    public ComponentEntry[] BulletExtras { get; }

    /// <summary>Whether entities of any kind have the component of this index in the table.</summary>
    public bool AnyHas(int component)
    {
        foreach (var mask in _masks)
        {
            if (mask.Has(component))
                return true;
        }

        return false;
    }

    public bool IsAnyMask(in ComponentMask mask) => !mask.IsEmpty && Array.IndexOf(_masks, mask) >= 0;

    /// <summary>An entity of this kind; its row may hold what an earlier one left.</summary>
    public Entity Create(World store, EntityKind kind) => store.Create(in _signatures[(int)kind]);

    /// <summary>Several at once, as <see cref="Create(World, EntityKind)"/> makes one.</summary>
    public void Create(World store, EntityKind kind, Span<Entity> created) => store.Create(created, in _signatures[(int)kind], created.Length);

    /// <summary>An entity with the components of a mask that <see cref="IsAnyMask"/> knows; its row may hold what an earlier one left.</summary>
    public Entity Create(World store, in ComponentMask mask) => store.Create(in _signatures[Array.IndexOf(_masks, mask)]);

    private void Add(EntityKind kind, ComponentType[] common, ComponentEntry[] extra)
    {
        ComponentType[] types = [.. common, .. Array.ConvertAll(extra, static entry => entry.Type)];
        _signatures[(int)kind] = types;
        var mask = _table.MaskOf(types);
        _masks[(int)kind] = mask;
        _entries[(int)kind] = Array.FindAll(_table.All, entry => mask.Has(Array.IndexOf(_table.All, entry)));
    }
}
