using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>Counted since the match began.</summary>
public struct Score : IComponent<Score>
{
    [Replicated(ValueBits = 2)]
    public int Kills;
    [Replicated(ValueBits = 2)]
    public int Deaths;

    public static void Visit<TVisitor>(ref Score component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Kills), ref component.Kills);
        visitor.Field(nameof(Deaths), ref component.Deaths);
    }
}
