using System.Buffers;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>
/// All components of one entity, or what belongs to the world as a whole, as bytes, copied between two ticks, so that another
/// thread can read the values later. Reused; allocates only while it grows.
/// </summary>
public sealed class EntityImage
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);

    /// <summary>None for the world as a whole, and while it is empty.</summary>
    public EntityId Id { get; private set; }

    /// <summary>Which components it has, by index of the schema.</summary>
    public ComponentMask Mask { get; private set; }

    /// <summary>Takes the entity as it is now; false, and empty, when the world has none of that id.</summary>
    public bool TryTake(GameWorld world, EntityId id)
    {
        Clear();
        if (id.IsNone || !world.TryFind(id, out var entity))
            return false;
        Id = id;
        Mask = world.Components.MaskOf(world.Store, entity);
        var writer = new Checkpoint.FieldWriter(_bytes);
        for (var component = 0; component < world.Components.All.Length; component++)
        {
            if (Mask.Has(component))
                world.Components.All[component].Visit(world.Store, entity, ref writer);
        }

        return true;
    }

    public void CopyFrom(EntityImage other)
    {
        Clear();
        Id = other.Id;
        Mask = other.Mask;
        _bytes.Write(other._bytes.WrittenSpan);
    }

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Id = EntityId.None;
        Mask = default;
    }

    public bool Has(int component) => Mask.Has(component);

    /// <summary>Takes what belongs to no entity: the world's record and the mode's state.</summary>
    public void TakeWorld(GameWorld world)
    {
        Clear();
        var schema = world.Schema;
        Mask = default(ComponentMask).With(schema.WorldPart).With(schema.ModePart);
        var writer = new Checkpoint.FieldWriter(_bytes);
        WorldRecord.Visit(ref world.Record, ref writer);
        world.Mode.VisitState(ref writer);
    }

    /// <summary>The bytes of a field of a component that the entity has.</summary>
    public ReadOnlySpan<byte> FieldBytes(WorldSchema schema, int component, int field)
    {
        var offset = 0;
        for (var before = 0; before < component; before++)
            offset += Has(before) ? schema.Components[before].Size : 0;
        var fields = schema.Components[component].Fields;
        for (var before = 0; before < field; before++)
            offset += fields[before].Size;
        return _bytes.WrittenSpan.Slice(offset, fields[field].Size);
    }
}
