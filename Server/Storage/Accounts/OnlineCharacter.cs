namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// A character that is being played, from the answer until it leaves. The tick thread hands in what the mode writes; the worker
/// saves the newest of it. Only versions up to <see cref="SavedVersion"/> are certain to be there after the process was killed.
/// </summary>
public sealed class OnlineCharacter
{
    private readonly SaveQueue _queue;
    private readonly byte[] _newest = new byte[CharacterRecord.ContentLimit];
    private readonly byte[] _outgoing = new byte[CharacterRecord.ContentLimit];
    private int _length;
    private long _version;
    private long _savedVersion;
    private bool _hasLeft;

    internal OnlineCharacter(SaveQueue queue, AccountRecord account, in CharacterRecord loaded, long savedVersion, SessionToken token)
    {
        _queue = queue;
        Account = account;
        Mode = loaded.Mode;
        Loaded = loaded.Content.ToArray();
        LastSeen = DateTimeOffset.FromUnixTimeSeconds(loaded.LastSeen);
        Token = token;
        _version = loaded.Version;
        _savedVersion = savedVersion;
        _length = loaded.Content.Length;
        Loaded.CopyTo(_newest);
    }

    /// <summary>As its owner first wrote it.</summary>
    public string Name => Account.Name;

    /// <summary>Of the account.</summary>
    public string Key => Account.Key;

    public string Mode { get; }

    /// <summary>What was saved last; empty for an account that never played in this mode.</summary>
    public ReadOnlyMemory<byte> Loaded { get; }

    /// <summary>When that was; the beginning of 1970 for one that never played.</summary>
    public DateTimeOffset LastSeen { get; }

    /// <summary>Brings the player back without a password, once.</summary>
    public SessionToken Token { get; }

    /// <summary>Of what was handed in last.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>The newest that the store has committed.</summary>
    public long SavedVersion => Volatile.Read(ref _savedVersion);

    public bool IsSaved => SavedVersion == Version;

    internal AccountRecord Account { get; }

    /// <summary>Under the queue's lock: whether it stands in the queue.</summary>
    internal bool IsWaiting { get; set; }

    /// <summary>Under the queue's lock: whether another handle took its place before its last save was done.</summary>
    internal bool IsReplaced { get; set; }

    /// <summary>Under the queue's lock.</summary>
    internal bool HasLeft => _hasLeft;

    /// <summary>Asks for a save and returns at once. Of several that wait, only the newest is written.</summary>
    /// <exception cref="ArgumentException">The content is longer than <see cref="CharacterRecord.ContentLimit"/>.</exception>
    /// <exception cref="InvalidOperationException">The character has left.</exception>
    public void Save(ReadOnlySpan<byte> content)
    {
        if (content.Length > CharacterRecord.ContentLimit)
            throw new ArgumentException($"a character has at most {CharacterRecord.ContentLimit} bytes", nameof(content));
        lock (_queue.Gate)
        {
            if (_hasLeft)
                throw new InvalidOperationException($"the character of {Name} has left");
            content.CopyTo(_newest);
            _length = content.Length;
            Volatile.Write(ref _version, _version + 1);
            _queue.Add(this);
        }
    }

    /// <summary>The session ends with what was handed in last; the account can log in again at once. Leaving twice is leaving once.</summary>
    public void Leave()
    {
        lock (_queue.Gate)
        {
            if (_hasLeft)
                return;
            _hasLeft = true;
            _queue.Add(this);
        }
    }

    /// <summary>Saves and leaves.</summary>
    /// <inheritdoc cref="Save" path="/exception"/>
    public void Leave(ReadOnlySpan<byte> content)
    {
        Save(content);
        Leave();
    }

    /// <summary>Under the queue's lock: what the store should have. The bytes stay as they are until the next call.</summary>
    internal CharacterRecord ToRecord(long now)
    {
        _newest.AsSpan(0, _length).CopyTo(_outgoing);
        return new(Account.Key, Mode, _version, _outgoing.AsMemory(0, _length), !_hasLeft, now);
    }

    /// <summary>Worker thread.</summary>
    internal void Acknowledge(long version) => Volatile.Write(ref _savedVersion, version);
}
