using System.Text;
using System.Text.Json;
using Ecs.Protocol;
using Ecs.Scenes.Doors.Arena;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Console;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Survival;
using Ecs.Tests.Server.Doors.Survival;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors;

/// <summary>Three doors of one server side by side: what one room says stays there, and an operator reaches into all of them.</summary>
public sealed class NeighbourTests : IDisposable
{
    private readonly ServerRig _rig = new(1, null, RoomOf("arena"), RoomOf("plaza"), RoomOf("survival"));
    private readonly MemoryStreamListener _arena = new(9913);
    private readonly MemoryStreamListener _plaza = new(8000);
    private readonly MemoryStreamListener _survival = new(3000);
    private readonly WebSocketClient _ana;
    private readonly WebSocketClient _ann;
    private readonly WebSocketClient _zoe;

    public NeighbourTests()
    {
        var server = _rig.Server;
        server.OpenDoor(new ArenaDoor(server.Context, server.Rooms.All[0], _arena, new ArenaOptions()));
        server.OpenDoor(new PlazaDoor(server.Context, server.Rooms.All[1], _plaza, new PlazaOptions()));
        server.OpenDoor(new SurvivalDoor(server.Context, server.Rooms.All[2], _survival, new SurvivalOptions(), SurvivalCodes.Of()));
        var registry = new CommandRegistry(NullLogger.Instance);
        new PeopleCommands(server).AddTo(registry);
        new OrderCommands(server).AddTo(registry);
        server.Operators.Execute = (participant, line) => registry.Execute(CommandCaller.Of(participant), line);
        _ana = WebSocketClient.Open(_arena);
        _ana.SendBinary([0, .. "ana\0"u8]);
        _ana.SendBinary([1]);
        _ann = WebSocketClient.Open(_plaza, "/ws/7?name=Ann");
        _zoe = WebSocketClient.Open(_survival);
        _zoe.SendBinary(PackedJson.Packet("sp", ("name", "Zoe")));
        _rig.Run(4);
        Forget();
    }

    [Fact]
    public void What_is_said_in_a_room_stays_in_it_and_what_the_server_says_does_not()
    {
        _ana.SendBinary([100, .. "to the arena\0"u8]);
        _ann.SendBinary(PlazaSaying.Chat(7, "to the plaza"u8));
        _zoe.SendBinary(PackedJson.Packet("ch", "to survival"));
        _rig.Run(3);

        Assert.Equal(["to the arena"], Said("to "));
        Assert.Equal(["to the plaza"], SaidInPlaza("to "));
        Assert.Equal(["to survival"], SaidInSurvival("to "));
        _rig.Server.Say("to everybody");
        _rig.Run(3);
        Assert.Equal("to everybody", Assert.Single(Said("to ")));
        Assert.Equal("to everybody", Assert.Single(SaidInPlaza("to ")));
        Assert.Equal("to everybody", Assert.Single(SaidInSurvival("to ")));
    }

    [Fact]
    public void An_operator_in_one_room_gives_to_somebody_in_another_and_nobody_else_does()
    {
        _ann.SendBinary(PlazaSaying.Chat(7, "/grant Zoe wood 5"u8));
        _rig.Run(3);
        Assert.Equal(0, HoldingsOfZoe().Wood);

        _rig.Server.Names.Find("Ann")!.ChangeRole(PlayerRole.Operator);
        _rig.Server.Names.Find("ana")!.ChangeRole(PlayerRole.Operator);
        _ann.SendBinary(PlazaSaying.Chat(7, "/grant Zoe wood 5"u8));
        _ana.SendBinary([100, .. "/grant zoe POINTS 7\0"u8]);
        _rig.Run(3);
        var held = HoldingsOfZoe();
        Assert.Equal((5, 7), (held.Wood, held.Points));
        var told = _zoe.TakeMessages().ConvertAll(static message => PackedJson.Read(message));
        Assert.Contains("[\"9\",[\"wood\",5,1]]", told);
        Assert.Contains("[\"9\",[\"points\",7,1]]", told);

        // "all" is everybody in the operator's own room, where there is nothing to hold.
        _ann.SendBinary(PlazaSaying.Chat(7, "/grant all wood 5"u8));
        _rig.Run(3);
        Assert.Equal(5, HoldingsOfZoe().Wood);
    }

    [Fact]
    public void An_operator_in_one_room_ends_a_connection_in_another()
    {
        _rig.Server.Names.Find("Zoe")!.ChangeRole(PlayerRole.Operator);
        _zoe.SendBinary(PackedJson.Packet("ch", "/kick ana enough of this"));
        _zoe.SendBinary(PackedJson.Packet("ch", "/kick ann"));
        _rig.Run(4);
        Forget();

        Assert.Equal((1000, "enough of this"), (_ana.CloseCode, _ana.CloseReason));
        Assert.Equal((1008, "kicked"), (_ann.CloseCode, _ann.CloseReason));
        Assert.Equal(["Zoe"], _rig.Server.Names.People.Select(static person => person.Name));
    }

    [Fact]
    public void The_menu_lists_every_room_with_whoever_is_in_it_whatever_door_they_came_through()
    {
        _rig.Seat("Nat");
        _rig.Server.Rooms.All[2].SetBots(3);
        _rig.RunSeconds(1.1);
        var stream = _plaza.Connect();
        stream.Send("GET /rooms HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        _rig.Run(1);
        var answer = Encoding.UTF8.GetString(stream.TakeAll());
        using var list = JsonDocument.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

        Assert.Equal(
            ["arena arena 2 0", "plaza plaza 1 0", "survival survival 4 3"],
            list.RootElement.GetProperty("rooms").EnumerateArray().Select(static room =>
                $"{room.GetProperty("name")} {room.GetProperty("mode")} {room.GetProperty("players")} {room.GetProperty("bots")}"));
    }

    [Fact]
    public void Eight_players_behind_one_address_may_each_come_back_three_times_in_a_minute()
    {
        for (var round = 0; round < 4; round++)
        {
            var (arena, plaza) = (new List<WebSocketClient>(), new List<WebSocketClient>());
            for (var player = 0; player < 8; player++)
            {
                arena.Add(WebSocketClient.Open(_arena));
                arena[player].SendBinary([0, (byte)('a' + player), 0]);
                arena[player].SendBinary([1]);
                plaza.Add(WebSocketClient.Open(_plaza, $"/ws/{100 + player}"));
            }

            _rig.RunSeconds(10);
            Assert.All(arena, static client => Assert.Contains(client.TakeMessages(), static bytes => bytes[0] == ArenaHeard.Connected && bytes[1] == 67));
            Assert.All(plaza, static client => Assert.Contains(client.TakeMessages(), static bytes => bytes[0] == 18));
            Assert.Equal((9, 9), (_rig.Server.Rooms.All[0].PlayerCount, _rig.Server.Rooms.All[1].PlayerCount));
            arena.ForEach(static client => client.Stream.Close());
            plaza.ForEach(static client => client.Stream.Close());
            _rig.RunSeconds(0.1);
            Forget();
        }

        Assert.Equal((1, 1), (_rig.Server.Rooms.All[0].PlayerCount, _rig.Server.Rooms.All[1].PlayerCount));
    }

    public void Dispose() => _rig.Dispose();

    private static RoomOptions RoomOf(string mode) => new() { Name = mode, Mode = mode };

    private Holdings HoldingsOfZoe()
    {
        Assert.True(_rig.Server.Rooms.All[2].World.TryRead(_rig.SeatOf("Zoe").Avatar, out Holdings holdings));
        return holdings;
    }

    private void Forget()
    {
        _ana.TakeMessages();
        _ann.TakeMessages();
        _zoe.TakeMessages();
    }

    private List<string> Said(string part) => From(part, _ana.TakeMessages().Where(static bytes => bytes[0] == ArenaHeard.Chat)
        .Select(static bytes => ArenaHeard.Read(bytes).Text));

    private List<string> SaidInPlaza(string part) => From(part, _ann.TakeMessages().Where(static bytes => bytes[0] == 4)
        .Select(static bytes => PlazaSaying.Read(bytes).Text));

    private List<string> SaidInSurvival(string part) => From(part, _zoe.TakeMessages().Select(static bytes => PackedJson.Read(bytes))
        .Where(static text => text.StartsWith("[\"ch\",", StringComparison.Ordinal)).Select(static text => text[..^3]));

    private static List<string> From(string part, IEnumerable<string> lines) =>
        [.. lines.Select(line => line[line.IndexOf(part, StringComparison.Ordinal)..])];
}
