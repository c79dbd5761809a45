using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>What an avatar wants in this tick, taken from its player's command.</summary>
public struct Intent : IComponent<Intent>
{
    [Replicated(ValueBits = 8, ChangeBits = 8, Audience = Audience.Owner)]
    public sbyte MoveX;
    [Replicated(ValueBits = 8, ChangeBits = 8, Audience = Audience.Owner)]
    public sbyte MoveY;
    [Replicated(ValueBits = 16, ChangeBits = 12, Audience = Audience.Owner)]
    public Angle Aim;

    /// <summary>Used up in their tick; the player who held them is not told.</summary>
    public Buttons Buttons;

    /// <summary>Ticks since the last command, at most 255.</summary>
    [Replicated(ValueBits = 1, ChangeBits = 1, Audience = Audience.Owner)]
    public byte Drought;

    public static void Visit<TVisitor>(ref Intent component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(MoveX), ref component.MoveX);
        visitor.Field(nameof(MoveY), ref component.MoveY);
        visitor.Field(nameof(Aim), ref component.Aim);
        visitor.Field(nameof(Buttons), ref component.Buttons);
        visitor.Field(nameof(Drought), ref component.Drought);
    }
}
