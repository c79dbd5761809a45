using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol.Replicas;

namespace Ecs.Client.Snapshots;

/// <summary>What is known of how snapshots are made, by hash. Clients may share one, on any threads: who asks a server for a schema knows it for all.</summary>
public sealed class SchemaStore
{
    /// <summary>More are not kept: servers say which there are.</summary>
    public const int Limit = 64;

    private readonly ConcurrentDictionary<ulong, ReplicaCodes> _codes = new();

    public bool TryGet(ulong hash, [NotNullWhen(true)] out ReplicaCodes? codes) => _codes.TryGetValue(hash, out codes);

    public void Add(ReplicaCodes codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (_codes.Count >= Limit)
            _codes.Clear();
        _codes[codes.Schema.Hash] = codes;
    }
}
