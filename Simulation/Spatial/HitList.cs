using System.Runtime.InteropServices;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Spatial;

/// <summary>What a bullet met. Walls come first when several are met at one moment, then bodies, then bullets.</summary>
public enum HitKind : byte
{
    Wall,
    Body,
    Bullet,
}

/// <summary>A bullet meets something at a moment of the tick.</summary>
/// <param name="Impact">When.</param>
/// <param name="Bullet">The bullet; of two bullets the older.</param>
/// <param name="Target">The body or the younger bullet; none for a wall.</param>
/// <param name="Kind">What the target is.</param>
public readonly record struct Hit(Moment Impact, EntityId Bullet, EntityId Target, HitKind Kind)
{
    public static int Compare(in Hit left, in Hit right)
    {
        var order = left.Impact.CompareTo(right.Impact);
        if (order == 0)
            order = left.Bullet.CompareTo(right.Bullet);

        if (order == 0)
            order = (int)left.Kind - (int)right.Kind; // CompareTo of an enum boxes.

        return order != 0 ? order : left.Target.CompareTo(right.Target);
    }
}

/// <summary>The meetings of one tick, and the boxes they were found among; reused.</summary>
internal sealed class HitList
{
    private readonly List<Hit> _hits = new(256);
    private readonly List<Sweeper> _boxes = new(512);
    private readonly List<FixedRectangle> _areas = new(512);
    private readonly HitOrder _order = new();

    /// <summary>The bodies of this tick.</summary>
    public ReadOnlySpan<Sweeper> Boxes => CollectionsMarshal.AsSpan(_boxes);

    /// <summary>What was found so far; in order once <see cref="Sorted"/> was asked.</summary>
    public ReadOnlySpan<Hit> Hits => CollectionsMarshal.AsSpan(_hits);

    /// <summary>What each of them swept over.</summary>
    public ReadOnlySpan<FixedRectangle> Areas => CollectionsMarshal.AsSpan(_areas);

    public int BodyCount => _boxes.Count;

    public void Clear()
    {
        _hits.Clear();
        _boxes.Clear();
        _areas.Clear();
    }

    public void AddBody(in Sweeper body)
    {
        _boxes.Add(body);
        _areas.Add(body.Swept);
    }

    public void Add(List<Hit> hits) => _hits.AddRange(hits);

    public void Add(in Hit hit) => _hits.Add(hit);

    /// <summary>Forgets the meetings that somebody says no longer count; the order of the others stays.</summary>
    public void TakeBack<T>(T asked, Judgement<T> isVoid)
    {
        var kept = 0;
        for (var i = 0; i < _hits.Count; i++)
        {
            if (!isVoid(asked, _hits[i]))
                _hits[kept++] = _hits[i];
        }

        CollectionsMarshal.SetCount(_hits, kept);
    }

    /// <param name="asked">Who says it.</param>
    /// <param name="hit">Of what.</param>
    public delegate bool Judgement<T>(T asked, in Hit hit);

    /// <summary>In the order (time of impact, bullet, target).</summary>
    public ReadOnlySpan<Hit> Sorted()
    {
        var hits = CollectionsMarshal.AsSpan(_hits);
        _order.Sort(hits);
        return hits;
    }
}
