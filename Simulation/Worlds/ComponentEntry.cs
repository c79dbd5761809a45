using System.Text;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

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

/// <summary>A component of a type; its name, by default the type's, is part of the state's hash.</summary>
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
            return;

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
