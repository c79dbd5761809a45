namespace Ecs.Simulation.Replication;

/// <summary>
/// This field of a component travels to clients. It must be among those that the component visits, and a number: an integer of at
/// most 64 bits, an enum, a bool, or a struct around one of these. A field that different kinds of entities tell differently says so
/// once for each, by <see cref="Kinds"/> that have none in common.
/// </summary>
/// <remarks>
/// The two numbers of bits are what values and changes usually take, and cost nothing but a few bits where they are wrong: every value
/// of the field's type can travel (docs/protocol.md, Numbers).
/// </remarks>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class ReplicatedAttribute : Attribute
{
    /// <summary>Clients are told multiples of this, in the field's own unit; 1 to 65,536. The owner of an avatar is told its exact values.</summary>
    public int Quantum { get; init; } = 1;

    /// <summary>Bits of a usual value in quanta, sign included; 0 to 31.</summary>
    public int ValueBits { get; init; } = 4;

    /// <summary>Bits of a usual change in quanta, sign included; 0 to 31.</summary>
    public int ChangeBits { get; init; } = 2;

    public Audience Audience { get; init; }

    public Predictor Predictor { get; init; }

    /// <summary>
    /// Of <see cref="Predictor.Flies"/>: "Component.Field", what it grows by. A kind of entity that does not have it, or has it for
    /// fewer eyes, keeps the value as it is.
    /// </summary>
    public string By { get; init; } = "";

    public ReplicaRole Role { get; init; }

    /// <summary>Entities of these kinds alone; those that do not have the component are left out anyway.</summary>
    public EntityKinds Kinds { get; init; } = EntityKinds.All;
}
