namespace Ecs.Server.Doors.Survival;

/// <summary>Which players and objects a client knows of. Grows with the room and then allocates no more.</summary>
internal sealed class ClientSight
{
    private string?[] _players = [];
    private bool[] _objects = [];

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

    public bool KnowsObject(int index) => (uint)index < (uint)_objects.Length && _objects[index];

    public void LearnObject(int index)
    {
        if (index >= _objects.Length)
            Array.Resize(ref _objects, Math.Max(index + 1, _objects.Length * 2));
        _objects[index] = true;
    }
}
