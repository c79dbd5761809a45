namespace Arch.Core;

/// <summary>Creating many alike, for 1 to 8 components, and making room for them.</summary>
public sealed partial class World
{
    public void Create<T0>(int amount, in T0? t0Component = default)
    {
        var archetype = EnsureCapacity<T0>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1>(int amount, in T0? t0Component = default, in T1? t1Component = default)
    {
        var archetype = EnsureCapacity<T0, T1>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2>(int amount, in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2, T3>(
        int amount,
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2, T3>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            archetype.Column<T3>(first.Chunk).AsSpan(first.Row, count).Fill(t3Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2, T3, T4>(
        int amount,
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2, T3, T4>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            archetype.Column<T3>(first.Chunk).AsSpan(first.Row, count).Fill(t3Component!);
            archetype.Column<T4>(first.Chunk).AsSpan(first.Row, count).Fill(t4Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2, T3, T4, T5>(
        int amount,
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2, T3, T4, T5>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            archetype.Column<T3>(first.Chunk).AsSpan(first.Row, count).Fill(t3Component!);
            archetype.Column<T4>(first.Chunk).AsSpan(first.Row, count).Fill(t4Component!);
            archetype.Column<T5>(first.Chunk).AsSpan(first.Row, count).Fill(t5Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2, T3, T4, T5, T6>(
        int amount,
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2, T3, T4, T5, T6>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            archetype.Column<T3>(first.Chunk).AsSpan(first.Row, count).Fill(t3Component!);
            archetype.Column<T4>(first.Chunk).AsSpan(first.Row, count).Fill(t4Component!);
            archetype.Column<T5>(first.Chunk).AsSpan(first.Row, count).Fill(t5Component!);
            archetype.Column<T6>(first.Chunk).AsSpan(first.Row, count).Fill(t6Component!);
            amount -= count;
        }
    }

    public void Create<T0, T1, T2, T3, T4, T5, T6, T7>(
        int amount,
        in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default,
        in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default,
        in T6? t6Component = default, in T7? t7Component = default)
    {
        var archetype = EnsureCapacity<T0, T1, T2, T3, T4, T5, T6, T7>(amount);
        while (amount > 0)
        {
            var first = PlaceRun(archetype, amount, out var count);
            archetype.Column<T0>(first.Chunk).AsSpan(first.Row, count).Fill(t0Component!);
            archetype.Column<T1>(first.Chunk).AsSpan(first.Row, count).Fill(t1Component!);
            archetype.Column<T2>(first.Chunk).AsSpan(first.Row, count).Fill(t2Component!);
            archetype.Column<T3>(first.Chunk).AsSpan(first.Row, count).Fill(t3Component!);
            archetype.Column<T4>(first.Chunk).AsSpan(first.Row, count).Fill(t4Component!);
            archetype.Column<T5>(first.Chunk).AsSpan(first.Row, count).Fill(t5Component!);
            archetype.Column<T6>(first.Chunk).AsSpan(first.Row, count).Fill(t6Component!);
            archetype.Column<T7>(first.Chunk).AsSpan(first.Row, count).Fill(t7Component!);
            amount -= count;
        }
    }

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0>(int amount) =>
        EnsureCapacity(ArchetypeOf(Component<T0>.ListKey, Component<T0>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1>.Key, ComponentList<T0, T1>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2>.Key, ComponentList<T0, T1, T2>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2, T3>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2, T3>.Key, ComponentList<T0, T1, T2, T3>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2, T3, T4>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2, T3, T4>.Key, ComponentList<T0, T1, T2, T3, T4>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2, T3, T4, T5>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2, T3, T4, T5>.Key, ComponentList<T0, T1, T2, T3, T4, T5>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2, T3, T4, T5, T6>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2, T3, T4, T5, T6>.Key, ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature), amount);

    /// <summary>Allocates room for <paramref name="amount"/> more entities with exactly these components.</summary>
    public Archetype EnsureCapacity<T0, T1, T2, T3, T4, T5, T6, T7>(int amount) =>
        EnsureCapacity(ArchetypeOf(ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Key, ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature), amount);
}
