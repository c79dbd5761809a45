using System.Runtime.InteropServices;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.History;

/// <summary>
/// Where each entity of a frame stood in the frame before. Storage moves entities only when something dies, so nearly all
/// follow one another as they did, and a frame is a few runs: so many from here, so many from there, so many newborn.
/// </summary>
internal sealed class EntityOrder
{
    public const int Newborn = -1;

    private readonly List<int> _sources = [];
    private readonly Dictionary<EntityId, int> _places = [];

    /// <summary>For each entity its place in the frame before, or <see cref="Newborn"/>.</summary>
    public ReadOnlySpan<int> Sources => CollectionsMarshal.AsSpan(_sources);

    public void Find(ReadOnlySpan<EntityState> entities, ReadOnlySpan<EntityState> before)
    {
        _sources.Clear();
        _places.Clear();
        var expected = 0;
        foreach (ref readonly var entity in entities)
        {
            var source = expected < before.Length && before[expected].Id == entity.Id ? expected : Search(entity.Id, before);
            _sources.Add(source);
            expected = source == Newborn ? expected : source + 1;
        }
    }

    public void Write(ByteWriter writer)
    {
        var sources = Sources;
        writer.WriteNumber((ulong)sources.Length);
        var expected = 0;
        for (var start = 0; start < sources.Length;)
        {
            var isBirth = sources[start] == Newborn;
            var end = start + 1;
            while (end < sources.Length && sources[end] == (isBirth ? Newborn : sources[end - 1] + 1))
                end++;
            writer.WriteNumber(((ulong)(end - start) << 1) | (isBirth ? 1UL : 0));
            if (!isBirth)
            {
                writer.WriteSigned(sources[start] - expected);
                expected = sources[end - 1] + 1;
            }

            start = end;
        }
    }

    /// <summary>Builds the entities of a frame out of those before; the newborn are empty.</summary>
    public static void Read(ref ByteReader reader, ReadOnlySpan<EntityState> before, List<EntityState> entities)
    {
        CollectionsMarshal.SetCount(entities, (int)reader.ReadNumber());
        var places = CollectionsMarshal.AsSpan(entities);
        var expected = 0;
        for (var start = 0; start < places.Length;)
        {
            var run = reader.ReadNumber();
            var part = places.Slice(start, (int)(run >> 1));
            if ((run & 1) != 0)
            {
                part.Clear();
            }
            else
            {
                expected += (int)reader.ReadSigned();
                before.Slice(expected, part.Length).CopyTo(part);
                expected += part.Length;
            }

            start += part.Length;
        }
    }

    private int Search(EntityId id, ReadOnlySpan<EntityState> before)
    {
        if (_places.Count == 0)
        {
            for (var place = 0; place < before.Length; place++)
                _places[before[place].Id] = place;
        }

        return _places.TryGetValue(id, out var found) ? found : Newborn;
    }
}
