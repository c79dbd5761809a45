namespace Arch.Core;

/// <summary>Two to four components of one entity at once, references to five: one look-up, and one move for a structural change.</summary>
public sealed partial class World
{
    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1> Get<T0, T1>(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        var archetype = Archetypes.ByNumber(slot.Archetype);
        return new(
            ref archetype.At<T0>(slot.Place),
            ref archetype.At<T1>(slot.Place));
    }

    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1, T2> Get<T0, T1, T2>(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        var archetype = Archetypes.ByNumber(slot.Archetype);
        return new(
            ref archetype.At<T0>(slot.Place),
            ref archetype.At<T1>(slot.Place),
            ref archetype.At<T2>(slot.Place));
    }

    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1, T2, T3> Get<T0, T1, T2, T3>(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        var archetype = Archetypes.ByNumber(slot.Archetype);
        return new(
            ref archetype.At<T0>(slot.Place),
            ref archetype.At<T1>(slot.Place),
            ref archetype.At<T2>(slot.Place),
            ref archetype.At<T3>(slot.Place));
    }

    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1, T2, T3, T4> Get<T0, T1, T2, T3, T4>(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        var archetype = Archetypes.ByNumber(slot.Archetype);
        return new(
            ref archetype.At<T0>(slot.Place),
            ref archetype.At<T1>(slot.Place),
            ref archetype.At<T2>(slot.Place),
            ref archetype.At<T3>(slot.Place),
            ref archetype.At<T4>(slot.Place));
    }

    public bool Has<T0, T1>(Entity entity)
    {
        var archetype = GetArchetype(entity);
        return archetype.Has(Component<T0>.Id) && archetype.Has(Component<T1>.Id);
    }

    public bool Has<T0, T1, T2>(Entity entity)
    {
        var archetype = GetArchetype(entity);
        return archetype.Has(Component<T0>.Id) && archetype.Has(Component<T1>.Id) && archetype.Has(Component<T2>.Id);
    }

    public bool Has<T0, T1, T2, T3>(Entity entity)
    {
        var archetype = GetArchetype(entity);
        return archetype.Has(Component<T0>.Id) && archetype.Has(Component<T1>.Id) && archetype.Has(Component<T2>.Id) && archetype.Has(Component<T3>.Id);
    }

    public void Set<T0, T1>(Entity entity, in T0? t0Component = default, in T1? t1Component = default)
    {
        var components = Get<T0, T1>(entity);
        components.t0 = t0Component!;
        components.t1 = t1Component!;
    }

    public void Set<T0, T1, T2>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default)
    {
        var components = Get<T0, T1, T2>(entity);
        components.t0 = t0Component!;
        components.t1 = t1Component!;
        components.t2 = t2Component!;
    }

    public void Set<T0, T1, T2, T3>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default,
        in T3? t3Component = default)
    {
        var components = Get<T0, T1, T2, T3>(entity);
        components.t0 = t0Component!;
        components.t1 = t1Component!;
        components.t2 = t2Component!;
        components.t3 = t3Component!;
    }

    /// <summary>Adds components; those that are already there are overwritten.</summary>
    public void Add<T0, T1>(Entity entity, in T0? t0Component = default, in T1? t1Component = default)
    {
        // The arguments may lie in the storage that is about to move.
        var t0 = t0Component!;
        var t1 = t1Component!;
        var archetype = MoveToAdd(entity, ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature, out var place);
        archetype.At<T0>(place) = t0;
        archetype.At<T1>(place) = t1;
    }

    /// <summary>Adds components; those that are already there are overwritten.</summary>
    public void Add<T0, T1, T2>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default)
    {
        // The arguments may lie in the storage that is about to move.
        var t0 = t0Component!;
        var t1 = t1Component!;
        var t2 = t2Component!;
        var archetype = MoveToAdd(entity, ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature, out var place);
        archetype.At<T0>(place) = t0;
        archetype.At<T1>(place) = t1;
        archetype.At<T2>(place) = t2;
    }

    /// <summary>Adds components; those that are already there are overwritten.</summary>
    public void Add<T0, T1, T2, T3>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default,
        in T3? t3Component = default)
    {
        // The arguments may lie in the storage that is about to move.
        var t0 = t0Component!;
        var t1 = t1Component!;
        var t2 = t2Component!;
        var t3 = t3Component!;
        var archetype = MoveToAdd(entity, ComponentList<T0, T1, T2, T3>.Key, ComponentList<T0, T1, T2, T3>.Signature, out var place);
        archetype.At<T0>(place) = t0;
        archetype.At<T1>(place) = t1;
        archetype.At<T2>(place) = t2;
        archetype.At<T3>(place) = t3;
    }

    /// <summary>Removes those of the components that the entity has.</summary>
    public void Remove<T0, T1>(Entity entity) =>
        MoveToRemove(entity, ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature);

    /// <summary>Removes those of the components that the entity has.</summary>
    public void Remove<T0, T1, T2>(Entity entity) =>
        MoveToRemove(entity, ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature);

    /// <summary>Removes those of the components that the entity has.</summary>
    public void Remove<T0, T1, T2, T3>(Entity entity) =>
        MoveToRemove(entity, ComponentList<T0, T1, T2, T3>.Key, ComponentList<T0, T1, T2, T3>.Signature);
}
