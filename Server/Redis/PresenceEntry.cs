using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Redis;

/// <summary>Somebody with an account who is here, as they were at one moment. Filled again and again without allocating.</summary>
internal sealed class PresenceEntry
{
    private CarriedThing[] _carried = [];

    public string Account { get; private set; } = "";

    /// <summary>Empty for somebody in no room.</summary>
    public string Mode { get; private set; } = "";

    public string Room { get; private set; } = "";

    /// <summary>Whether they have an avatar; what follows says something only then.</summary>
    public bool IsPlaying { get; private set; }

    public Position Position { get; private set; }

    public Health Health { get; private set; }

    public Score Score { get; private set; }

    public bool HasVitals { get; private set; }

    public Vitals Vitals { get; private set; }

    public ReadOnlySpan<CarriedThing> Carried => _carried.AsSpan(0, CarriedCount);

    public int CarriedCount { get; private set; }

    /// <summary>The tick's thread.</summary>
    public void Fill(Guest guest)
    {
        var room = guest.Room;
        Account = guest.Account;
        Mode = room?.Options.Mode ?? "";
        Room = room?.Name ?? "";
        IsPlaying = false;
        CarriedCount = 0;
        if (room is null || guest.Seat is not { State: SeatState.Playing } seat)
            return;

        var world = room.World;
        IsPlaying = world.TryRead<Position>(seat.Avatar, out var position);
        Position = position;
        Health = world.TryRead<Health>(seat.Avatar, out var health) ? health : default;
        Score = world.TryRead<Score>(seat.Avatar, out var score) ? score : default;
        HasVitals = world.TryRead<Vitals>(seat.Avatar, out var vitals);
        Vitals = vitals;
        if (_carried.Length < world.Rules.CarrySlots)
            _carried = new CarriedThing[world.Rules.CarrySlots];
        CarriedCount = world.ListCarried(seat.Slot, _carried);
    }

    /// <summary>Differs, nearly always, when there is something new to tell.</summary>
    public int Fingerprint()
    {
        var hash = default(HashCode);
        hash.Add(Room);
        hash.Add(IsPlaying);
        hash.Add(Position);
        hash.Add(Health);
        hash.Add(Score);
        hash.Add(Vitals);
        foreach (ref readonly var thing in Carried)
            hash.Add((thing.Slot, thing.Item, thing.Amount, thing.IsWorn));
        return hash.ToHashCode();
    }
}
