namespace Arch.Core;

/// <summary>Two to four components of one entity at once: one look-up, and one move for a structural change.</summary>
public sealed partial class World
{
    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1> Get<T0, T1>(Entity entity)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        return new(
            ref slot.Chunk!.At<T0>(slot.Row),
            ref slot.Chunk.At<T1>(slot.Row));
    }

    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1, T2> Get<T0, T1, T2>(Entity entity)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        return new(
            ref slot.Chunk!.At<T0>(slot.Row),
            ref slot.Chunk.At<T1>(slot.Row),
            ref slot.Chunk.At<T2>(slot.Row));
    }

    /// <summary>References to the components, good until the next structural change.</summary>
    public Components<T0, T1, T2, T3> Get<T0, T1, T2, T3>(Entity entity)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        return new(
            ref slot.Chunk!.At<T0>(slot.Row),
            ref slot.Chunk.At<T1>(slot.Row),
            ref slot.Chunk.At<T2>(slot.Row),
            ref slot.Chunk.At<T3>(slot.Row));
    }

    public bool Has<T0, T1>(Entity entity)
    {
        ChunkData chunk = SlotOf(entity).Chunk!;
        return chunk.Has(Component<T0>.Id) && chunk.Has(Component<T1>.Id);
    }

    public bool Has<T0, T1, T2>(Entity entity)
    {
        ChunkData chunk = SlotOf(entity).Chunk!;
        return chunk.Has(Component<T0>.Id) && chunk.Has(Component<T1>.Id) && chunk.Has(Component<T2>.Id);
    }

    public bool Has<T0, T1, T2, T3>(Entity entity)
    {
        ChunkData chunk = SlotOf(entity).Chunk!;
        return chunk.Has(Component<T0>.Id) && chunk.Has(Component<T1>.Id) && chunk.Has(Component<T2>.Id) && chunk.Has(Component<T3>.Id);
    }

    public void Set<T0, T1>(Entity entity, in T0? t0Component = default, in T1? t1Component = default)
    {
        Components<T0, T1> components = Get<T0, T1>(entity);
        components.t0 = t0Component!;
        components.t1 = t1Component!;
    }

    public void Set<T0, T1, T2>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default)
    {
        Components<T0, T1, T2> components = Get<T0, T1, T2>(entity);
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
        Components<T0, T1, T2, T3> components = Get<T0, T1, T2, T3>(entity);
        components.t0 = t0Component!;
        components.t1 = t1Component!;
        components.t2 = t2Component!;
        components.t3 = t3Component!;
    }

    /// <summary>Adds components; those that are already there are overwritten.</summary>
    public void Add<T0, T1>(Entity entity, in T0? t0Component = default, in T1? t1Component = default)
    {
        // The arguments may lie in the storage that is about to move.
        T0 t0 = t0Component!;
        T1 t1 = t1Component!;
        ChunkData chunk = MoveToAdd(entity, ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature, out int row);
        chunk.At<T0>(row) = t0;
        chunk.At<T1>(row) = t1;
    }

    /// <summary>Adds components; those that are already there are overwritten.</summary>
    public void Add<T0, T1, T2>(
        Entity entity,
        in T0? t0Component = default,
        in T1? t1Component = default,
        in T2? t2Component = default)
    {
        // The arguments may lie in the storage that is about to move.
        T0 t0 = t0Component!;
        T1 t1 = t1Component!;
        T2 t2 = t2Component!;
        ChunkData chunk = MoveToAdd(entity, ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature, out int row);
        chunk.At<T0>(row) = t0;
        chunk.At<T1>(row) = t1;
        chunk.At<T2>(row) = t2;
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
        T0 t0 = t0Component!;
        T1 t1 = t1Component!;
        T2 t2 = t2Component!;
        T3 t3 = t3Component!;
        ChunkData chunk = MoveToAdd(entity, ComponentList<T0, T1, T2, T3>.Key, ComponentList<T0, T1, T2, T3>.Signature, out int row);
        chunk.At<T0>(row) = t0;
        chunk.At<T1>(row) = t1;
        chunk.At<T2>(row) = t2;
        chunk.At<T3>(row) = t3;
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
