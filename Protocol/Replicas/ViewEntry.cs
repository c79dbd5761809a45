using Ecs.Simulation.Replication;

namespace Ecs.Protocol.Replicas;

/// <summary>An entity that a receiver holds: which of its records, and how near the receiver was taken to be to it.</summary>
/// <param name="Place">In its lane.</param>
/// <param name="Version">The tick of the record.</param>
/// <param name="Lane">Where its records are.</param>
/// <param name="Nearness">The most private audience that the receiver belonged to.</param>
internal readonly record struct ViewEntry(int Place, uint Version, byte Lane, Audience Nearness);
