using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Worlds;

/// <summary>A schema's hash is its name: what differs must not share one.</summary>
public sealed class SchemaNameTests
{
    [Theory]
    [InlineData("A.B", "C", "A", "B.C")]
    [InlineData("A.B.C", "D", "A.B", "C.D")]
    [InlineData("A", ".B", "A.", "B")]
    [InlineData("", "A.B", ".A", "B")]
    public void Where_a_component_ends_and_its_field_begins_is_part_of_the_hash(string component, string field, string otherComponent, string otherField)
    {
        var (one, other) = (FieldOf(component, field), FieldOf(otherComponent, otherField));
        Assert.NotEqual(HashOf(one), HashOf(other));
        Assert.Equal(HashOf(one), HashOf(FieldOf(component, field)));
    }

    /// <summary>What the wire has called them since there are schemas.</summary>
    [Fact]
    public void Names_without_dots_have_the_hash_that_they_always_had() =>
        Assert.Equal(6_293_752_431_716_222_853UL, HashOf(FieldOf("Position", "X")));

    private static ulong HashOf(ReplicaField field) => new ReplicaSchema([new ReplicaKind(EntityKind.Creature, [field])]).Hash;

    private static ReplicaField FieldOf(string component, string name) =>
        new(component, name, Bytes: 4, IsSigned: true, IsAngle: false, Quantum: 1, ValueBits: 8, ChangeBits: 4, Audience.Everybody, Predictor.Stays, By: -1, ReplicaRole.None);
}
