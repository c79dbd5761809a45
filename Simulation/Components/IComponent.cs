using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>
/// A component names its fields once, in declared order; the state hash, checkpoints and reports of differences all walk
/// this one list, so none of them can know a field that another forgets.
/// </summary>
public interface IComponent<TSelf>
    where TSelf : struct, IComponent<TSelf>
{
    static abstract void Visit<TVisitor>(ref TSelf component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;
}
