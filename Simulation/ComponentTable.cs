using System.Text;
using Arch.Core;
using Ecs.Simulation.Components;

namespace Ecs.Simulation;

/// <summary>
/// Every component of the world, in the order of hashes and checkpoints. A component that is missing here is neither
/// hashed nor saved, and a test says so.
/// </summary>
internal static class ComponentTable
{
    public static readonly ComponentEntry[] All =
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

    /// <summary>One bit per entry of <see cref="All"/> that the entity has.</summary>
    public static uint MaskOf(World store, Entity entity)
    {
        var mask = 0U;
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].IsOn(store, entity))
            {
                mask |= 1U << i;
            }
        }

        return mask;
    }

    /// <summary>One bit per entry of <see cref="All"/> that is among these types.</summary>
    public static uint MaskOf(ReadOnlySpan<ComponentType> types)
    {
        var mask = 0U;
        foreach (var type in types)
        {
            for (var i = 0; i < All.Length; i++)
            {
                mask |= All[i].Type.Type == type.Type ? 1U << i : 0;
            }
        }

        return mask;
    }
}

/// <summary>What the world can do with a component without knowing its type.</summary>
internal abstract class ComponentEntry(Type type)
{
    public string Name { get; } = type.Name;

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

internal sealed class ComponentEntry<T>() : ComponentEntry(typeof(T))
    where T : struct, IComponent<T>
{
    // A component's name is part of the hash, so two components with equal fields cannot stand for each other.
    private readonly ulong _salt = SaltOf(typeof(T).Name);

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
