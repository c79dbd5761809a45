namespace Arch.Core;

/// <summary>
/// Creating with values, for 1 to 12 components (the package goes to 25). Each creator finds the archetype by the number of
/// its type list, takes a row and writes the values; the forms with an amount fill run by run.
/// </summary>
public sealed partial class World
{
    public Entity Create<T0>(in T0? t0Component = default)
    {
        Archetype archetype = ArchetypeOf(Component<T0>.ListKey, Component<T0>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        return entity;
    }

    public Entity Create<T0, T1>(in T0? t0Component = default, in T1? t1Component = default)
    {
        Archetype archetype = ArchetypeOf(ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default)
    {
        Archetype archetype = ArchetypeOf(ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3>.Key,
            ComponentList<T0, T1, T2, T3>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4>.Key,
            ComponentList<T0, T1, T2, T3, T4>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        chunk.At<T7>(row) = t7Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        chunk.At<T7>(row) = t7Component!;
        chunk.At<T8>(row) = t8Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        chunk.At<T7>(row) = t7Component!;
        chunk.At<T8>(row) = t8Component!;
        chunk.At<T9>(row) = t9Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default, in T10? t10Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        chunk.At<T7>(row) = t7Component!;
        chunk.At<T8>(row) = t8Component!;
        chunk.At<T9>(row) = t9Component!;
        chunk.At<T10>(row) = t10Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default, in T10? t10Component = default, in T11? t11Component = default)
    {
        Archetype archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>.Signature);
        ChunkData chunk = Place(archetype, out Entity entity, out int row);
        chunk.At<T0>(row) = t0Component!;
        chunk.At<T1>(row) = t1Component!;
        chunk.At<T2>(row) = t2Component!;
        chunk.At<T3>(row) = t3Component!;
        chunk.At<T4>(row) = t4Component!;
        chunk.At<T5>(row) = t5Component!;
        chunk.At<T6>(row) = t6Component!;
        chunk.At<T7>(row) = t7Component!;
        chunk.At<T8>(row) = t8Component!;
        chunk.At<T9>(row) = t9Component!;
        chunk.At<T10>(row) = t10Component!;
        chunk.At<T11>(row) = t11Component!;
        return entity;
    }
}
