namespace Ecs.Benchmarks.Snapshots;

/// <summary>What the snapshots of a scene cost; names as in the JSON.</summary>
internal sealed record SnapshotFigures
{
    public required string Scene { get; init; }

    public required int Clients { get; init; }

    /// <summary>Entities in view, on average.</summary>
    public required double VisibleEntities { get; init; }

    /// <summary>With the heads of IP, UDP and the transport.</summary>
    public required double BytesPerClientPerSecond { get; init; }

    /// <summary>The same views, each time whole and each field at its full width.</summary>
    public required double PlainBytesPerClientPerSecond { get; init; }

    /// <summary>The first as a part of the second.</summary>
    public required double Share { get; init; }

    /// <summary>Of the first, heads of datagrams.</summary>
    public required double HeadBytesPerClientPerSecond { get; init; }

    public required double SnapshotsPerClientPerSecond { get; init; }

    /// <summary>Of bodies, for each snapshot and entity in view.</summary>
    public required double BitsPerVisibleEntity { get; init; }

    /// <summary>Writing, what all share included.</summary>
    public required double EncodeNsPerEntity { get; init; }

    public required double AllocatedBytesPerTick { get; init; }

    /// <summary>Bytes of the bodies by cause, of a client and second.</summary>
    public required IReadOnlyDictionary<string, double> Causes { get; init; }

    /// <summary>The same by component.</summary>
    public required IReadOnlyDictionary<string, double> Components { get; init; }
}
