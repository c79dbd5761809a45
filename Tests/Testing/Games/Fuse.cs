using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Testing.Games;

/// <summary>How long a bullet of the lookout still flies, and what its shooter alone knows of it.</summary>
internal struct Fuse : IComponent<Fuse>
{
    [Replicated(ValueBits = 6, Predictor = Predictor.CountsDown)]
    public ushort TicksLeft;

    /// <summary>For its shooter.</summary>
    [Replicated(ValueBits = 7, Audience = Audience.Owner)]
    public ushort Code;

    public static void Visit<TVisitor>(ref Fuse component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(TicksLeft), ref component.TicksLeft);
        visitor.Field(nameof(Code), ref component.Code);
    }
}
