using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>How everything of a schema travels. Beside its kinds there is one more lane: avatars as their owners see them, exactly.</summary>
public sealed class ReplicaCodes
{
    /// <summary>Lanes are numbered like kinds, and this is the last one.</summary>
    internal const int OwnLane = ReplicaSchema.Kinds;

    internal const int Lanes = OwnLane + 1;

    private readonly KindCode?[] _lanes = new KindCode?[Lanes];
    private readonly List<string> _components = [];

    public ReplicaCodes(ReplicaSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
            _lanes[(int)kind] = CodeOf(schema[kind], false);
        _lanes[OwnLane] = CodeOf(schema[EntityKind.Avatar], true);
    }

    public ReplicaSchema Schema { get; }

    /// <summary>The names of all components that travel.</summary>
    public IReadOnlyList<string> Components => _components;

    /// <summary>Null where there is no such kind.</summary>
    internal KindCode? this[int lane] => (uint)lane < Lanes ? _lanes[lane] : null;

    private KindCode? CodeOf(ReplicaKind? kind, bool isExact)
    {
        if (kind is null)
            return null;

        var components = new int[kind.Fields.Length];
        for (var index = 0; index < components.Length; index++)
        {
            var name = kind.Fields[index].Component;
            if (!_components.Contains(name))
                _components.Add(name);
            components[index] = _components.IndexOf(name);
        }

        return new KindCode(kind, isExact, components);
    }
}
