using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Ecs.Tests.Server.Options;

public sealed class OptionSourceTests
{
    [Fact]
    public void A_server_plays_the_first_game_of_its_program_unless_it_is_told_otherwise()
    {
        var known = new KnownNames(["tag", "arena"], []);

        Assert.Equal("tag", new ServerOptions { Known = known }.Mode);
        Assert.Equal("tag", (new ServerOptions() with { Known = known }).Mode);
        Assert.Equal("arena", new ServerOptions { Known = known, Mode = "arena" }.Mode);
        Assert.Equal("tag", OptionReader.Read(null, [], [], known).Options.Mode);
    }

    [Fact]
    public void Without_any_setting_the_defaults_are_a_valid_server_on_loopback()
    {
        var read = Settings.FromLine();

        Assert.Empty(read.Faults);
        Assert.Empty(read.Warnings);
        Assert.Equal("127.0.0.1", read.Options.Bind);
        Assert.Equal(9050, read.Options.Port);
        Assert.Equal([new RoomDefinition("arena", "arena")], read.Options.AllRooms);
        Assert.Equal("127.0.0.1:9080", read.Options.Web.Address?.ToString());
        Assert.False(read.Options.Web.IsGiven);
        Assert.Equal((60, 30), (read.Options.TickRate, read.Options.SnapshotRate));
    }

    [Fact]
    public void The_line_wins_over_the_environment_and_that_over_the_file()
    {
        const string File = """{ "Port": 1, "TickRate": 30, "Seed": 5, "Log": { "Level": "Error" } }""";

        var read = Settings.From(File, ["ECS_Port=2", "ecs_tickrate=120", "ECS_Log__Format=json"], "--port", "3");

        Assert.Empty(read.Faults);
        Assert.Equal(3, read.Options.Port);
        Assert.Equal(120, read.Options.TickRate);
        Assert.Equal(5UL, read.Options.Seed);
        Assert.Equal(new LogOptions { Level = LogLevel.Error, Format = LogFormat.Json }, read.Options.Log);
    }

    [Fact]
    public void Rooms_bots_and_maps_are_said_per_room_in_every_source()
    {
        var read = Settings.From(
            """{ "Rooms": { "lobby": "arena" }, "Bots": 4, "Map": { "lobby": "bunkers" } }""",
            ["ECS_Rooms__late=arena", "ECS_Bots__lobby=2"],
            "--room",
            "early=arena",
            "--bots",
            "late=1",
            "--map",
            "maps/with=sign.tmj");

        Assert.Empty(read.Faults);
        RoomDefinition[] rooms = [.. read.Options.AllRooms];
        Assert.Equal(["arena", "early", "late", "lobby"], rooms.Select(static room => room.Name));
        Assert.Equal([4, 0, 1, 2], rooms.Select(read.Options.BotsOf));
        Assert.Equal(["maps/with=sign.tmj", "", "", "bunkers"], rooms.Select(read.Options.MapOf));
    }

    [Fact]
    public void Unknown_keys_are_warned_of_and_those_of_others_are_not()
    {
        var read = Settings.From(
            """{ "Prot": 1, "Logging": { "LogLevel": { "Default": "Warning" } } }""",
            ["ECS_TICK_RATE=30", "ECS_REQUIRE_ALL=1", "ECS_LOCKED_RESTORE=1", "PATH=/bin", "ECS_bad\u001b[31m=1"]);

        Assert.Empty(read.Faults);
        Assert.Equal(
            ["Logging:LogLevel:Default", "Prot", "TICK_RATE", "bad\\e[31m"],
            read.Warnings.Select(static warning => warning.Split(": nothing")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_flag_may_stand_alone_or_say_what_it_means()
    {
        Assert.True(Settings.FromLine("--friendly-fire").Options.FriendlyFire);
        Assert.True(Settings.FromLine("--friendly-fire", "true", "--port", "0").Options.FriendlyFire);
        Assert.False(Settings.From(null, ["ECS_FriendlyFire=true"], "--friendly-fire=false").Options.FriendlyFire);
    }

    [Fact]
    public void Help_is_a_question_and_every_option_explains_itself()
    {
        Assert.True(ServerCommandLine.Parse(["--help"], ReplayCommand.Create(TestGames.Shipped)).IsQuestion);
        Assert.False(ServerCommandLine.Parse([], ReplayCommand.Create(TestGames.Shipped)).IsQuestion);
        Assert.All(OptionTable.All, static entry =>
        {
            Assert.True(entry.Flag.StartsWith("--", StringComparison.Ordinal) || entry.Key == "Redis:Password", entry.Key);
            Assert.True(entry.Help.Length > 20, entry.Key);
        });
    }

    [Fact]
    public void Every_property_of_the_options_can_be_set_from_outside()
    {
        string[] settable =
        [
            .. NamesOf(typeof(ServerOptions)).Where(static name => name is not ("Admin" or "Connection" or "Known" or "Log" or "Maps" or "Query" or "Rcon" or "Redis" or "Web")),
            .. NamesOf(typeof(WebOptions)).Where(static name => name != nameof(WebOptions.IsGiven)).Select(static name => $"Web:{name}"),
            .. NamesOf(typeof(AdminOptions)).Select(static name => $"Admin:{name}"),
            .. NamesOf(typeof(RedisOptions)).Select(static name => $"Redis:{name}"),
            .. NamesOf(typeof(ConnectionOptions)).Select(static name => $"Connection:{name}"),
            .. NamesOf(typeof(LogOptions)).Select(static name => $"Log:{name}"),
            .. NamesOf(typeof(RconOptions)).Select(static name => $"Rcon:{name}"),
            .. NamesOf(typeof(QueryOptions)).Select(static name => $"Query:{name}"),
            "Map",
        ];

        Assert.Equal(settable.Order(StringComparer.Ordinal), OptionTable.All.Select(static entry => entry.Key).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesOf(Type options) =>
        options.GetProperties().Where(static property => property.CanWrite).Select(static property => property.Name);
}
