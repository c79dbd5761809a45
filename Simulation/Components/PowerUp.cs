using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>The arena's power-up: while active each shot turns the barrel.</summary>
public struct PowerUp : IComponent<PowerUp>
{
    [Replicated(ValueBits = 0)]
    public bool Active;

    /// <summary>Clockwise.</summary>
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public short DegreesPerShot;

    public static void Visit<TVisitor>(ref PowerUp component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Active), ref component.Active);
        visitor.Field(nameof(DegreesPerShot), ref component.DegreesPerShot);
    }
}
