using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Waves;

/// <summary>An avatar's part in a game for two ships.</summary>
public struct Ship : IComponent<Ship>
{
    /// <summary>1 or 2; 0 for somebody who waits until a ship is free.</summary>
    [Replicated(ValueBits = 2, Audience = Audience.Owner)]
    public byte Number;

    /// <summary>Whether the player wants to begin.</summary>
    [Replicated(ValueBits = 1, Audience = Audience.Owner)]
    public bool IsReady;

    public static void Visit<TVisitor>(ref Ship component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Number), ref component.Number);
        visitor.Field(nameof(IsReady), ref component.IsReady);
    }
}
