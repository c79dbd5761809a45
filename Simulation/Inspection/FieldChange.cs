using Ecs.Simulation.Values;

namespace Ecs.Simulation.Inspection;

/// <summary>What became of a field, or of a whole entity, from one image to the next.</summary>
public enum ChangeKind : byte
{
    Changed,
    Born,
    Gone,
}

/// <summary>One field that differs between two images of a world.</summary>
/// <param name="Kind">For a birth or a death the field is the entity's first and both values speak for the whole entity.</param>
/// <param name="Entity">None for the world's record and the mode's state.</param>
/// <param name="Component">Index in the schema.</param>
/// <param name="Field">Index in the component.</param>
/// <param name="Before">The field's place in the older image, -1 when it is not there.</param>
/// <param name="After">The field's place in the newer image, -1 when it is not there.</param>
public readonly record struct FieldChange(ChangeKind Kind, EntityId Entity, byte Component, byte Field, int Before, int After);
