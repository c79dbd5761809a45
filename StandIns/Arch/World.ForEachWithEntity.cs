using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>Queries by delegate that also hand over the entity; order and rules are those of World.ForEach.cs.</summary>
public sealed partial class World
{
    public void Query<T0>(in QueryDescription description, ForEachWithEntity<T0> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                forEach(chunk.Entity(walk.Row), ref Unsafe.Add(ref t0, walk.Row));
        }
    }

    public void Query<T0, T1>(in QueryDescription description, ForEachWithEntity<T0, T1> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                forEach(chunk.Entity(walk.Row), ref Unsafe.Add(ref t0, walk.Row), ref Unsafe.Add(ref t1, walk.Row));
        }
    }

    public void Query<T0, T1, T2>(in QueryDescription description, ForEachWithEntity<T0, T1, T2> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row));
            }
        }
    }

    public void Query<T0, T1, T2, T3>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row));
            }
        }
    }

    public void Query<T0, T1, T2, T3, T4>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3, T4> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            ref var t4 = ref chunk.GetFirst<T4>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row),
                    ref Unsafe.Add(ref t4, walk.Row));
            }
        }
    }

    public void Query<T0, T1, T2, T3, T4, T5>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3, T4, T5> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            ref var t4 = ref chunk.GetFirst<T4>();
            ref var t5 = ref chunk.GetFirst<T5>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row),
                    ref Unsafe.Add(ref t4, walk.Row),
                    ref Unsafe.Add(ref t5, walk.Row));
            }
        }
    }

    public void Query<T0, T1, T2, T3, T4, T5, T6>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3, T4, T5, T6> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            ref var t4 = ref chunk.GetFirst<T4>();
            ref var t5 = ref chunk.GetFirst<T5>();
            ref var t6 = ref chunk.GetFirst<T6>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row),
                    ref Unsafe.Add(ref t4, walk.Row),
                    ref Unsafe.Add(ref t5, walk.Row),
                    ref Unsafe.Add(ref t6, walk.Row));
            }
        }
    }

    public void Query<T0, T1, T2, T3, T4, T5, T6, T7>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3, T4, T5, T6, T7> forEach)
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            ref var t4 = ref chunk.GetFirst<T4>();
            ref var t5 = ref chunk.GetFirst<T5>();
            ref var t6 = ref chunk.GetFirst<T6>();
            ref var t7 = ref chunk.GetFirst<T7>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                forEach(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row),
                    ref Unsafe.Add(ref t4, walk.Row),
                    ref Unsafe.Add(ref t5, walk.Row),
                    ref Unsafe.Add(ref t6, walk.Row),
                    ref Unsafe.Add(ref t7, walk.Row));
            }
        }
    }
}
