using System.Numerics;
using Arch.Core;

namespace Ecs.StandIns.Tests.Arch;

/// <summary>
/// What a world should hold, kept in lists and dictionaries: which handles live, what they have, which handle comes next,
/// and the order in which queries visit. A set of components is a bit mask over <see cref="Components"/>.
/// </summary>
internal sealed class ArchModel(int worldId)
{
    public static readonly ModelComponent[] Components =
    [
        new ModelComponent<Small>(v => new Small(v), c => c.Value),
        new ModelComponent<Wide>(v => new Wide(v, 2L * v), c => c.Twice == 2 * c.Value ? (int)c.Value : -1),
        new ModelComponent<Boxed>(v => new Boxed(v), c => c?.Value ?? 0),
        new ModelComponent<Mixed>(v => new Mixed($"{v}", v), c => (c.Text ?? "0") == $"{c.Value}" ? c.Value : -1),
        new ModelTag(),
    ];

    private readonly List<(int Mask, List<Entity> Entities)> _archetypes = [];
    private readonly Dictionary<Entity, (int Mask, int[] Values)> _living = [];
    private readonly Queue<(int Id, int Version)> _free = [];
    private int _fresh;

    public List<Entity> Handles { get; } = [];

    public List<Entity> Dead { get; } = [];

    public int Archetypes => _archetypes.Count;

    public static Signature SignatureOf(int mask)
    {
        var types = new ComponentType[BitOperations.PopCount((uint)mask)];
        var next = 0;
        for (var i = 0; i < Components.Length; i++)
        {
            if ((mask >> i & 1) != 0)
                types[next++] = Components[i].Type;
        }

        return new Signature(types);
    }

    public int MaskOf(Entity entity) => _living[entity].Mask;

    public int ValueOf(Entity entity, int component) => _living[entity].Values[component];

    /// <summary>The handle that the world must give out now, with the listed components; their values are 0.</summary>
    public Entity Create(int mask)
    {
        (var id, var version) = _free.Count > 0 ? _free.Dequeue() : (_fresh++, 1);
        var entity = MakeHandle(id, version);
        _living.Add(entity, (mask, new int[Components.Length]));
        Handles.Add(entity);
        Rows(mask).Add(entity);
        return entity;
    }

    public void Destroy(Entity entity)
    {
        RemoveRow(entity);
        _living.Remove(entity);
        Handles.Remove(entity);
        Dead.Add(entity);
        _free.Enqueue((entity.Id, entity.Version + 1));
    }

    public void Set(Entity entity, int component, int value) =>
        _living[entity].Values[component] = Components[component].Kept(value);

    public void ChangeMask(Entity entity, int mask)
    {
        (var before, var values) = _living[entity];
        if (before != mask)
        {
            Rows(mask).Add(entity);
            RemoveRow(entity);
            _living[entity] = (mask, values);
        }
    }

    public void Trim() => _archetypes.RemoveAll(archetype => archetype.Entities.Count == 0);

    public List<Entity> InQueryOrder(Func<int, bool> matches)
    {
        var order = new List<Entity>();
        for (var i = _archetypes.Count - 1; i >= 0; i--)
        {
            if (matches(_archetypes[i].Mask))
                order.AddRange(Enumerable.Reverse(_archetypes[i].Entities));
        }

        return order;
    }

    private Entity MakeHandle(int id, int version) => new(id, worldId, version);

    private List<Entity> Rows(int mask)
    {
        foreach ((var known, var entities) in _archetypes)
        {
            if (known == mask)
                return entities;
        }

        List<Entity> rows = [];
        _archetypes.Add((mask, rows));
        return rows;
    }

    private void RemoveRow(Entity entity)
    {
        var rows = Rows(_living[entity].Mask);
        rows[rows.IndexOf(entity)] = rows[^1];
        rows.RemoveAt(rows.Count - 1);
    }
}
