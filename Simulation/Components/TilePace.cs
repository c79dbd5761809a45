using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>Moves by whole tiles, one step at a time, instead of gliding.</summary>
public struct TilePace : IComponent<TilePace>
{
    /// <summary>1 north (y - 1), 2 east (x + 1), 3 south, 4 west.</summary>
    [Replicated(ValueBits = 3, ChangeBits = 2, Kinds = EntityKinds.Avatars, Audience = Audience.Owner)]
    public byte Heading;

    /// <summary>Ticks that one step takes, at least 1.</summary>
    [Replicated(ValueBits = 5, Kinds = EntityKinds.Avatars, Audience = Audience.Owner)]
    public ushort StepTicks;

    /// <summary>Ticks of pace that the steps so far still owe; falls by one each tick.</summary>
    [Replicated(ValueBits = 5, ChangeBits = 6, Kinds = EntityKinds.Avatars, Audience = Audience.Owner, Predictor = Predictor.CountsDown)]
    public ushort Debt;

    public static void Visit<TVisitor>(ref TilePace component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Heading), ref component.Heading);
        visitor.Field(nameof(StepTicks), ref component.StepTicks);
        visitor.Field(nameof(Debt), ref component.Debt);
    }
}
