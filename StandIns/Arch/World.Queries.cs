namespace Arch.Core;

/// <summary>Finding entities by what they have. Delegates are in World.ForEach.cs, struct visitors in World.InlineQuery.cs.</summary>
public sealed partial class World
{
    /// <summary>
    /// The chunks that fit, for a foreach. Kept per description: the first use allocates and belongs before any parallel reading.
    /// </summary>
    public Query Query(in QueryDescription queryDescription)
    {
        if (!_queries.TryGetValue(queryDescription, out var query))
        {
            query = new Query(Archetypes, queryDescription);
            _queries.Add(queryDescription, query);
        }

        return query;
    }

    public int CountEntities(in QueryDescription queryDescription)
    {
        var count = 0;
        foreach (var archetype in Query(in queryDescription).Matches())
            count += archetype.EntityCount;

        return count;
    }

    /// <summary>Lists the entities that fit in query order, from index <paramref name="start"/> on; the span must be long enough.</summary>
    public void GetEntities(in QueryDescription queryDescription, Span<Entity> list, int start = 0)
    {
        foreach (ref var chunk in Query(in queryDescription))
        {
            for (var row = chunk.Count - 1; row >= 0; row--)
                list[start++] = chunk.Entity(row);
        }
    }

    /// <summary>Lists the archetypes that fit, newest first, from index <paramref name="start"/> on.</summary>
    public void GetArchetypes(in QueryDescription queryDescription, Span<Archetype> archetypes, int start = 0)
    {
        var matches = Query(in queryDescription).Matches();
        for (var i = matches.Length - 1; i >= 0; i--)
            archetypes[start++] = matches[i];
    }

    /// <summary>Lists the chunks that fit and are not empty in query order, from index <paramref name="start"/> on.</summary>
    public void GetChunks(in QueryDescription queryDescription, Span<Chunk> chunks, int start = 0)
    {
        foreach (ref var chunk in Query(in queryDescription))
            chunks[start++] = chunk;
    }
}
