using Ecs.Protocol.Replicas;
using Ecs.Scenes.Field;
using Ecs.Server;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;

namespace Ecs.Tests.Server.Doors.Native.Replication;

/// <summary>What a player sees whose avatar is not in the world: dead and waiting, or not there yet.</summary>
public sealed class SightTests
{
    private const int MostPlayers = 12;

    public static TheoryData<string> Modes => [.. TestGames.Shipped.Names, "field", "lookout"];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Who_has_lost_its_avatar_sees_from_where_it_was_what_it_saw(string mode)
    {
        using var room = new SeenRoom(mode);
        var seen = 0;
        for (var slot = 0; slot < room.Players; slot++)
        {
            var seat = room.SeatAt(slot);
            var from = room.Sights.Look(seat.Slot, seat.Avatar, null, default);
            Assert.True(room.Sights.HasAvatar);
            var (before, sight) = (room.SeenIds(), room.Sights.Sight);

            var after = room.Sights.Look(seat.Slot, EntityId.None, from, default);

            Assert.False(room.Sights.HasAvatar);
            Assert.Equal(from, after);
            Assert.Equal(sight, room.Sights.Sight);
            Assert.Equal(room.SightRadius is null ? SightExtent.Everything : SightExtent.Near, sight);
            Assert.Equal(before, room.SeenIds());
            seen += before.Count;
        }

        Assert.True(seen > room.Players, "nobody sees anybody");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Who_has_never_had_an_avatar_sees_what_is_shown_to_all_where_sight_has_an_end(string mode)
    {
        using var room = new SeenRoom(mode);
        var all = room.AllIds(static (_, _) => true);
        room.Sights.Look(new PlayerSlot(MostPlayers + 1), EntityId.None, null, default);

        Assert.Equal(room.SightRadius is null ? SightExtent.Everything : SightExtent.Shown, room.Sights.Sight);
        Assert.Equal(room.SightRadius is null ? all : room.AllIds(static (interest, owner) => interest == Interest.Always || (interest == Interest.Never && owner == MostPlayers + 1)), room.SeenIds());

        room.Sights.Look(PlayerSlot.None, EntityId.None, null, default);
        Assert.Equal(SightExtent.Everything, room.Sights.Sight);
        Assert.Equal(room.AllIds(static (interest, _) => interest != Interest.Never), room.SeenIds());
    }

    [Fact]
    public void The_dead_hear_of_what_happens_where_they_were_and_not_of_the_rest()
    {
        using var room = new SeenRoom("field");
        var seat = room.SeatAt(0);
        var from = room.Sights.Look(seat.Slot, seat.Avatar, null, default);
        room.Sights.Look(seat.Slot, EntityId.None, from, default);
        var radius = room.SightRadius!.Value.Raw;
        var near = new Hearing(Interest.Near, PlayerSlot.None.Value, 0, from.X + (radius / 2), from.Y);

        Assert.True(room.Sights.Hears(in from, room.Sights.Sight, in near));
        Assert.False(room.Sights.Hears(in from, room.Sights.Sight, near with { X = from.X + (2 * radius) }));
        Assert.False(room.Sights.Hears(in from, SightExtent.Shown, in near));
        Assert.True(room.Sights.Hears(in from, SightExtent.Shown, near with { Owner = from.Slot.Value }));
        Assert.True(room.Sights.Hears(in from, SightExtent.Shown, near with { Interest = Interest.Always }));
    }

    /// <summary>A room with players in it after a second, and what is seen there.</summary>
    private sealed class SeenRoom : IDisposable
    {
        private readonly ServerMetrics _metrics = new();
        private readonly GameServer _server;
        private readonly Room _room;
        private readonly ReplicaStates _states;

        public SeenRoom(string mode)
        {
            var games = new GameTable().AddShipped().Add<FieldMode>("field").Add<LookoutMode>("lookout");
            _server = new GameServer(_metrics, games);
            var map = mode switch
            {
                "field" => FieldMap.Of(MostPlayers, 2 * MostPlayers),
                "lookout" => LookoutMode.NewMap(),
                _ => TestMaps.Of(mode),
            };
            _room = _server.OpenRoom(new RoomOptions { Name = mode, Mode = mode, PlayerLimit = MostPlayers + 4 }, map);
            while (Players < MostPlayers && _room.TryJoin($"one-{Players}", false, out _))
                Players++;
            for (var tick = 0; tick < 60; tick++)
                _server.Tick.Run(TimeSpan.FromSeconds(1.0 / 60));

            _states = new ReplicaStates(new ReplicaCodes(_room.World.ReplicaSchema));
            for (var slot = 0; slot < Players; slot++)
                _states.AddOwner(SeatAt(slot).Slot);
            Sights = new RoomSights(_states, _room.World.Rules);
            Sights.Share(_room.World);
        }

        /// <summary>As many as the game has places for.</summary>
        public int Players { get; private set; }

        public RoomSights Sights { get; }

        public Ecs.Simulation.Numerics.Fixed? SightRadius => _room.World.Rules.SightRadius;

        public Seat SeatAt(int slot) => _room.SeatAt(slot) ?? throw new InvalidOperationException("nobody sits there");

        /// <summary>Ids of what whoever looked last sees, the own avatar as anybody sees it.</summary>
        public SortedSet<ulong> SeenIds()
        {
            var ids = new SortedSet<ulong>();
            foreach (ref readonly var sighting in Sights.Seen)
                Assert.True(ids.Add(_states[sighting.Lane]!.Rows[sighting.Place].Id), "seen twice");
            return ids;
        }

        public SortedSet<ulong> AllIds(Func<Interest, ushort, bool> isShown)
        {
            var ids = new SortedSet<ulong>();
            for (var lane = 0; lane < ReplicaCodes.OwnLane; lane++)
            {
                foreach (ref readonly var row in _states[lane] is { } entities ? entities.Rows : default)
                {
                    if (row.Id != 0 && isShown(row.Interest, row.Owner))
                        ids.Add(row.Id);
                }
            }

            return ids;
        }

        public void Dispose()
        {
            _server.Dispose();
            _metrics.Dispose();
        }
    }
}
