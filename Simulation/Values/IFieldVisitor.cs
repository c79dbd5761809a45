namespace Ecs.Simulation.Values;

/// <summary>Is shown each field of a component; may change it (a checkpoint being read does).</summary>
public interface IFieldVisitor
{
    /// <param name="name">The field's name as in the source.</param>
    /// <param name="value">A plain value without padding: an integer, a wrapper of one, an enum or an array of bytes.</param>
    void Field<T>(string name, ref T value)
        where T : unmanaged;
}
