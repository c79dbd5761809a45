namespace Ecs.Server.Doors.Survival;

/// <summary>Which players and objects a client knows of. Grows with the room and then allocates no more.</summary>
internal sealed class SurvivalInterestSet
{
    private string?[] _players = [];
    private readonly HashSet<int> _objects = [];

    /// <summary>The id under which the client knows the player in that seat, or null.</summary>
    public string? PlayerAt(int sid) => sid < _players.Length ? _players[sid] : null;

    /// <summary>Seats below this may be known.</summary>
    public int PlayerLimit => _players.Length;

    public void Learn(int sid, string id)
    {
        if (sid >= _players.Length)
            Array.Resize(ref _players, Math.Max(sid + 1, _players.Length * 2));
        _players[sid] = id;
    }

    public void Forget(int sid) => _players[sid] = null;

    /// <summary>There are so many objects that the client may come to know.</summary>
    public void Expect(int objects) => _objects.EnsureCapacity(objects);

    public bool KnowsObject(int sid) => _objects.Contains(sid);

    public void LearnObject(int sid) => _objects.Add(sid);

    /// <summary>False when the client did not know it.</summary>
    public bool ForgetObject(int sid) => _objects.Remove(sid);
}
