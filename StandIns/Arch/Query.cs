namespace Arch.Core;

/// <summary>
/// The archetypes of one world that fit a description. The world keeps one per description; using it again allocates nothing
/// unless new archetypes appeared meanwhile.
/// </summary>
public sealed class Query
{
    private readonly Archetypes _archetypes;
    private readonly QueryDescription _description;
    private Archetype[] _matches = [];
    private int _matchCount;
    private int _seen;
    private int _seenRemovals;

    internal Query(Archetypes archetypes, QueryDescription description)
    {
        _archetypes = archetypes;
        _description = description;
    }

    /// <summary>The chunks with at least one entity: newest archetype first, last chunk first.</summary>
    public QueryChunkEnumerator GetEnumerator() => new(Matches());

    /// <summary>Matching archetypes, oldest first.</summary>
    internal ReadOnlySpan<Archetype> Matches()
    {
        if (_seen != _archetypes.Count || _seenRemovals != _archetypes.Removals)
            Refresh();

        return _matches.AsSpan(0, _matchCount);
    }

    private void Refresh()
    {
        if (_seenRemovals != _archetypes.Removals)
        {
            // A new array: a walk that is under way keeps the old one.
            _matches = [];
            _matchCount = 0;
            _seen = 0;
            _seenRemovals = _archetypes.Removals;
        }

        for (; _seen < _archetypes.Count; _seen++)
        {
            var archetype = _archetypes[_seen];
            if (!_description.Matches(archetype.Signature))
                continue;

            if (_matchCount == _matches.Length)
                Array.Resize(ref _matches, Math.Max(4, _matches.Length * 2));

            _matches[_matchCount] = archetype;
            _matchCount++;
        }
    }
}
