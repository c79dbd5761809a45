using Ecs.Server.Rooms;
using Ecs.Simulation.Components;

namespace Ecs.Server.Query;

/// <summary>Somebody who plays.</summary>
internal readonly record struct QueryPlayer(string Name, int Score, TimeSpan Since);

/// <summary>A room as others see it.</summary>
internal readonly record struct QueryRoom(string Name, string Mode, string Map, int Players, int Bots, int Limit, bool IsLocked);

/// <summary>
/// What the tick's thread leaves here once a second for those who ask, without waiting and, once the lists have their size, without an object. While
/// somebody reads, the last figures stay.
/// </summary>
internal sealed class QueryStatus
{
    /// <summary>Of the protocol, which counts them in a byte.</summary>
    public const int PlayerLimit = 255;

    public const int RoomLimit = 32;

    private readonly Lock _gate = new();
    private readonly List<QueryPlayer> _players = new(PlayerLimit);
    private readonly List<QueryRoom> _rooms = new(RoomLimit);
    private TimeSpan _now;
    private (int Players, int Bots, int Limit) _sum;

    /// <summary>The tick's thread.</summary>
    public void Publish(RoomTable rooms, TimeSpan now)
    {
        if (!_gate.TryEnter())
            return;
        try
        {
            _players.Clear();
            _rooms.Clear();
            _sum = default;
            _now = now;
            for (var index = 0; index < rooms.All.Count; index++)
                Add(rooms.All[index]);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Any thread: what was left last.</summary>
    public QuerySnapshot Take()
    {
        lock (_gate)
            return new([.. _players], [.. _rooms], _now, _sum.Players, _sum.Bots, _sum.Limit);
    }

    private void Add(Room room)
    {
        _sum = (_sum.Players + room.PlayerCount, _sum.Bots + room.BotCount, _sum.Limit + room.Options.PlayerLimit);
        if (_rooms.Count < RoomLimit)
        {
            _rooms.Add(new(
                room.Name, room.Options.Mode, room.World.Map.Name, room.PlayerCount, room.BotCount, room.Options.PlayerLimit, room.Options.IsLocked));
        }

        // Who is behind a password is nobody's business.
        for (var number = 0; !room.Options.IsLocked && number < room.SeatLimit && _players.Count < PlayerLimit; number++)
        {
            if (room.SeatAt(number) is { State: SeatState.Joining or SeatState.Playing } seat)
                _players.Add(new(seat.Name, ScoreOf(room, seat), seat.Since));
        }
    }

    private static int ScoreOf(Room room, Seat seat) =>
        room.World.TryGetAvatar(seat.Slot, out var avatar) && room.World.TryRead(avatar, out Score score) ? score.Kills : 0;
}

/// <summary>What is told for a second.</summary>
/// <param name="Players">At most <see cref="QueryStatus.PlayerLimit"/>.</param>
/// <param name="Rooms">The default one first, at most <see cref="QueryStatus.RoomLimit"/>.</param>
/// <param name="Now">On the clock of the players' seats.</param>
/// <param name="PlayerCount">Bots included, all rooms together.</param>
/// <param name="BotCount">All rooms together.</param>
/// <param name="Limit">Players of all rooms.</param>
internal sealed record QuerySnapshot(
    IReadOnlyList<QueryPlayer> Players, IReadOnlyList<QueryRoom> Rooms, TimeSpan Now, int PlayerCount, int BotCount, int Limit);
