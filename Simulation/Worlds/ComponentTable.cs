using Arch.Core;
using Ecs.Simulation.Components;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Every component of a world, in the order of hashes and checkpoints: those that modes share, then the mode's own. A component
/// that is missing here is neither hashed nor saved, and a test says so.
/// </summary>
internal sealed class ComponentTable
{
    /// <summary>
    /// Components of one world: what masks and the detail of recordings can say, less the two parts of the schema that are
    /// no component.
    /// </summary>
    public const int Limit = ComponentMask.Bits - 2;

    /// <summary>Fields of one component, or of a mode's state: detail has eight bits for the index.</summary>
    public const int FieldLimit = 256;

    /// <remarks>
    /// The reserved places belong to components that our games have for themselves. Recordings and checkpoints say components
    /// by their index, so what once stood here among the shared ones keeps its index.
    /// </remarks>
    private static readonly ComponentEntry[] Shared =
    [
        new ComponentEntry<Identity>(),
        new ComponentEntry<Position>(),
        new ComponentEntry<Velocity>(),
        new ComponentEntry<Box>(),
        new ComponentEntry<Player>(),
        new ComponentEntry<PlayerName>(),
        new ComponentEntry<Intent>(),
        new ComponentEntry<Mobility>(),
        new ComponentEntry<Health>(),
        new ComponentEntry<Weapon>(),
        new ComponentEntry<PowerUp>(),
        new ComponentEntry<Score>(),
        new ComponentEntry<Respawn>(),
        new ComponentEntry<Bullet>(),
        new ComponentEntry<Thing>(),
        new ComponentEntry<Wish>(),
        new ComponentEntry<Stance>(),
        new ReservedEntry("Ship"),
        new ComponentEntry<Momentum>(),
        new ReservedEntry("Holdings"),
        new ComponentEntry<TilePace>(),
        new ReservedEntry("Character"),
        new ComponentEntry<Vitals>(),
        new ReservedEntry("Inventory"),
        new ReservedEntry("Prowler"),
    ];

    /// <summary>The table of a mode that has no components of its own.</summary>
    public static readonly ComponentTable Standard = new([]);

    private ComponentTable(ComponentEntry[] named)
    {
        var all = new List<ComponentEntry>(Shared);
        foreach (var entry in named)
        {
            if (all.Exists(known => known.Type.Type == entry.Type.Type))
                continue;

            var reserved = all.FindIndex(known => known is ReservedEntry && known.Name == entry.Name);
            if (reserved >= 0)
                all[reserved] = entry;
            else
                all.Add(entry);
        }

        All = [.. all];
        Check(All);
    }

    public ComponentEntry[] All { get; }

    /// <exception cref="ArgumentException">There are more components, or fields of one, than can be told apart, or two have one name.</exception>
    public static ComponentTable Of(GameRules rules) => new(rules.AllComponents);

    /// <summary>The entries of <see cref="All"/> that the entity has.</summary>
    public ComponentMask MaskOf(World store, Entity entity)
    {
        var mask = default(ComponentMask);
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].IsOn(store, entity))
                mask = mask.With(i);
        }

        return mask;
    }

    /// <summary>The entries of <see cref="All"/> that are among these types.</summary>
    /// <exception cref="ArgumentException">One of the types has no entry: it would be neither hashed nor saved.</exception>
    public ComponentMask MaskOf(ReadOnlySpan<ComponentType> types)
    {
        var mask = default(ComponentMask);
        foreach (var type in types)
        {
            var index = Array.FindIndex(All, entry => entry.Type.Type == type.Type);
            mask = index >= 0 ? mask.With(index) : throw new ArgumentException($"the component {type.Type.Name} is not in the table", nameof(types));
        }

        return mask;
    }

    private static void Check(ComponentEntry[] all)
    {
        if (all.Length > Limit)
            throw new ArgumentException($"{all.Length} components are more than {Limit}", nameof(all));

        for (var i = 0; i < all.Length; i++)
        {
            // The name is part of the hash: two of one name could stand for each other.
            if (Array.FindIndex(all, 0, i, entry => entry.Name == all[i].Name) >= 0)
                throw new ArgumentException($"two components are called {all[i].Name}", nameof(all));
        }
    }
}
