using System.Net;
using System.Runtime.InteropServices;
using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Waves;

/// <summary>Draws a room of waves as its original clients see it. On the tick's thread, after a tick; warm it allocates nothing.</summary>
internal sealed class PictureMaker(Room room, NameRegistry names)
{
    private const int Ships = 2;

    /// <summary>Ports of those without an address begin here: clients of this machine never have such ones.</summary>
    private const int FirstMadePort = 1;
    private const string Loopback = "127.0.0.1";

    private readonly Seat?[] _seats = new Seat?[Ships];
    private readonly WavesShipPicture[] _ships = new WavesShipPicture[Ships];

    /// <summary>Whether there is a ship for a person who comes: one that nobody flies, or a bot, which gives it up.</summary>
    public bool HasFreeShip
    {
        get
        {
            var taken = 0;
            foreach (ref readonly var entity in room.View.Entities)
            {
                if (entity.Kind != EntityKind.Avatar)
                    break;

                taken += NumberOf(entity.Id) != 0 && (entity.Flags & EntityFlags.Bot) == 0 ? 1 : 0;
            }

            return taken < Ships;
        }
    }

    /// <summary>1 or 2; 0 for somebody without a ship.</summary>
    public int NumberOf(EntityId avatar) => room.World.TryRead(avatar, out Ship ship) ? ship.Number : 0;

    public void Draw(WavesPicture picture)
    {
        room.World.TryReadMode(out WavesState state);
        LookForShips(state);
        picture.IsPlaying = state.IsPlaying;
        picture.Level = state.Level;
        picture.First = _ships[0];
        picture.Second = _ships[1];
        picture.ClearObjects();
        foreach (ref readonly var entity in room.View.Entities)
        {
            switch (entity.Kind)
            {
                case EntityKind.Bullet when IsOf(0, entity.Slot):
                    picture.FirstLasers.Add(Corner(entity, WavesShapes.LaserCentre));
                    break;
                case EntityKind.Bullet when IsOf(1, entity.Slot):
                    picture.SecondLasers.Add(Corner(entity, WavesShapes.LaserCentre));
                    break;
                case EntityKind.Creature:
                    picture.Enemies.Add(Corner(entity, WavesShapes.EnemyCentre(entity.Variant)));
                    break;
            }
        }

        Sort(picture.FirstLasers);
        Sort(picture.SecondLasers);
        Sort(picture.Enemies);
    }

    /// <summary>A ship that nobody flies keeps its last place, as in the original, where it has none before the first.</summary>
    private void LookForShips(in WavesState state)
    {
        Span<bool> isManned = stackalloc bool[Ships];
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;

            var index = NumberOf(entity.Id) - 1;
            if (index < 0 || room.SeatAt(entity.Slot.Value) is not { } seat)
                continue;

            isManned[index] = true;
            if (_seats[index] != seat)
            {
                _seats[index] = seat;
                _ships[index] = AddressOf(seat);
            }

            _ships[index] = _ships[index] with
            {
                X = (entity.X - WavesShapes.ShipCentre.X).Floor(),
                Y = (entity.Y - WavesShapes.ShipCentre.Y).Floor(),
                Health = entity.Health,
                HasLost = (state.Lost >> index & 1) != 0,
                HasWon = (state.Won >> index & 1) != 0,
            };
        }

        for (var index = 0; index < Ships; index++)
        {
            if (!isManned[index])
            {
                _seats[index] = null;
                _ships[index] = new(null, 0, _ships[index].X, _ships[index].Y, 100, HasLost: false, HasWon: false);
            }
        }

        TellApart();
    }

    /// <summary>A client finds itself by its address: a guest whose UDP port has the number of its TCP port is shown with another.</summary>
    private void TellApart()
    {
        var (first, second) = (_ships[0], _ships[1]);
        if (first.Ip is not null && first.Ip == second.Ip && first.Port == second.Port)
        {
            var guest = names.Find(_seats[0]!.Name) is WavesGuest ? 1 : 0;
            _ships[guest] = _ships[guest] with { Ip = Loopback, Port = MadePort(_seats[guest]!) };
        }
    }

    /// <summary>The address of a player from anywhere. Bots and whoever else has none get the loopback with a made port.</summary>
    private WavesShipPicture AddressOf(Seat seat)
    {
        var ship = new WavesShipPicture(Loopback, MadePort(seat), 0, 0, 0, HasLost: false, HasWon: false);
        if (names.Find(seat.Name) is not { } person || person.Seat != seat)
            return ship;

        if (person is WavesGuest pilot)
            return ship with { Ip = pilot.Link.Ip, Port = pilot.Link.Remote.Port };

        return IPEndPoint.TryParse(person.Address, out var address) && address.Port != 0
            ? ship with { Ip = WavesLink.TextOf(address.Address), Port = address.Port }
            : ship;
    }

    private static int MadePort(Seat seat) => FirstMadePort + seat.Slot.Value;

    private bool IsOf(int ship, PlayerSlot slot) => _seats[ship] is { } seat && seat.Slot == slot;

    private static WavesObjectPicture Corner(in EntityState entity, FixedVector centre) =>
        new(entity.Id.Value, (entity.X - centre.X).Floor(), (entity.Y - centre.Y).Floor(), entity.Variant);

    /// <summary>The oldest first, as in the original's lists; the view's order means nothing.</summary>
    private static void Sort(List<WavesObjectPicture> objects) =>
        CollectionsMarshal.AsSpan(objects).Sort(static (left, right) => left.Id.CompareTo(right.Id));
}
