using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>Where an avatar's player asks it to be, until this tick's moves have answered; and how far such a move may go.</summary>
public struct Wish : IComponent<Wish>
{
    public bool IsPresent;
    public Fixed X;
    public Fixed Y;

    /// <summary>World units above the ground.</summary>
    public Fixed Z;
    public Angle Facing;

    /// <summary>World units saved up for wishes in a world that bounds their speed; 0 in others.</summary>
    [Replicated(ValueBits = 20, ChangeBits = 14, Audience = Audience.Owner)]
    public Fixed Reach;

    public static void Visit<TVisitor>(ref Wish component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(IsPresent), ref component.IsPresent);
        visitor.Field(nameof(X), ref component.X);
        visitor.Field(nameof(Y), ref component.Y);
        visitor.Field(nameof(Z), ref component.Z);
        visitor.Field(nameof(Facing), ref component.Facing);
        visitor.Field(nameof(Reach), ref component.Reach);
    }
}
