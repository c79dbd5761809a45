using System.Diagnostics.CodeAnalysis;

namespace Arch.Core;

/// <summary>
/// Which entities to visit: those with all of <see cref="All"/>, at least one of <see cref="Any"/> (when it names some) and
/// none of <see cref="None"/>; or, when <see cref="Exclusive"/> names some, those with exactly these and nothing else.
/// </summary>
/// <remarks>The With methods change this value and return a reference to it; each replaces what was there.</remarks>
public struct QueryDescription : IEquatable<QueryDescription>
{
    public QueryDescription()
    {
    }

    public QueryDescription(Signature? all = null, Signature? any = null, Signature? none = null, Signature? exclusive = null)
    {
        All = all ?? Signature.Null;
        Any = any ?? Signature.Null;
        None = none ?? Signature.Null;
        Exclusive = exclusive ?? Signature.Null;
    }

    public Signature All { readonly get; private set; }

    public Signature Any { readonly get; private set; }

    public Signature None { readonly get; private set; }

    public Signature Exclusive { readonly get; private set; }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0>()
    {
        All = Component<T0>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1>()
    {
        All = ComponentList<T0, T1>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2>()
    {
        All = ComponentList<T0, T1, T2>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3>()
    {
        All = ComponentList<T0, T1, T2, T3>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4>()
    {
        All = ComponentList<T0, T1, T2, T3, T4>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4, T5>()
    {
        All = ComponentList<T0, T1, T2, T3, T4, T5>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4, T5, T6>()
    {
        All = ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4, T5, T6, T7>()
    {
        All = ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0>()
    {
        Any = Component<T0>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1>()
    {
        Any = ComponentList<T0, T1>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2>()
    {
        Any = ComponentList<T0, T1, T2>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3>()
    {
        Any = ComponentList<T0, T1, T2, T3>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3, T4>()
    {
        Any = ComponentList<T0, T1, T2, T3, T4>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3, T4, T5>()
    {
        Any = ComponentList<T0, T1, T2, T3, T4, T5>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3, T4, T5, T6>()
    {
        Any = ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3, T4, T5, T6, T7>()
    {
        Any = ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0>()
    {
        None = Component<T0>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1>()
    {
        None = ComponentList<T0, T1>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2>()
    {
        None = ComponentList<T0, T1, T2>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3>()
    {
        None = ComponentList<T0, T1, T2, T3>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3, T4>()
    {
        None = ComponentList<T0, T1, T2, T3, T4>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3, T4, T5>()
    {
        None = ComponentList<T0, T1, T2, T3, T4, T5>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3, T4, T5, T6>()
    {
        None = ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3, T4, T5, T6, T7>()
    {
        None = ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0>()
    {
        Exclusive = Component<T0>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1>()
    {
        Exclusive = ComponentList<T0, T1>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2>()
    {
        Exclusive = ComponentList<T0, T1, T2>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3>()
    {
        Exclusive = ComponentList<T0, T1, T2, T3>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3, T4>()
    {
        Exclusive = ComponentList<T0, T1, T2, T3, T4>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3, T4, T5>()
    {
        Exclusive = ComponentList<T0, T1, T2, T3, T4, T5>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3, T4, T5, T6>()
    {
        Exclusive = ComponentList<T0, T1, T2, T3, T4, T5, T6>.Signature;
        return ref this;
    }

    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3, T4, T5, T6, T7>()
    {
        Exclusive = ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>.Signature;
        return ref this;
    }

    public readonly bool Equals(QueryDescription other) =>
        All.Equals(other.All) && Any.Equals(other.Any) && None.Equals(other.None) && Exclusive.Equals(other.Exclusive);

    public override readonly bool Equals(object? obj) => obj is QueryDescription other && Equals(other);

    public override readonly int GetHashCode() =>
        HashCode.Combine(All.GetHashCode(), Any.GetHashCode(), None.GetHashCode(), Exclusive.GetHashCode());

    internal readonly bool Matches(Signature signature) => Exclusive.Count > 0
        ? signature.Equals(Exclusive)
        : signature.ContainsAll(All) && (Any.Count == 0 || signature.ContainsAny(Any)) && !signature.ContainsAny(None);
}
