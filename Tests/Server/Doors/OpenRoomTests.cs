using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Server.Doors.Argentum;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors;

/// <summary>Rooms that open and close while doors lead to them, at every door.</summary>
public sealed class OpenRoomTests : IDisposable
{
    private readonly ServerRig _rig = new(1, null, new RoomOptions { Name = "lobby" });
    private readonly MemoryStreamListener _streams = new(0);
    private readonly MemoryWavesListener _waves = new();
    private readonly AccountService _accounts;
    private readonly string _file = Path.GetTempFileName();

    public OpenRoomTests() => _accounts = new AccountService(
        new MemoryStore(),
        new AccountOptions { HashRounds = 1, RunsInline = true, CreationsPerMinute = 100 },
        TimeProvider.System,
        _rig.Metrics,
        NullLogger.Instance);

    public static TheoryData<string> Doors => [.. MemoryDoors.Kinds];

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_door_without_a_room_turns_clients_away_until_there_is_one(string mode)
    {
        var door = OpenDoor(mode);

        var hearsWhyNot = Come(mode, "ana");
        _rig.Run(5);
        Assert.True(hearsWhyNot());
        Assert.Equal(1, _rig.Drops(DropCause.NoRoom));
        Assert.Null(door.Room);
        Assert.Null(_rig.Server.Names.Find("ana"));

        var duel = Open(mode);
        Assert.Same(duel, door.Room);
        Come(mode, "ana");
        _rig.RunUntil(() => People(duel) == 1, seconds: 5);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Who_is_in_a_room_that_closes_is_told_and_goes_and_the_door_waits_for_the_next(string mode)
    {
        var door = OpenDoor(mode);
        var duel = Open(mode);
        var isTold = Come(mode, "ana");
        _rig.RunUntil(() => People(duel) == 1, seconds: 5);
        Assert.False(isTold());

        Close(duel);
        _rig.Run(5);

        Assert.True(isTold());
        Assert.Equal((0, 0), (duel.BotCount, _rig.Server.Names.Count));
        Assert.Null(door.Room);
        Assert.Equal([_rig.Room], _rig.Server.Rooms.All);
        var again = Open(mode);
        Come(mode, "eva");
        _rig.RunUntil(() => People(again) == 1, seconds: 5);
    }

    [Fact]
    public void Native_clients_in_a_room_that_closes_are_told_and_others_play_on()
    {
        var duel = Open("arena");
        var fighter = EnterDuel("ana");
        var other = _rig.Enter("bob");

        Close(duel);
        _rig.RunUntil(() => fighter.IsClosed, seconds: 5);

        Assert.Equal(new Farewell(Reason.NoSuchRoom, "the room has closed"), fighter.End);
        Assert.False(other.IsClosed);
        var before = other.Snapshots;
        var next = Open("arena");
        var late = EnterDuel("cid");
        _rig.Run(30);
        Assert.True(other.Snapshots > before + 2);
        Assert.True(late.Snapshots > 2);
        Assert.Equal(1, People(next));
    }

    [Fact]
    public void Two_doors_of_a_kind_lead_to_one_room()
    {
        var duel = Open("arena");
        var second = new MemoryStreamListener(0);
        _rig.Server.OpenDoor(new ArenaDoor(_rig.Server.Context, duel, second, new ArenaOptions()));
        OpenDoor("arena");
        Come("arena", "ana");
        SayArena(WebSocketClient.Open(second), "bob");

        _rig.RunUntil(() => People(duel) == 2, seconds: 5);
    }

    [Fact]
    public void The_recording_of_a_room_that_closes_is_complete()
    {
        var duel = Open("arena");
        duel.BeginRecording(File.Create(_file), detail: false);
        EnterDuel("ana");
        _rig.Run(50);
        var ticks = duel.World.Tick.Value;

        Close(duel);
        _rig.Run(10);
        Assert.True(SpinWait.SpinUntil(() => duel.Recording!.IsWritten, TimeSpan.FromMinutes(1)));
        duel.Recording!.Close(TimeSpan.Zero);

        Assert.Equal("", duel.Recording.Fault);
        Assert.True(RecordingReader.TryOpen(_file, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
            Assert.Equal((true, ticks), (reader.IsComplete, (uint)reader.TickCount));
    }

    [Fact]
    public void More_rooms_than_a_native_list_holds_are_open_and_entered_by_name()
    {
        for (var number = 1; number < RoomTable.Limit; number++)
            _rig.Server.OpenRoom(new RoomOptions { Name = $"r{number}", PlayerLimit = 2, SpectatorLimit = 2 }, TestMaps.Arena);
        Assert.Throws<InvalidOperationException>(() => Open("arena"));

        var client = _rig.Dial();
        client.Authenticate("ana");
        client.Send(new RequestRooms());
        client.RequestEnter("r200");
        _rig.RunUntil(() => client.Has(MessageId.Entered), seconds: 10);

        Assert.Equal(Limits.ListedRooms, client.Get<Ecs.Protocol.Messages.RoomList>().Rooms.Count);
        Assert.Equal(1, People(_rig.Server.Rooms.Named("r200")!));
    }

    public void Dispose()
    {
        _rig.Dispose();
        _accounts.Dispose();
        File.Delete(_file);
    }

    private static int People(Room room) => room.PlayerCount - room.BotCount;

    private static void SayArena(WebSocketClient client, string name)
    {
        client.SendBinary([0, .. Encoding.ASCII.GetBytes(name), 0]);
        client.SendBinary([1]);
    }

    private Room Open(string mode) =>
        _rig.Server.OpenRoom(new RoomOptions { Name = "duel", Mode = mode, Bots = mode is "waves" or "arena" ? 2 : 0 }, TestMaps.Of(mode));

    private void Close(Room room)
    {
        _rig.Server.CloseRoom(room);
        if (room.Recording is null or { IsWritten: true })
            room.Dispose();
    }

    private RawClient EnterDuel(string name)
    {
        var client = _rig.Dial();
        client.Authenticate(name);
        client.RequestEnter("duel");
        _rig.RunUntil(() => client.Has(MessageId.Entered), seconds: 10);
        return client;
    }

    private IDoor OpenDoor(string kind)
    {
        var door = MemoryDoors.Make(kind, _rig.Server.Context, null, _streams, _waves, _accounts);
        _rig.Server.OpenDoor(door, static room => room.Name == "duel");
        return door;
    }

    /// <summary>Somebody comes and wants to play; tells whether they have heard that they cannot, in the words of their wire.</summary>
    private Func<bool> Come(string kind, string name)
    {
        switch (kind)
        {
            case "waves":
                var pilot = new OriginalWavesClient(_waves.Connect());
                _rig.Add(pilot);
                return () => pilot.Link.IsClosed;
            case "argentum":
                var player = new ScriptedClient(_streams.Connect());
                player.Say(ClientBytes.Create(name, "secreto1"));
                return () =>
                {
                    player.Turn();
                    return player.All(55).Any(static packet => packet.Text == "Este mundo no está abierto.");
                };
            default:
                var client = WebSocketClient.Open(_streams, kind == "plaza" ? $"/ws/7?name={name}" : "/");
                if (kind == "arena")
                    SayArena(client, name);
                if (kind == "survival")
                    client.SendBinary(PackedJson.Packet("sp", ("name", name)));
                return () =>
                {
                    client.TakeMessages();
                    return client.CloseCode != 0 && client.CloseReason.Contains("room", StringComparison.Ordinal);
                };
        }
    }
}
