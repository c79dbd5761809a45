using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Plaza;

/// <summary>
/// Who is who on this wire: clients have the id of their connection's path, everybody else who plays in the room is lent the
/// first free one from <see cref="FirstLent"/> up.
/// </summary>
internal sealed class PlazaRoster
{
    public const uint FirstLent = 1U << 31;

    private readonly Dictionary<uint, PlazaGuest> _clients = [];
    private readonly HashSet<uint> _lent = [];
    private PlazaGuest?[] _seated = [];
    private uint?[] _ids = [];

    public Dictionary<uint, PlazaGuest>.ValueCollection Clients => _clients.Values;

    /// <summary>Under which the server itself speaks: the highest id that no client bears, so that nobody can speak for it.</summary>
    public uint VoiceId
    {
        get
        {
            var id = uint.MaxValue;
            while (_clients.ContainsKey(id))
                id--;
            return id;
        }
    }

    /// <summary>The door leads to a room with so many seats. Who is still here from a room before keeps the place.</summary>
    public void EnsureSeats(int seats)
    {
        if (seats <= _ids.Length)
            return;
        Array.Resize(ref _seated, seats);
        Array.Resize(ref _ids, seats);
    }

    public PlazaGuest? Find(uint id) => _clients.GetValueOrDefault(id);

    /// <summary>Whether somebody who came through another door bears this id now.</summary>
    public bool IsLent(uint id) => _lent.Contains(id);

    /// <param name="client">Has a seat; nobody has its id.</param>
    public void Add(PlazaGuest client)
    {
        _clients.Add(client.Id, client);
        _seated[client.Seat!.Slot.Value] = client;
    }

    /// <summary>One that has no seat is not here.</summary>
    public void Remove(PlazaGuest client)
    {
        if (client.Seat is not { } seat)
            return;
        _clients.Remove(client.Id);
        _seated[seat.Slot.Value] = null;
    }

    /// <summary>The client whose seat it is, or null.</summary>
    public PlazaGuest? ClientOf(Seat seat) => _seated[seat.Slot.Value] is { } client && client.Seat == seat ? client : null;

    /// <summary>The id of whoever sits there; null for nobody.</summary>
    public uint? IdOf(PlayerSlot slot) => slot == PlayerSlot.None ? null : _ids[slot.Value];

    /// <summary>Gives a player who has come the client's id, or lends one.</summary>
    public uint Announce(PlayerSlot slot, PlazaGuest? client)
    {
        var id = client?.Id ?? Lend();
        _ids[slot.Value] = id;
        return id;
    }

    public void Forget(PlayerSlot slot)
    {
        if (_ids[slot.Value] is { } id)
            _lent.Remove(id);
        _ids[slot.Value] = null;
    }

    /// <summary>Nobody is announced any more: the room has closed.</summary>
    public void ForgetAll()
    {
        _lent.Clear();
        Array.Clear(_ids);
    }

    private uint Lend()
    {
        var id = FirstLent;
        while (_lent.Contains(id) || _clients.ContainsKey(id))
            id++;
        _lent.Add(id);
        return id;
    }
}
