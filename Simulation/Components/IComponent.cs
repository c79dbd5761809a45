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

/// <summary>Is shown each field of a component; may change it (a checkpoint being read does).</summary>
public interface IFieldVisitor
{
    /// <param name="name">The field's name as in the source.</param>
    /// <param name="value">A plain value without padding: an integer, a wrapper of one, an enum or an array of bytes.</param>
    void Field<T>(string name, ref T value)
        where T : unmanaged;
}
