using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Options;

public sealed class BadSettingTests
{
    [Theory]
    [InlineData("Bind", "--bind", "somewhere")]
    [InlineData("Bind", "--bind", "")]
    [InlineData("Bind", "--bind", "127.0.0.1:80")]
    [InlineData("Port", "--port", "65536")]
    [InlineData("Port", "--port", "-1")]
    [InlineData("Port", "--port", "udp")]
    [InlineData("Port", "--port", "99999999999999999999")]
    [InlineData("Port", "--port", "9050.5")]
    [InlineData("Web:Address", "--web", "9080")]
    [InlineData("Web:Address", "--web", "127.0.0.1")]
    [InlineData("Web:Address", "--web", "::1:9080")]
    [InlineData("Web:Address", "--web", "[::1]")]
    [InlineData("Web:Address", "--web", "127.0.0.1:65536")]
    [InlineData("Web:Address", "--web", "example.org:9080")]
    [InlineData("Web:Address", "--web", "")]
    [InlineData("Web:Origins", "--web-origins", "example.org")]
    [InlineData("Web:Origins", "--web-origins", "https://example.org/")]
    [InlineData("Web:Origins", "--web-origins", "ftp://example.org")]
    [InlineData("Mode", "--mode", "chess")]
    [InlineData("Mode", "--mode", "")]
    [InlineData("Rooms:lobby", "--room", "lobby=chess")]
    [InlineData("Rooms:lobby", "--room", "lobby=")]
    [InlineData("Rooms:arena", "--room", "arena=arena")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,max=0")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,max=4097")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,map=")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,max=4,max=5")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,size=4")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,password=")]
    [InlineData("Rooms:lobby", "--room", "lobby=arena,password=zwölf")]
    [InlineData("Rooms:two words", "--room", "two words=arena")]
    [InlineData("Rooms:", "--room", "=arena")]
    [InlineData("Rooms", "--room", "lobby")]
    [InlineData("Map:nowhere", "--map", "nowhere=bunkers")]
    [InlineData("Bots", "--bots", "-1")]
    [InlineData("Bots", "--bots", "many")]
    [InlineData("Bots", "--bots", "129")]
    [InlineData("Bots:nowhere", "--bots", "nowhere=2")]
    [InlineData("Bots:arena", "--bots", "arena=x")]
    [InlineData("TickRate", "--tick-rate", "19")]
    [InlineData("TickRate", "--tick-rate", "241")]
    [InlineData("TickRate", "--tick-rate", "sixty")]
    [InlineData("TickRate", "--tick-rate", "60,0")]
    [InlineData("SnapshotRate", "--snapshot-rate", "0")]
    [InlineData("SnapshotRate", "--snapshot-rate", "-30")]
    [InlineData("SnapshotRate", "--snapshot-rate", "45")]
    [InlineData("SnapshotRate", "--snapshot-rate", "120")]
    [InlineData("SnapshotRate", "--snapshot-rate", "1000")]
    [InlineData("Seed", "--seed", "-1")]
    [InlineData("Seed", "--seed", "18446744073709551616")]
    [InlineData("Seed", "--seed", "0x10")]
    [InlineData("MaxPlayers", "--max-players", "0")]
    [InlineData("SpinMicroseconds", "--spin", "-1")]
    [InlineData("SpinMicroseconds", "--spin", "1001")]
    [InlineData("SpinMicroseconds", "--spin", "short")]
    [InlineData("MaxPlayers", "--max-players", "4097")]
    [InlineData("MaxSpectators", "--max-spectators", "1025")]
    [InlineData("FriendlyFire", "--friendly-fire", "perhaps")]
    [InlineData("LagCompensation", "--lag-compensation", "chess")]
    [InlineData("WishSpeed", "--wish-speed", "32001")]
    [InlineData("DurationSeconds", "--duration", "-1")]
    [InlineData("DurationSeconds", "--duration", "31536001")]
    [InlineData("DurationSeconds", "--duration", "10s")]
    [InlineData("Store", "--store", "")]
    [InlineData("Accounts", "--accounts", "perhaps")]
    [InlineData("OperatorToken", "--operator-token", "short")]
    [InlineData("OperatorToken", "--operator-token", "with blanks in it")]
    [InlineData("SpectatorToken", "--spectator-token", "schlüssel-wort")]
    [InlineData("PlazaToken", "--plaza-token", "short")]
    [InlineData("Doors", "--doors", "arena:5050,waves")]
    [InlineData("Doors", "--doors", "arena,arena")]
    [InlineData("Doors", "--doors", "waves=arena")]
    [InlineData("Doors", "--doors", "arena=nowhere")]
    [InlineData("Connection:Limit", "--max-connections", "0")]
    [InlineData("Connection:Limit", "--max-connections", "4097")]
    [InlineData("Connection:AddressLimit", "--max-connections-per-address", "0")]
    [InlineData("Connection:AuthenticationSeconds", "--authentication-timeout", "0")]
    [InlineData("Connection:TimeoutMilliseconds", "--connection-timeout", "999")]
    [InlineData("Rcon:Port", "--rcon", "tcp")]
    [InlineData("Rcon:Port", "--rcon", "27015")]
    [InlineData("Rcon:Bind", "--rcon-bind", "somewhere")]
    [InlineData("Rcon:Password", "--rcon-password", "short")]
    [InlineData("Query:Port", "--query", "-1")]
    [InlineData("Query:Port", "--query", "udp")]
    [InlineData("Query:Bind", "--query-bind", "[::1]:27015")]
    [InlineData("Log:Level", "--log-level", "loud")]
    [InlineData("Log:Format", "--log-format", "xml")]
    [InlineData("Log:FileMegabytes", "--log-file-megabytes", "0")]
    [InlineData("Log:Files", "--log-files", "1001")]
    [InlineData("Name", "--name", "two\nlines")]
    public void A_bad_value_is_one_fault_that_begins_with_its_key_whatever_source_it_came_from(string key, string flag, string value)
    {
        var fromLine = Assert.Single(Settings.FromLine(flag, value).Faults);
        AssertNames(key, flag, fromLine);

        var name = "ECS_" + key.Replace(":", "__", StringComparison.Ordinal);
        var hasRoom = key.Contains(':', StringComparison.Ordinal) && value.Contains('=', StringComparison.Ordinal);
        var text = hasRoom ? value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..] : value;
        Assert.Equal([fromLine], Settings.From(null, [$"{name}={text}"]).Faults);

        var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [key] = text });
        Assert.Equal([fromLine], Settings.From(json, []).Faults);
    }

    [Theory]
    [InlineData("--prot")]
    [InlineData("7777")]
    [InlineData("--port")]
    [InlineData("--port", "1", "--port", "2")]
    [InlineData("@file")]
    [InlineData("--room", "a=arena", "--room", "a=arena")]
    public void What_is_no_option_is_a_fault_that_repeats_it(params string[] arguments)
    {
        string[] faults = [.. ServerCommandLine.Parse(arguments, ReplayCommand.Create(TestGames.Shipped)).Faults];

        Assert.NotEmpty(faults);
        Assert.Contains(arguments[0], string.Join('\n', faults), StringComparison.Ordinal);
        Assert.All(faults, static fault => Assert.DoesNotContain('\n', fault));
    }

    [Theory]
    [InlineData("{ \"Port\": 9050")]
    [InlineData("[1, 2]")]
    [InlineData("{ \"Port\": 1, \"port\": 2 }")]
    [InlineData("Port = 9050")]
    [InlineData("")]
    public void A_settings_file_that_is_no_settings_file_is_one_fault(string json) =>
        Assert.DoesNotContain('\n', Assert.Single(Settings.From(json, []).Faults));

    [Fact]
    public void All_faults_are_told_at_once_and_no_token_is_ever_among_them()
    {
        const string Secret = "tell nobody";

        var read = Settings.From(
            """{ "Port": -3, "OperatorToken": "tell nobody", "Log": { "Level": "loud" } }""",
            ["ECS_TickRate=1", "ECS_SpectatorToken=tell nobody"],
            "--bots",
            "lots",
            "--mode",
            "chess");

        string[] keys = ["Bots", "Log:Level", "Mode", "OperatorToken", "Port", "SpectatorToken", "TickRate"];
        Assert.Equal(keys, read.Faults.Select(static fault => fault.Split(" (")[0]).Where(static key => key.Length < 20).Distinct().Order());
        Assert.All(read.Faults, static fault => Assert.DoesNotContain(Secret, fault, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, read.Options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Fifty_generated_bad_settings_per_seed_are_each_refused_with_the_key_named(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var bad = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var count = random.Next(1, 5); bad.Count < count;)
            {
                var entry = OptionTable.All[random.Next(OptionTable.All.Count)];
                if (BadValueOf(entry, random) is { } value)
                    bad[entry.NeedsRoom ? $"{entry.Key}:r{random.Next(9)}" : entry.Key] = value;
            }

            var read = Settings.From(System.Text.Json.JsonSerializer.Serialize(bad), []);

            foreach ((var key, var value) in bad)
            {
                Assert.True(
                    read.Faults.Any(fault => fault.StartsWith(key + " (", StringComparison.Ordinal)), $"seed {seed}, round {round}: {key} = {value}");
            }

            Assert.All(read.Faults, static fault => Assert.DoesNotMatch(@"\p{C}", fault));
        }
    }

    private static string? BadValueOf(OptionEntry entry, Random random)
    {
        var noise = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(1, 0xD7FF)));
        return entry.Key switch
        {
            "Report" or "Record" or "Store" or "Map" or "Web:Certificate" or "Web:Servers" or "Log:File" or "Redis:Password" => null,
            "Name" => noise + "\u0007",
            "Bind" or "Rcon:Bind" or "Query:Bind" or "Mode" or "Rooms" or "Log:Level" or "Log:Format" or "FriendlyFire" or "Seed" => "x" + noise,
            "OperatorToken" or "SpectatorToken" or "PlazaToken" or "Admin:Token" or "Rcon:Password" => " " + noise,
            _ => random.Next(3) switch
            {
                0 => "x" + noise,
                1 => "-" + random.Next(1, 99),
                _ => "2147483647",
            },
        };
    }

    private static void AssertNames(string key, string flag, string fault)
    {
        Assert.StartsWith($"{key} ({flag}): ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }
}
