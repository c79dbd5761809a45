namespace Ecs.Server.Redis;

/// <summary>Entries that are used again; only a list that has never been so long makes new ones.</summary>
internal sealed class PresenceList
{
    private readonly List<PresenceEntry> _entries = [];

    /// <summary>Connections that the server knows.</summary>
    public int Sessions { get; set; }

    /// <summary>Whether it was filled since it was taken last.</summary>
    public bool IsNew { get; set; }

    public int Count { get; private set; }

    public PresenceEntry this[int index] => _entries[index];

    public void Clear() => Count = 0;

    public PresenceEntry Add()
    {
        if (Count == _entries.Count)
            _entries.Add(new PresenceEntry());
        return _entries[Count++];
    }
}
