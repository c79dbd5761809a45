using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>
/// Entities and their components. Every operation on a handle that is not alive in this world, or on a component that the
/// entity lacks, throws <see cref="InvalidOperationException"/> and changes nothing; only <see cref="IsAlive"/> answers.
/// One thread at a time may create, destroy, add, remove or query; component data may be read and written in parallel.
/// </summary>
public sealed partial class World : IDisposable
{
    private static int _lastId = -1;

    private readonly int _chunkSizeInBytes;
    private readonly int _minimumEntitiesPerChunk;
    private readonly Dictionary<Signature, Archetype> _bySignature = [];
    private readonly Dictionary<QueryDescription, Query> _queries = [];
    private Archetype?[] _byList = [];
    private EntitySlots _slots;
    private bool _destroyed;

    private World(int chunkSizeInBytes, int minimumEntitiesPerChunk, int archetypeCapacity, int entityCapacity)
    {
        Id = Interlocked.Increment(ref _lastId);
        _chunkSizeInBytes = chunkSizeInBytes;
        _minimumEntitiesPerChunk = minimumEntitiesPerChunk;
        Archetypes = new Archetypes(archetypeCapacity);
        _slots = new EntitySlots(Id, entityCapacity);
    }

    public int Id { get; }

    /// <summary>Living entities.</summary>
    public int Size { get; private set; }

    /// <summary>Entities that fit into the chunks allocated so far.</summary>
    public int Capacity
    {
        get
        {
            var capacity = 0;
            foreach (var archetype in Archetypes.AsSpan())
                capacity += archetype.EntityCapacity;

            return capacity;
        }
    }

    public Archetypes Archetypes { get; }

    /// <summary>Makes a world. Chunks take about <paramref name="chunkSizeInBytes"/>, or a multiple of it where too few entities fit.</summary>
    public static World Create(
        int chunkSizeInBytes = 16384,
        int minimumAmountOfEntitiesPerChunk = 100,
        int archetypeCapacity = 2,
        int entityCapacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumAmountOfEntitiesPerChunk);
        ArgumentOutOfRangeException.ThrowIfNegative(archetypeCapacity);
        ArgumentOutOfRangeException.ThrowIfNegative(entityCapacity);
        return new World(chunkSizeInBytes, minimumAmountOfEntitiesPerChunk, archetypeCapacity, entityCapacity);
    }

    /// <summary>Ends a world: all handles die and its memory can be collected.</summary>
    public static void Destroy(World world) => world.Dispose();

    public void Dispose()
    {
        _destroyed = true;
        _slots = new EntitySlots(Id, 0);
        Size = 0;
        foreach (var archetype in Archetypes.AsSpan())
        {
            archetype.RemoveAll();
            archetype.TrimChunks();
        }

        ForgetEmptyArchetypes();
    }

    /// <summary>Destroys all entities and keeps the memory for the next ones.</summary>
    public void Clear()
    {
        var archetypes = Archetypes.AsSpan();
        for (var i = archetypes.Length - 1; i >= 0; i--)
            RemoveAll(archetypes[i]);
    }

    /// <summary>Gives back chunks without entities and forgets archetypes without entities.</summary>
    public void TrimExcess()
    {
        foreach (var archetype in Archetypes.AsSpan())
            archetype.TrimChunks();

        ForgetEmptyArchetypes();
    }

    public override string ToString() => $"World {Id}: {Size} entities in {Archetypes.Count} archetypes";

    internal void SetFreeVersion(int id, int nextVersion) => _slots.SetFreeVersion(id, nextVersion);

    private Archetype EnsureCapacity(Archetype archetype, int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        archetype.EnsureEntityCapacity(archetype.EntityCount + amount);
        _slots.Reserve(amount);
        return archetype;
    }

    /// <summary>The archetype of a list of type arguments: one array load when warm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Archetype ArchetypeOf(int listKey, in Signature signature)
    {
        var table = _byList;
        return ((uint)listKey < (uint)table.Length ? table[listKey] : null) ?? FindForList(listKey, signature);
    }

    private Archetype FindForList(int listKey, in Signature signature)
    {
        var archetype = ArchetypeOf(signature);
        ArchetypeTable.Put(ref _byList, listKey, archetype);
        return archetype;
    }

    private Archetype ArchetypeOf(in Signature signature)
    {
        ObjectDisposedException.ThrowIf(_destroyed, this);
        if (!_bySignature.TryGetValue(signature, out var archetype))
        {
            archetype = new Archetype(Archetypes.NextNumber(), signature, _chunkSizeInBytes, _minimumEntitiesPerChunk);
            _bySignature.Add(signature, archetype);
            Archetypes.Add(archetype);
        }

        return archetype;
    }

    private void ForgetEmptyArchetypes()
    {
        foreach (var archetype in Archetypes.AsSpan())
        {
            archetype.ForgetNeighbours();
            if (archetype.EntityCount == 0)
                _bySignature.Remove(archetype.Signature);
        }

        _byList = [];
        Archetypes.RemoveEmpty();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref EntitySlot SlotOf(Entity entity)
    {
        if (!_slots.IsAlive(entity))
            ThrowNotAlive(entity);

        return ref _slots.Of(entity);
    }

    [DoesNotReturn]
    private void ThrowNotAlive(Entity entity) => throw new InvalidOperationException(
        $"{entity} is not alive in {this}: it was destroyed, or belongs to another world. Ask IsAlive first.");
}
