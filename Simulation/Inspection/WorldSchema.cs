using Ecs.Simulation.Modes;

namespace Ecs.Simulation.Inspection;

/// <summary>
/// The fields of everything that is hashed, in the order of checkpoints: the components of the table, then the two parts
/// that belong to no entity, the world's record and the mode's state.
/// </summary>
public sealed class WorldSchema
{
    private readonly ComponentShape[] _components;

    /// <summary>Of the worlds of a mode.</summary>
    internal WorldSchema(IGameMode mode)
        : this(ComponentTable.Of(mode), mode)
    {
    }

    /// <exception cref="ArgumentException">A component, or the mode's state, has more fields than can be told apart.</exception>
    internal WorldSchema(ComponentTable table, IGameMode mode)
    {
        var shapes = new List<ComponentShape>();
        foreach (var entry in table.All)
        {
            var fields = new List<FieldShape>();
            var collector = new ShapeCollector(fields);
            entry.VisitBlank(ref collector);
            shapes.Add(new ComponentShape(entry.Name, fields));
        }

        WorldPart = shapes.Count;
        shapes.Add(ShapeOfRecord());
        ModePart = shapes.Count;
        var modeFields = new List<FieldShape>();
        var modeCollector = new ShapeCollector(modeFields);
        mode.VisitState(ref modeCollector);
        shapes.Add(new ComponentShape("Mode", modeFields));
        _components = [.. shapes];
        foreach (var shape in _components)
        {
            if (shape.Fields.Count > ComponentTable.FieldLimit)
            {
                throw new ArgumentException($"{shape.Name} has {shape.Fields.Count} fields, more than {ComponentTable.FieldLimit}", nameof(mode));
            }
        }
    }

    /// <summary>Index of the world's record.</summary>
    public int WorldPart { get; }

    /// <summary>Index of the mode's state.</summary>
    public int ModePart { get; }

    public ReadOnlySpan<ComponentShape> Components => _components;

    private static ComponentShape ShapeOfRecord()
    {
        var fields = new List<FieldShape>();
        var collector = new ShapeCollector(fields);
        var record = default(WorldRecord);
        WorldRecord.Visit(ref record, ref collector);
        return new ComponentShape("World", fields);
    }
}

/// <summary>The fields of one component, in order.</summary>
public sealed class ComponentShape
{
    internal ComponentShape(string name, List<FieldShape> fields)
    {
        Name = name;
        Fields = fields;
        foreach (var field in fields)
        {
            Size += field.Size;
        }
    }

    public string Name { get; }

    public IReadOnlyList<FieldShape> Fields { get; }

    /// <summary>Bytes of all fields together.</summary>
    public int Size { get; }
}
