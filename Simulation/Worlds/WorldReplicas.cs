using System.Numerics;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>Reads what clients may be told out of the storage, column by column. Which fields these are the components say (<see cref="ReplicatedAttribute"/>).</summary>
internal sealed class WorldReplicas
{
    private readonly GameWorld _world;
    private readonly bool _hasInterests;
    private readonly Column[][] _columns = new Column[ReplicaSchema.Kinds][];
    private long[] _values = [];

    /// <exception cref="ArgumentException">A component says something of its fields that cannot be.</exception>
    public WorldReplicas(GameWorld world)
    {
        var archetypes = world.Archetypes;
        _world = world;
        _hasInterests = world.Rules.ChoosesInterest;
        var kinds = new List<ReplicaKind>();
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            var found = Find(archetypes, kind);
            if (found.Count == 0)
                continue;

            kinds.Add(new ReplicaKind(kind, WithPlaces(found, PlaceBitsOf(world))));
            _columns[(int)kind] = found.ConvertAll(static one => new Column(one.Entry, one.Field.Offset, one.Field.Field.Bytes, one.Field.Field.IsSigned)).ToArray();
        }

        Schema = new ReplicaSchema(kinds);
    }

    public ReplicaSchema Schema { get; }

    /// <summary>Shows every entity that has something to tell. Allocates only for more entities in one chunk than ever before.</summary>
    public void Read<TSink>(World store, ref TSink sink)
        where TSink : IReplicaSink, allows ref struct
    {
        foreach (ref var chunk in store.Query(in Queries.Everything))
        {
            var identities = chunk.GetSpan<Identity>()[..chunk.Count];
            var kinds = 0u;
            foreach (ref readonly var identity in identities)
                kinds |= 1u << (int)identity.Kind;

            // Kinds with the same components share a chunk.
            for (; kinds != 0; kinds &= kinds - 1)
                Read(ref chunk, identities, (EntityKind)BitOperations.TrailingZeroCount(kinds), ref sink);
        }
    }

    private void Read<TSink>(ref Chunk chunk, Span<Identity> identities, EntityKind kind, ref TSink sink)
        where TSink : IReplicaSink, allows ref struct
    {
        if (Schema[kind] is not { } fields)
            return;

        var stride = fields.Fields.Length;
        if (_values.Length < identities.Length * stride)
            _values = new long[(int)BitOperations.RoundUpToPowerOf2((uint)(identities.Length * stride))];

        var columns = _columns[(int)kind];
        for (var index = 0; index < columns.Length; index++)
            columns[index].Entry.CopyField(ref chunk, columns[index].Offset, columns[index].Bytes, columns[index].IsSigned, _values.AsSpan(index), stride);

        for (var row = 0; row < identities.Length; row++)
        {
            if (identities[row].Kind == kind)
                sink.Take(kind, identities[row].Id, _hasInterests ? _world.Mode.InterestOf(_world, chunk.Entity(row)) : Interest.Near, _values.AsSpan(row * stride, stride));
        }
    }

    /// <summary>The values of one avatar's fields, in the order of its kind.</summary>
    public void ReadAvatar(World store, Entity avatar, Span<long> values)
    {
        var columns = _columns[(int)EntityKind.Avatar];
        for (var index = 0; index < columns.Length; index++)
            values[index] = columns[index].Entry.ReadField(store, avatar, columns[index].Offset, columns[index].Bytes, columns[index].IsSigned);
    }

    /// <summary>The contrary; fields that do not travel stay as they are.</summary>
    public void WriteAvatar(World store, Entity avatar, ReadOnlySpan<long> values)
    {
        var columns = _columns[(int)EntityKind.Avatar];
        for (var index = 0; index < columns.Length; index++)
            columns[index].Entry.WriteField(store, avatar, columns[index].Offset, columns[index].Bytes, values[index]);
    }

    /// <summary>The fields of a kind in the order of the wire.</summary>
    private static List<(ComponentEntry Entry, ReplicatedField Field)> Find(Archetypes archetypes, EntityKind kind)
    {
        var all = new List<(ComponentEntry Entry, ReplicatedField Field)>();
        foreach (var entry in archetypes.EntriesOf(kind))
        {
            foreach (var field in entry.FindReplicated())
            {
                if (field.Kinds.HasFlag((EntityKinds)(1 << (int)kind)))
                    all.Add((entry, field));
            }
        }

        bool IsMotion(ReplicatedField field) =>
            PlaceOfBy(all, field) >= 0 || all.Exists(other => other.Field.By == field.Field.FullName && PlaceOfBy(all, other.Field) >= 0);

        return [.. all.FindAll(one => IsMotion(one.Field)), .. all.FindAll(one => !IsMotion(one.Field))];
    }

    private static int PlaceOfBy(List<(ComponentEntry Entry, ReplicatedField Field)> all, ReplicatedField field) =>
        all.FindIndex(other => other.Field.Field.FullName == field.By
            && other.Field.Field.Predictor == Predictor.Stays
            && other.Field.Field.Audience <= field.Field.Audience);

    private static ReplicaField[] WithPlaces(List<(ComponentEntry Entry, ReplicatedField Field)> found, Func<ReplicaField, int> placeBits) =>
        found.ConvertAll(one =>
        {
            var field = one.Field.Field;
            var by = PlaceOfBy(found, one.Field);
            var predictor = field.Predictor == Predictor.Flies && by < 0 ? Predictor.Stays : field.Predictor;
            var bits = field.Role is ReplicaRole.X or ReplicaRole.Y ? placeBits(field) : field.ValueBits;
            return field with { By = by, Predictor = predictor, ValueBits = bits };
        }).ToArray();

    /// <summary>Bits of a place as its receiver sees it: as far as sight goes, or half as far as the map.</summary>
    private static Func<ReplicaField, int> PlaceBitsOf(GameWorld world)
    {
        var bounds = world.Map.Bounds;
        var reach = world.Rules.SightRadius?.Raw ?? (Math.Max((long)bounds.Right.Raw - bounds.Left.Raw, (long)bounds.Bottom.Raw - bounds.Top.Raw) / 2);
        return field => BitOperations.Log2((ulong)(reach / field.Quantum) | 1);
    }

    private readonly record struct Column(ComponentEntry Entry, int Offset, int Bytes, bool IsSigned);
}
