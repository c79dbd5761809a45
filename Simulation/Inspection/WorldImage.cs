using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>
/// A checkpoint with an index: a whole world's values, found by entity, component and field. Reused; taking an image
/// allocates only while it grows.
/// </summary>
public sealed class WorldImage
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private readonly List<Row> _rows = [];
    private readonly WorldSchema _schema;

    public WorldImage(WorldSchema schema) => _schema = schema;

    /// <summary>One row per entity by rising id; the first two are the world's record and the mode's state, with no id.</summary>
    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The checkpoint itself.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Takes the image of a world between two stages or two ticks.</summary>
    public void Take(GameWorld world)
    {
        _bytes.ResetWrittenCount();
        Checkpoint.Write(world, _bytes);
        Index();
    }

    /// <summary>Takes a checkpoint as it is; false when it does not have the layout of this schema.</summary>
    public bool TryTake(ReadOnlySpan<byte> checkpoint)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(checkpoint);
        return Index();
    }

    public ReadOnlySpan<byte> FieldBytes(int offset, int size) => _bytes.WrittenSpan.Slice(offset, size);

    private bool Index()
    {
        _rows.Clear();
        var bytes = _bytes.WrittenSpan;
        if (!Checkpoint.Preamble.TryRead(bytes, out var preamble))
            return false;

        var position = preamble.Size;
        _rows.Add(new Row(EntityId.None, default(ComponentMask).With(_schema.WorldPart), position));
        position += _schema.Components[_schema.WorldPart].Size;
        _rows.Add(new Row(EntityId.None, default(ComponentMask).With(_schema.ModePart), position));
        position += _schema.Components[_schema.ModePart].Size;
        if (position + sizeof(uint) > bytes.Length)
            return false;

        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]);
        position += sizeof(uint);
        for (var i = 0U; i < count; i++)
        {
            if (bytes.Length - position < preamble.MaskBytes + sizeof(ulong))
                return false;

            // The identity comes first in every entity, its id first in it.
            var mask = ComponentMask.Read(bytes.Slice(position, preamble.MaskBytes));
            position += preamble.MaskBytes;
            _rows.Add(new Row(new EntityId(BinaryPrimitives.ReadUInt64LittleEndian(bytes[position..])), mask, position));
            for (var component = 0; component < _schema.WorldPart; component++)
            {
                if (mask.Has(component))
                    position += _schema.Components[component].Size;
            }
        }

        return position == bytes.Length;
    }

    /// <param name="Id">None for the world's record and the mode's state.</param>
    /// <param name="Mask">Which components follow, by index of the schema.</param>
    /// <param name="Offset">Of the first component's first field.</param>
    public readonly record struct Row(EntityId Id, ComponentMask Mask, int Offset);
}
