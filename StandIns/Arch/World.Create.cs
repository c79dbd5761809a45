namespace Arch.Core;

/// <summary>
/// Creating with values, for 1 to 12 components (the package goes to 25). Each creator finds the archetype by the number of
/// its type list, takes a row and writes the values; the forms with an amount fill run by run.
/// </summary>
public sealed partial class World
{
    public Entity Create<T0>(in T0? t0Component = default)
    {
        var archetype = ArchetypeOf(Component<T0>.ListKey, Component<T0>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        return entity;
    }

    public Entity Create<T0, T1>(in T0? t0Component = default, in T1? t1Component = default)
    {
        var archetype = ArchetypeOf(ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default)
    {
        var archetype = ArchetypeOf(ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3>.Key,
            ComponentList<T0, T1, T2, T3>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4>.Key,
            ComponentList<T0, T1, T2, T3, T4>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        archetype.At<T7>(place) = t7Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        archetype.At<T7>(place) = t7Component!;
        archetype.At<T8>(place) = t8Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        archetype.At<T7>(place) = t7Component!;
        archetype.At<T8>(place) = t8Component!;
        archetype.At<T9>(place) = t9Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default, in T10? t10Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        archetype.At<T7>(place) = t7Component!;
        archetype.At<T8>(place) = t8Component!;
        archetype.At<T9>(place) = t9Component!;
        archetype.At<T10>(place) = t10Component!;
        return entity;
    }

    public Entity Create<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default, in T8? t8Component = default,
        in T9? t9Component = default, in T10? t10Component = default, in T11? t11Component = default)
    {
        var archetype = ArchetypeOf(
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>.Key,
            ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>.Signature);
        var place = PlaceNew(archetype, out var entity);
        archetype.At<T0>(place) = t0Component!;
        archetype.At<T1>(place) = t1Component!;
        archetype.At<T2>(place) = t2Component!;
        archetype.At<T3>(place) = t3Component!;
        archetype.At<T4>(place) = t4Component!;
        archetype.At<T5>(place) = t5Component!;
        archetype.At<T6>(place) = t6Component!;
        archetype.At<T7>(place) = t7Component!;
        archetype.At<T8>(place) = t8Component!;
        archetype.At<T9>(place) = t9Component!;
        archetype.At<T10>(place) = t10Component!;
        archetype.At<T11>(place) = t11Component!;
        return entity;
    }
}
