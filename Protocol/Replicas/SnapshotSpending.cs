namespace Ecs.Protocol.Replicas;

/// <summary>What snapshots were spent on, in bits, since it was made or cleared.</summary>
public sealed class SnapshotSpending
{
    private readonly long[] _causes = new long[(int)SnapshotCause.Leave + 1];
    private readonly long[] _components;

    /// <param name="components">As many as the codes have.</param>
    public SnapshotSpending(int components) => _components = new long[components];

    /// <summary>Whether anything is counted: always, but for the benchmark that asks what that costs.</summary>
    internal bool Counts { get; set; } = true;

    /// <summary>Where the bits of components are to be counted; empty for nowhere.</summary>
    internal Span<long> Counted => Counts ? _components : default;

    /// <summary>By <see cref="SnapshotCause"/>; together, they are all bits of all snapshots.</summary>
    public Span<long> Causes => _causes;

    /// <summary>By the components of <see cref="ReplicaCodes"/>: their share of what entered and was updated; the rest of it says which entity and which fields.</summary>
    public Span<long> Components => _components;

    internal void Count(SnapshotCause cause, long bits)
    {
        if (Counts)
            _causes[(int)cause] += bits;
    }

    public void Clear()
    {
        Array.Clear(_causes);
        Array.Clear(_components);
    }

    /// <summary>Adds another one's bits to these.</summary>
    public void Add(SnapshotSpending other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var index = 0; index < _causes.Length; index++)
            _causes[index] += other._causes[index];
        for (var index = 0; index < _components.Length; index++)
            _components[index] += other._components[index];
    }
}
