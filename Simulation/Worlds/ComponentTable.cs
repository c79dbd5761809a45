using System.Text;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

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
        new ComponentEntry<Ship>(),
        new ComponentEntry<Momentum>(),
        new ComponentEntry<Holdings>(),
        new ComponentEntry<TilePace>(),
        new ComponentEntry<Character>(),
        new ComponentEntry<Vitals>(),
        new ComponentEntry<Inventory>(),
        new ComponentEntry<Prowler>(),
    ];

    /// <summary>The table of a mode that has no components of its own.</summary>
    public static readonly ComponentTable Standard = new([]);

    private ComponentTable(ComponentEntry[] own)
    {
        All = [.. Shared, .. own];
        Check(All);
    }

    public ComponentEntry[] All { get; }

    /// <exception cref="ArgumentException">There are more components, or fields of one, than can be told apart, or two have one name.</exception>
    public static ComponentTable Of(IGameMode mode) => mode.OwnComponents is { Length: > 0 } own ? new ComponentTable(own) : Standard;

    /// <summary>The entries of <see cref="All"/> that the entity has.</summary>
    public ComponentMask MaskOf(World store, Entity entity)
    {
        var mask = default(ComponentMask);
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].IsOn(store, entity))
            {
                mask = mask.With(i);
            }
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
        {
            throw new ArgumentException($"{all.Length} components are more than {Limit}", nameof(all));
        }

        for (var i = 0; i < all.Length; i++)
        {
            // The name is part of the hash: two of one name could stand for each other.
            if (Array.FindIndex(all, 0, i, entry => entry.Name == all[i].Name) >= 0)
            {
                throw new ArgumentException($"two components are called {all[i].Name}", nameof(all));
            }
        }
    }
}

/// <summary>What the world can do with a component without knowing its type.</summary>
public abstract class ComponentEntry(string name)
{
    /// <summary>Part of the state's hash, and unlike all others in the table.</summary>
    public string Name { get; } = name;

    public abstract ComponentType Type { get; }

    public abstract bool IsOn(World store, Entity entity);

    /// <summary>Sets the entity's component to its default.</summary>
    public abstract void Clear(World store, Entity entity);

    /// <summary>Folds this component of each entity of the chunk into that entity's running hash; nothing when the chunk lacks it.</summary>
    public abstract void HashInto(ref Chunk chunk, Span<ulong> hashes);

    public abstract void Visit<TVisitor>(World store, Entity entity, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;

    /// <summary>Shows the fields of a component that belongs to nobody, all zero.</summary>
    public abstract void VisitBlank<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;
}

public sealed class ComponentEntry<T>(string name) : ComponentEntry(name)
    where T : struct, IComponent<T>
{
    // A component's name is part of the hash, so two components with equal fields cannot stand for each other.
    private readonly ulong _salt = SaltOf(name);

    /// <summary>Under the type's own name.</summary>
    public ComponentEntry()
        : this(typeof(T).Name)
    {
    }

    public override ComponentType Type => Component<T>.ComponentType;

    public override bool IsOn(World store, Entity entity) => store.Has<T>(entity);

    public override void Clear(World store, Entity entity) => store.Get<T>(entity) = default;

    public override void HashInto(ref Chunk chunk, Span<ulong> hashes)
    {
        if (!chunk.Has<T>())
        {
            return;
        }

        var components = chunk.GetSpan<T>();
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = new StateHash(StateHash.Mix(hashes[i], _salt));
            T.Visit(ref components[i], ref hash);
            hashes[i] = hash.Running;
        }
    }

    public override void Visit<TVisitor>(World store, Entity entity, ref TVisitor visitor) =>
        T.Visit(ref store.Get<T>(entity), ref visitor);

    public override void VisitBlank<TVisitor>(ref TVisitor visitor)
    {
        var blank = default(T);
        T.Visit(ref blank, ref visitor);
    }

    private static ulong SaltOf(string name)
    {
        var hash = new StateHash(0);
        hash.AddBytes(Encoding.UTF8.GetBytes(name));
        return hash.Value;
    }
}
