namespace Ecs.Simulation.Replication;

/// <summary>A field as clients know it.</summary>
/// <param name="Component">The component's name in the table.</param>
/// <param name="Name">As in the source.</param>
/// <param name="Bytes">Size of the value: 1, 2, 4 or 8.</param>
/// <param name="IsSigned">Whether the value can be below zero.</param>
/// <param name="IsAngle">Whether the next value after the largest is 0, as of angles: changes go the shorter way.</param>
/// <param name="Quantum"><see cref="ReplicatedAttribute.Quantum"/>.</param>
/// <param name="ValueBits"><see cref="ReplicatedAttribute.ValueBits"/>.</param>
/// <param name="ChangeBits"><see cref="ReplicatedAttribute.ChangeBits"/>.</param>
/// <param name="Audience">Who is told.</param>
/// <param name="Predictor">What it does by itself.</param>
/// <param name="By">Of <see cref="Predictor.Flies"/>: the index in the kind of what it grows by.</param>
/// <param name="Role">What it means to replication.</param>
public sealed record ReplicaField(
    string Component,
    string Name,
    int Bytes,
    bool IsSigned,
    bool IsAngle,
    int Quantum,
    int ValueBits,
    int ChangeBits,
    Audience Audience,
    Predictor Predictor,
    int By,
    ReplicaRole Role)
{
    /// <summary>"Component.Field".</summary>
    public string FullName { get; } = $"{Component}.{Name}";
}
