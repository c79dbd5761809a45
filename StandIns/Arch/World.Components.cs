using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>One component of one entity. Several at once are in World.Several.cs.</summary>
public sealed partial class World
{
    /// <summary>The component itself; the reference is good until the next structural change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Get<T>(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        return ref Archetypes.ByNumber(slot.Archetype).At<T>(slot.Place);
    }

    public bool TryGet<T>(Entity entity, out T? component)
    {
        ref var found = ref TryGetRef<T>(entity, out var exists);
        component = exists ? found : default;
        return exists;
    }

    /// <summary>The component itself, or a null reference when the entity lacks it: look at <paramref name="exists"/> first.</summary>
    public ref T TryGetRef<T>(Entity entity, out bool exists)
    {
        ref var slot = ref SlotOf(entity);
        var archetype = Archetypes.ByNumber(slot.Archetype);
        exists = archetype.Has(Component<T>.Id);
        if (!exists)
            return ref Unsafe.NullRef<T>();

        return ref archetype.At<T>(slot.Place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has<T>(Entity entity) => GetArchetype(entity).Has(Component<T>.Id);

    /// <summary>Overwrites a component that the entity has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(Entity entity, in T? component = default) => Get<T>(entity) = component!;

    /// <summary>Adds a default component; one that is already there becomes default.</summary>
    public void Add<T>(Entity entity) => Add<T>(entity, default!);

    /// <summary>Adds a component; one that is already there is overwritten.</summary>
    public void Add<T>(Entity entity, in T component)
    {
        // The argument may lie in the storage that is about to move.
        var value = component;
        var archetype = MoveToAdd(entity, Component<T>.ListKey, Component<T>.Signature, out var place);
        archetype.At<T>(place) = value;
    }

    /// <summary>The component that is there, or else <paramref name="component"/> added.</summary>
    public ref T AddOrGet<T>(Entity entity, T? component = default)
    {
        if (!Has<T>(entity))
            Add(entity, component!);

        return ref Get<T>(entity);
    }

    /// <summary>Removes a component; does nothing when the entity lacks it.</summary>
    public void Remove<T>(Entity entity) => MoveToRemove(entity, Component<T>.ListKey, Component<T>.Signature);

    /// <summary>Overwrites the component of every entity that fits; all of them must have it.</summary>
    public void Set<T>(in QueryDescription queryDescription, in T? component = default)
    {
        var value = component;
        foreach (ref var chunk in Query(in queryDescription))
            chunk.GetSpan<T>()[..chunk.Count].Fill(value!);
    }

    /// <summary>Adds a component to every entity that fits; where it is already there it is overwritten.</summary>
    public void Add<T>(in QueryDescription queryDescription, in T? component = default)
    {
        var value = component;
        var matches = Query(in queryDescription).Matches();
        for (var i = matches.Length - 1; i >= 0; i--)
        {
            var hadIt = matches[i].Signature.ContainsAny(Component<T>.Signature);
            foreach (ref var chunk in matches[i])
            {
                for (var row = chunk.Count - 1; row >= 0; row--)
                {
                    if (hadIt)
                        chunk.Get<T>(row) = value!;
                    else
                        Add(chunk.Entity(row), value!);
                }
            }
        }
    }

    /// <summary>Removes a component from every entity that fits.</summary>
    public void Remove<T>(in QueryDescription queryDescription)
    {
        var matches = Query(in queryDescription).Matches();
        for (var i = matches.Length - 1; i >= 0; i--)
        {
            foreach (ref var chunk in matches[i])
            {
                for (var row = chunk.Count - 1; row >= 0; row--)
                    Remove<T>(chunk.Entity(row));
            }
        }
    }

    /// <summary>
    /// Moves an entity to the archetype that has the listed components too and returns its new place, where those that it
    /// did not have hold whatever was there: the caller writes them.
    /// </summary>
    private Archetype MoveToAdd(Entity entity, int listKey, in Signature added, out Place place)
    {
        ref var slot = ref SlotOf(entity);
        var from = Archetypes.ByNumber(slot.Archetype);
        var to = from.AfterAdd(listKey);
        if (to is null)
        {
            to = ArchetypeOf(from.Signature.With(added));
            from.RememberAdd(listKey, to);
        }

        MoveTo(from, to, entity, ref slot);
        place = slot.Place;
        return to;
    }

    private void MoveToRemove(Entity entity, int listKey, in Signature removed)
    {
        ref var slot = ref SlotOf(entity);
        var from = Archetypes.ByNumber(slot.Archetype);
        var to = from.AfterRemove(listKey);
        if (to is null)
        {
            to = ArchetypeOf(from.Signature.Without(removed));
            from.RememberRemove(listKey, to);
        }

        MoveTo(from, to, entity, ref slot);
    }

    private void MoveTo(Archetype from, Archetype to, Entity entity, ref EntitySlot slot)
    {
        if (from == to)
            return;

        var old = slot.Place;
        var place = to.Append();
        to.CopyShared(from, old, place);
        to.EntitiesIn(place.Chunk)[place.Row] = entity;
        slot.Archetype = to.Number;
        slot.Place = place;
        RemoveRow(from, old);
    }
}
