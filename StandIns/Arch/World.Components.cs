using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>One component of one entity. Several at once are in World.Several.cs.</summary>
public sealed partial class World
{
    /// <summary>The component itself; the reference is good until the next structural change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Get<T>(Entity entity)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        return ref slot.Chunk!.At<T>(slot.Row);
    }

    public bool TryGet<T>(Entity entity, out T? component)
    {
        ref T found = ref TryGetRef<T>(entity, out bool exists);
        component = exists ? found : default;
        return exists;
    }

    /// <summary>The component itself, or a null reference when the entity lacks it: look at <paramref name="exists"/> first.</summary>
    public ref T TryGetRef<T>(Entity entity, out bool exists)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        exists = slot.Chunk!.Has(Component<T>.Id);
        if (!exists)
        {
            return ref Unsafe.NullRef<T>();
        }

        return ref slot.Chunk.At<T>(slot.Row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has<T>(Entity entity) => SlotOf(entity).Chunk!.Has(Component<T>.Id);

    /// <summary>Overwrites a component that the entity has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(Entity entity, in T? component = default) => Get<T>(entity) = component!;

    /// <summary>Adds a default component; one that is already there becomes default.</summary>
    public void Add<T>(Entity entity) => Add<T>(entity, default!);

    /// <summary>Adds a component; one that is already there is overwritten.</summary>
    public void Add<T>(Entity entity, in T component)
    {
        // The argument may lie in the storage that is about to move.
        T value = component;
        MoveToAdd(entity, Component<T>.ListKey, Component<T>.Signature, out int row).At<T>(row) = value;
    }

    /// <summary>The component that is there, or else <paramref name="component"/> added.</summary>
    public ref T AddOrGet<T>(Entity entity, T? component = default)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        if (!slot.Chunk!.Has(Component<T>.Id))
        {
            Add(entity, component!);
        }

        return ref slot.Chunk.At<T>(slot.Row);
    }

    /// <summary>Removes a component; does nothing when the entity lacks it.</summary>
    public void Remove<T>(Entity entity) => MoveToRemove(entity, Component<T>.ListKey, Component<T>.Signature);

    /// <summary>Overwrites the component of every entity that fits; all of them must have it.</summary>
    public void Set<T>(in QueryDescription queryDescription, in T? component = default)
    {
        T? value = component;
        foreach (ref Chunk chunk in Query(in queryDescription))
        {
            chunk.GetSpan<T>()[..chunk.Count].Fill(value!);
        }
    }

    /// <summary>Adds a component to every entity that fits; where it is already there it is overwritten.</summary>
    public void Add<T>(in QueryDescription queryDescription, in T? component = default)
    {
        T? value = component;
        ReadOnlySpan<Archetype> matches = Query(in queryDescription).Matches();
        for (int i = matches.Length - 1; i >= 0; i--)
        {
            bool hadIt = matches[i].Signature.ContainsAny(Component<T>.Signature);
            foreach (ref Chunk chunk in matches[i])
            {
                for (int row = chunk.Count - 1; row >= 0; row--)
                {
                    if (hadIt)
                    {
                        chunk.Get<T>(row) = value!;
                    }
                    else
                    {
                        Add(chunk.Entity(row), value!);
                    }
                }
            }
        }
    }

    /// <summary>Removes a component from every entity that fits.</summary>
    public void Remove<T>(in QueryDescription queryDescription)
    {
        ReadOnlySpan<Archetype> matches = Query(in queryDescription).Matches();
        for (int i = matches.Length - 1; i >= 0; i--)
        {
            foreach (ref Chunk chunk in matches[i])
            {
                for (int row = chunk.Count - 1; row >= 0; row--)
                {
                    Remove<T>(chunk.Entity(row));
                }
            }
        }
    }

    /// <summary>
    /// Moves an entity to the archetype that has the listed components too and returns its new place, where those that it
    /// did not have hold whatever was there: the caller writes them.
    /// </summary>
    private ChunkData MoveToAdd(Entity entity, int listKey, in Signature added, out int row)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        Archetype from = slot.Chunk!.Archetype;
        Archetype? to = from.AfterAdd(listKey);
        if (to is null)
        {
            to = ArchetypeOf(from.Signature.With(added));
            from.RememberAdd(listKey, to);
        }

        MoveTo(to, entity, ref slot);
        row = slot.Row;
        return slot.Chunk!;
    }

    private void MoveToRemove(Entity entity, int listKey, in Signature removed)
    {
        ref EntitySlot slot = ref SlotOf(entity);
        Archetype from = slot.Chunk!.Archetype;
        Archetype? to = from.AfterRemove(listKey);
        if (to is null)
        {
            to = ArchetypeOf(from.Signature.Without(removed));
            from.RememberRemove(listKey, to);
        }

        MoveTo(to, entity, ref slot);
    }

    private void MoveTo(Archetype to, Entity entity, ref EntitySlot slot)
    {
        ChunkData oldChunk = slot.Chunk!;
        int oldRow = slot.Row;
        Archetype from = oldChunk.Archetype;
        if (from == to)
        {
            return;
        }

        ChunkData newChunk = to.Append(out int newRow);
        foreach (ColumnOperations column in from.ColumnKinds)
        {
            int id = column.Type.Id;
            if (newChunk.Has(id))
            {
                column.Copy(oldChunk.Columns[id]!, oldRow, newChunk.Columns[id]!, newRow);
            }
        }

        newChunk.Entities[newRow] = entity;
        slot.Chunk = newChunk;
        slot.Row = newRow;
        RemoveRow(oldChunk, oldRow);
    }
}
