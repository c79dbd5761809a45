using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// Queries by struct, for up to 4 components: the same walk as with delegates, without a call per entity. The forms with
/// <c>ref</c> keep what the struct gathered.
/// </summary>
public sealed partial class World
{
    public void InlineQuery<T>(in QueryDescription queryDescription)
        where T : struct, IForEach
    {
        T visitor = default;
        InlineQuery(in queryDescription, ref visitor);
    }

    public void InlineQuery<T>(in QueryDescription queryDescription, ref T iForEach)
        where T : struct, IForEach
    {
        foreach (ref var chunk in Query(in queryDescription))
        {
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                iForEach.Update(chunk.Entity(walk.Row));
        }
    }

    public void InlineQuery<T, T0>(in QueryDescription description)
        where T : struct, IForEach<T0>
    {
        T visitor = default;
        InlineQuery<T, T0>(in description, ref visitor);
    }

    public void InlineQuery<T, T0>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEach<T0>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                iForEach.Update(ref Unsafe.Add(ref t0, walk.Row));
        }
    }

    public void InlineQuery<T, T0, T1>(in QueryDescription description)
        where T : struct, IForEach<T0, T1>
    {
        T visitor = default;
        InlineQuery<T, T0, T1>(in description, ref visitor);
    }

    public void InlineQuery<T, T0, T1>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEach<T0, T1>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                iForEach.Update(ref Unsafe.Add(ref t0, walk.Row), ref Unsafe.Add(ref t1, walk.Row));
        }
    }

    public void InlineQuery<T, T0, T1, T2>(in QueryDescription description)
        where T : struct, IForEach<T0, T1, T2>
    {
        T visitor = default;
        InlineQuery<T, T0, T1, T2>(in description, ref visitor);
    }

    public void InlineQuery<T, T0, T1, T2>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEach<T0, T1, T2>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                iForEach.Update(
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row));
            }
        }
    }

    public void InlineQuery<T, T0, T1, T2, T3>(in QueryDescription description)
        where T : struct, IForEach<T0, T1, T2, T3>
    {
        T visitor = default;
        InlineQuery<T, T0, T1, T2, T3>(in description, ref visitor);
    }

    public void InlineQuery<T, T0, T1, T2, T3>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEach<T0, T1, T2, T3>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                iForEach.Update(
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row));
            }
        }
    }

    public void InlineEntityQuery<T, T0>(in QueryDescription description)
        where T : struct, IForEachWithEntity<T0>
    {
        T visitor = default;
        InlineEntityQuery<T, T0>(in description, ref visitor);
    }

    public void InlineEntityQuery<T, T0>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEachWithEntity<T0>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                iForEach.Update(chunk.Entity(walk.Row), ref Unsafe.Add(ref t0, walk.Row));
        }
    }

    public void InlineEntityQuery<T, T0, T1>(in QueryDescription description)
        where T : struct, IForEachWithEntity<T0, T1>
    {
        T visitor = default;
        InlineEntityQuery<T, T0, T1>(in description, ref visitor);
    }

    public void InlineEntityQuery<T, T0, T1>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEachWithEntity<T0, T1>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
                iForEach.Update(chunk.Entity(walk.Row), ref Unsafe.Add(ref t0, walk.Row), ref Unsafe.Add(ref t1, walk.Row));
        }
    }

    public void InlineEntityQuery<T, T0, T1, T2>(in QueryDescription description)
        where T : struct, IForEachWithEntity<T0, T1, T2>
    {
        T visitor = default;
        InlineEntityQuery<T, T0, T1, T2>(in description, ref visitor);
    }

    public void InlineEntityQuery<T, T0, T1, T2>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEachWithEntity<T0, T1, T2>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                iForEach.Update(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row));
            }
        }
    }

    public void InlineEntityQuery<T, T0, T1, T2, T3>(in QueryDescription description)
        where T : struct, IForEachWithEntity<T0, T1, T2, T3>
    {
        T visitor = default;
        InlineEntityQuery<T, T0, T1, T2, T3>(in description, ref visitor);
    }

    public void InlineEntityQuery<T, T0, T1, T2, T3>(in QueryDescription description, ref T iForEach)
        where T : struct, IForEachWithEntity<T0, T1, T2, T3>
    {
        foreach (ref var chunk in Query(in description))
        {
            ref var t0 = ref chunk.GetFirst<T0>();
            ref var t1 = ref chunk.GetFirst<T1>();
            ref var t2 = ref chunk.GetFirst<T2>();
            ref var t3 = ref chunk.GetFirst<T3>();
            for (var walk = new RowWalk(in chunk); walk.MoveNext();)
            {
                iForEach.Update(
                    chunk.Entity(walk.Row),
                    ref Unsafe.Add(ref t0, walk.Row),
                    ref Unsafe.Add(ref t1, walk.Row),
                    ref Unsafe.Add(ref t2, walk.Row),
                    ref Unsafe.Add(ref t3, walk.Row));
            }
        }
    }
}
