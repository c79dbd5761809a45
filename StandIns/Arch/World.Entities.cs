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
        var archetype = ArchetypeOf(types);
        archetype.ClearRow(PlaceNew(archetype, out var entity));
        return entity;
    }

    /// <summary>Creates <paramref name="amount"/> entities whose components are all default and lists them.</summary>
    /// <remarks>Pass a span: an array is taken for a component by the generic creators.</remarks>
    public void Create(Span<Entity> createdEntities, in Signature signature, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, createdEntities.Length);
        var archetype = EnsureCapacity(ArchetypeOf(signature), amount);
        var created = 0;
        while (created < amount)
        {
            var first = PlaceRun(archetype, amount - created, out var count);
            archetype.ClearRows(first, count);
            archetype.EntitiesIn(first.Chunk).AsSpan(first.Row, count).CopyTo(createdEntities[created..]);
            created += count;
        }
    }

    public void Destroy(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        RemoveRow(Archetypes.ByNumber(slot.Archetype), slot.Place);
        _slots.Free(entity);
        Size--;
    }

    /// <summary>Destroys every entity of every archetype that fits.</summary>
    public void Destroy(in QueryDescription queryDescription)
    {
        var matches = Query(in queryDescription).Matches();
        for (var i = matches.Length - 1; i >= 0; i--)
            RemoveAll(matches[i]);
    }

    /// <summary>True when the entity was made by this world and not destroyed since; any handle may be asked about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAlive(Entity entity) => _slots.IsAlive(entity);

    public Archetype GetArchetype(Entity entity) => Archetypes.ByNumber(SlotOf(entity).Archetype);

    /// <summary>The chunk where the entity is until the next structural change.</summary>
    public ref readonly Chunk GetChunk(Entity entity)
    {
        ref var slot = ref SlotOf(entity);
        return ref Archetypes.ByNumber(slot.Archetype).GetChunk(slot.Place.Chunk);
    }

    public Signature GetSignature(Entity entity) => GetArchetype(entity).Signature;

    /// <summary>A new entity at the end of an archetype; the caller fills in every component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Place PlaceNew(Archetype archetype, out Entity entity)
    {
        _slots.Reserve(1);
        var place = archetype.Append();
        entity = _slots.Take(archetype, place);
        archetype.EntitiesIn(place.Chunk)[place.Row] = entity;
        Size++;
        return place;
    }

    private Place PlaceRun(Archetype archetype, int wanted, out int count)
    {
        _slots.Reserve(wanted);
        var first = archetype.AppendRun(wanted, out count);
        var entities = archetype.EntitiesIn(first.Chunk).AsSpan(first.Row, count);
        for (var i = 0; i < count; i++)
            entities[i] = _slots.Take(archetype, new Place(first.Chunk, first.Row + i));

        Size += count;
        return first;
    }

    private void RemoveRow(Archetype archetype, Place place)
    {
        if (archetype.RemoveRow(place, out var moved))
            _slots.Of(moved).Place = place;
    }

    private void RemoveAll(Archetype archetype)
    {
        foreach (ref var chunk in archetype)
        {
            for (var row = chunk.Count - 1; row >= 0; row--)
                _slots.Free(chunk.Entities[row]);

            Size -= chunk.Count;
        }

        archetype.RemoveAll();
    }
}
