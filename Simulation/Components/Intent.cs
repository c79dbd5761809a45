using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>What an avatar wants in this tick, taken from its player's command.</summary>
public struct Intent : IComponent<Intent>
{
    public sbyte MoveX;
    public sbyte MoveY;
    public Angle Aim;
    public Buttons Buttons;

    /// <summary>Ticks since the last command, at most 255.</summary>
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
