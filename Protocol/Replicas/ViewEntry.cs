using System.Diagnostics;
using Ecs.Simulation.Replication;

namespace Ecs.Protocol.Replicas;

/// <summary>An entity that a receiver holds: which of its records, and how near the receiver was taken to be to it. Eight bytes: servers keep millions.</summary>
internal readonly record struct ViewEntry
{
    private const int NearnessBits = 2;
    private const int LaneBits = 3;

    private readonly uint _where;

    /// <param name="place">In its lane.</param>
    /// <param name="version">The tick of the record.</param>
    /// <param name="lane">Where its records are.</param>
    /// <param name="nearness">The most private audience that the receiver belonged to.</param>
    public ViewEntry(int place, uint version, byte lane, Audience nearness)
    {
        Debug.Assert((uint)place < 1u << (32 - LaneBits - NearnessBits) && lane < 1 << LaneBits && (int)nearness < 1 << NearnessBits, "Worlds have fewer entities.");
        _where = ((uint)place << (LaneBits + NearnessBits)) | ((uint)lane << NearnessBits) | (uint)nearness;
        Version = version;
    }

    /// <summary>In its lane.</summary>
    public int Place => (int)(_where >> (LaneBits + NearnessBits));

    /// <summary>The tick of the record.</summary>
    public uint Version { get; init; }

    /// <summary>Where its records are.</summary>
    public byte Lane => (byte)((_where >> NearnessBits) & ((1 << LaneBits) - 1));

    /// <summary>The most private audience that the receiver belonged to.</summary>
    public Audience Nearness => (Audience)(_where & ((1 << NearnessBits) - 1));
}
