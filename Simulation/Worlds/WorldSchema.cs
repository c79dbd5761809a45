using System.Buffers.Binary;
using System.Text;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// The fields of everything that is hashed, in the order of checkpoints: the components of the table, then the two parts
/// that belong to no entity, the world's record and the mode's state.
/// </summary>
public sealed class WorldSchema
{
    private readonly ComponentShape[] _components;

    /// <summary>Of the worlds of a mode with these options.</summary>
    internal WorldSchema(IGameMode mode, WorldOptions options)
        : this(GameRules.Of(mode, options), mode)
    {
    }

    /// <exception cref="ArgumentException">A component, or the mode's state, has more fields than can be told apart.</exception>
    internal WorldSchema(ComponentTable table, Archetypes archetypes, IGameMode mode)
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
                throw new ArgumentException($"{shape.Name} has {shape.Fields.Count} fields, more than {ComponentTable.FieldLimit}", nameof(mode));
        }

        Hash = HashOf(archetypes);
    }

    private WorldSchema(GameRules rules, IGameMode mode)
        : this(ComponentTable.Of(rules), rules, mode)
    {
    }

    private WorldSchema(ComponentTable table, GameRules rules, IGameMode mode)
        : this(table, new Archetypes(table, rules), mode)
    {
    }

    /// <summary>Index of the world's record.</summary>
    public int WorldPart { get; }

    /// <summary>Index of the mode's state.</summary>
    public int ModePart { get; }

    public ReadOnlySpan<ComponentShape> Components => _components;

    /// <summary>
    /// Of the places, names and types of everything that this mode's worlds have: what its entities are made of, the world's record
    /// and the mode's state. Two builds with one hash mean the same by every index; a component that only other modes have, added
    /// at the end of the table, changes nothing.
    /// </summary>
    public ulong Hash { get; }

    private ulong HashOf(Archetypes archetypes)
    {
        var hash = new StateHash(0);
        for (var index = 0; index < _components.Length; index++)
        {
            if (index < WorldPart && !archetypes.AnyHas(index))
                continue;

            // The two parts stand behind the table, wherever it ends.
            Add(ref hash, index < WorldPart ? index : index - WorldPart - 2);
            Add(ref hash, _components[index].Name);
            Add(ref hash, _components[index].Fields.Count);
            foreach (var field in _components[index].Fields)
            {
                Add(ref hash, field.Name);
                Add(ref hash, field.Type);
                Add(ref hash, field.Size);
            }
        }

        return hash.Value;
    }

    private static void Add(ref StateHash hash, string text)
    {
        Add(ref hash, text.Length);
        hash.AddBytes(Encoding.UTF8.GetBytes(text));
    }

    private static void Add(ref StateHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AddBytes(bytes);
    }

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
            Size += field.Size;
    }

    public string Name { get; }

    public IReadOnlyList<FieldShape> Fields { get; }

    /// <summary>Bytes of all fields together.</summary>
    public int Size { get; }
}
