namespace Arch.Core;

/// <summary>A set of component types. Two signatures with the same types are equal, whatever the order they were named in.</summary>
public readonly struct Signature : IEquatable<Signature>
{
    /// <summary>The empty set; the same as <c>default</c>.</summary>
    public static readonly Signature Null;

    private readonly ComponentType[]? _sorted;
    private readonly int _hash;

    /// <summary>Copies the types; naming one twice counts once.</summary>
    public Signature(params ComponentType[] components)
        : this(components.AsSpan())
    {
    }

    private Signature(ReadOnlySpan<ComponentType> components)
    {
        if (components.IsEmpty)
            return;

        var sorted = components.ToArray();
        Array.Sort(sorted, static (left, right) => left.Id.CompareTo(right.Id));
        var unique = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (!sorted[i].Equals(sorted[i - 1]))
                sorted[unique++] = sorted[i];
        }

        _sorted = unique == sorted.Length ? sorted : sorted[..unique];
        var hash = new HashCode();
        foreach (var type in _sorted)
            hash.Add(type.Id);

        _hash = hash.ToHashCode();
    }

    public int Count => _sorted is null ? 0 : _sorted.Length;

    /// <summary>The types, by ascending number.</summary>
    public ReadOnlySpan<ComponentType> Components => _sorted;

    public static implicit operator Signature(ComponentType type) => new([type]);

    public static implicit operator Signature(ComponentType[] types) => new(types);

    public static implicit operator Signature(Span<ComponentType> types) => new((ReadOnlySpan<ComponentType>)types);

    public bool Equals(Signature other) =>
        ReferenceEquals(_sorted, other._sorted)
        || (_hash == other._hash && Components.SequenceEqual(other.Components));

    public override bool Equals(object? obj) => obj is Signature other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString()
    {
        var names = new List<string>();
        foreach (var type in Components)
            names.Add(type.Type.Name);

        return $"[{string.Join(", ", names)}]";
    }

    internal bool Contains(ComponentType type)
    {
        foreach (var mine in Components)
        {
            if (mine.Equals(type))
                return true;
        }

        return false;
    }

    internal bool ContainsAll(Signature others)
    {
        foreach (var other in others.Components)
        {
            if (!Contains(other))
                return false;
        }

        return true;
    }

    internal bool ContainsAny(Signature others)
    {
        foreach (var other in others.Components)
        {
            if (Contains(other))
                return true;
        }

        return false;
    }

    internal Signature With(Signature others) => new([.. Components, .. others.Components]);

    internal Signature Without(Signature others)
    {
        var rest = new List<ComponentType>(Count);
        foreach (var type in Components)
        {
            if (!others.Contains(type))
                rest.Add(type);
        }

        return new([.. rest]);
    }
}
