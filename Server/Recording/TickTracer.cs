using System.Runtime.InteropServices;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>
/// Watches a world through the stages of a tick: after each one the hash of every component type and the fields that the
/// stage has changed. The heart of naming the first wrong field.
/// </summary>
internal sealed class TickTracer : ITickObserver
{
    private readonly WorldSchema _schema;
    private WorldImage _before;
    private WorldImage _after;
    private readonly List<FieldChange> _changes = [];
    private readonly ulong[] _hashes;
    private readonly ulong[] _lastHashes;

    /// <summary>Begins with the world as it is: between two ticks.</summary>
    public TickTracer(GameWorld world)
    {
        _schema = world.Schema;
        _before = new WorldImage(_schema);
        _after = new WorldImage(_schema);
        _hashes = new ulong[_schema.Components.Length];
        _lastHashes = new ulong[_schema.Components.Length];
        _after.Take(world);
        Hash(_after, _hashes);
    }

    /// <summary>Called after each stage with what it did.</summary>
    public Action<TickStage>? StageTraced { get; set; }

    /// <summary>Called after a stage and before it is looked at; may plant a fault.</summary>
    public Action<TickStage, GameWorld>? Meddle { get; set; }

    public WorldSchema Schema => _schema;

    /// <summary>The world before the stage.</summary>
    public WorldImage Before => _before;

    /// <summary>The world after the stage.</summary>
    public WorldImage After => _after;

    public ReadOnlySpan<FieldChange> Changes => CollectionsMarshal.AsSpan(_changes);

    /// <summary>Per component of the schema, after the stage.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>Whether the stage changed the component at all.</summary>
    public bool Touched(int component) => _hashes[component] != _lastHashes[component];

    public void StageBegins(TickStage stage, GameWorld world)
    {
        // What happens between ticks, the tick's number first of all, belongs to the first stage.
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        Meddle?.Invoke(stage, world);
        (_before, _after) = (_after, _before);
        _after.Take(world);
        _hashes.CopyTo(_lastHashes, 0);
        Hash(_after, _hashes);
        ImageComparer.Compare(_schema, _before, _after, _changes);
        StageTraced?.Invoke(stage);
    }

    private void Hash(WorldImage image, ulong[] hashes)
    {
        Array.Clear(hashes);
        foreach (ref readonly var row in image.Rows)
        {
            var offset = row.Offset;
            for (var component = 0; component < hashes.Length; component++)
            {
                if (!row.Mask.Has(component))
                    continue;

                var size = _schema.Components[component].Size;
                var hash = new StateHash(StateHash.Mix(hashes[component], row.Id.Value));
                hash.AddBytes(image.FieldBytes(offset, size));
                hashes[component] = hash.Value;
                offset += size;
            }
        }
    }
}
