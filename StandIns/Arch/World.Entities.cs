using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>Creating and destroying. The generic creators are in World.Create.cs.</summary>
public sealed partial class World
{
    /// <summary>Creates an entity whose components are all default.</summary>
    /// <remarks>Arguments must be ComponentType values: <c>Create(typeof(A))</c> makes an entity with a Type for component.</remarks>
    public Entity Create(params ComponentType[] types) => Create(new Signature(types));

    /// <summary>Creates an entity whose components are all default.</summary>
    public Entity Create(in Signature types)
    {
        ChunkData chunk = Place(ArchetypeOf(types), out Entity entity, out int row);
        ClearRow(chunk, row);
        return entity;
    }

    /// <summary>Creates <paramref name="amount"/> entities whose components are all default and lists them.</summary>
    /// <remarks>Pass a span: an array is taken for a component by the generic creators.</remarks>
    public void Create(Span<Entity> createdEntities, in Signature signature, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, createdEntities.Length);
        Archetype archetype = EnsureCapacity(ArchetypeOf(signature), amount);
        int created = 0;
        while (created < amount)
        {
            ChunkData chunk = PlaceRun(archetype, amount - created, out int first, out int count);
            for (int row = first; row < first + count; row++)
            {
                ClearRow(chunk, row);
            }

            chunk.Entities.AsSpan(first, count).CopyTo(createdEntities[created..]);
            created += count;
        }
    }

    public void Destroy(Entity entity)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        RemoveRow(slot.Chunk!, slot.Row);
        _slots.Free(entity);
        Size--;
    }

    /// <summary>Destroys every entity of every archetype that fits.</summary>
    public void Destroy(in QueryDescription queryDescription)
    {
        ReadOnlySpan<Archetype> matches = Query(in queryDescription).Matches();
        for (int i = matches.Length - 1; i >= 0; i--)
        {
            RemoveAll(matches[i]);
        }
    }

    /// <summary>True when the entity was made by this world and not destroyed since; any handle may be asked about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAlive(Entity entity) => _slots.IsAlive(entity);

    public Archetype GetArchetype(Entity entity) => SlotOf(entity).Chunk!.Archetype;

    /// <summary>The chunk where the entity is until the next structural change.</summary>
    public ref readonly Chunk GetChunk(Entity entity)
    {
        ChunkData data = SlotOf(entity).Chunk!;
        return ref data.Archetype.GetChunk(data.Index);
    }

    public Signature GetSignature(Entity entity) => GetArchetype(entity).Signature;

    private static void ClearRow(ChunkData chunk, int row)
    {
        foreach (ColumnOperations column in chunk.Archetype.ColumnKinds)
        {
            column.Clear(chunk.Columns[column.Type.Id]!, row);
        }
    }

    /// <summary>A new entity at the end of an archetype; the caller fills in every component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ChunkData Place(Archetype archetype, out Entity entity, out int row)
    {
        _slots.Reserve(1);
        ChunkData chunk = archetype.Append(out row);
        entity = _slots.Take(chunk, row);
        chunk.Entities[row] = entity;
        Size++;
        return chunk;
    }

    private ChunkData PlaceRun(Archetype archetype, int wanted, out int firstRow, out int count)
    {
        _slots.Reserve(wanted);
        ChunkData chunk = archetype.AppendRun(wanted, out firstRow, out count);
        for (int row = firstRow; row < firstRow + count; row++)
        {
            chunk.Entities[row] = _slots.Take(chunk, row);
        }

        Size += count;
        return chunk;
    }

    private void RemoveRow(ChunkData chunk, int row)
    {
        if (chunk.Archetype.RemoveRow(chunk, row, out Entity moved))
        {
            ref EntitySlot slot = ref _slots.Of(moved);
            slot.Chunk = chunk;
            slot.Row = row;
        }
    }

    private void RemoveAll(Archetype archetype)
    {
        foreach (ref Chunk chunk in archetype)
        {
            for (int row = chunk.Count - 1; row >= 0; row--)
            {
                _slots.Free(chunk.Entities[row]);
            }

            Size -= chunk.Count;
        }

        archetype.RemoveAll();
    }
}
