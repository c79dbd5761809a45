using Ecs.Server.Options;

namespace Ecs.Tests.Server.Options;

/// <summary>What <c>config print</c> says of options, sources and secrets.</summary>
public sealed class ConfigPrintTests
{
    /// <summary>Characters that nothing else on the page has, so that a single one of them would be seen.</summary>
    private const string Secret = "~^{};!?$";

    public static TheoryData<string> Secrets =>
        [.. OptionTable.All.Where(static entry => entry.IsSecret || entry.HoldsPassword).Select(static entry => entry.Key)];

    [Fact]
    public void Every_option_is_there_with_its_default_where_nobody_says_anything()
    {
        var lines = Print(Settings.FromLine());

        Assert.Equal(OptionTable.All.Select(static entry => $"{entry.Key} = {entry.Default}  # default"), lines);
        Assert.Contains("TickRate = 60  # default", lines);
        Assert.Contains("OperatorToken = none  # default", lines);
        Assert.Contains("Rooms = none  # default", lines);
    }

    [Fact]
    public void What_help_calls_the_default_is_what_an_option_is_without_anybody()
    {
        var checkedEntries = 0;
        foreach (var entry in OptionTable.All)
        {
            if (!int.TryParse(entry.Default, out _) && !bool.TryParse(entry.Default, out _))
                continue;
            var read = Settings.FromLine([entry.Flag, .. entry.Argument.Length == 0 && entry.Default == "false" ? (string[])[] : [entry.Default]]);
            if (entry.IsPerRoom || entry.Argument.Length == 0)
                continue;
            Assert.Empty(read.Faults);
            Assert.True(Plain(read.Options) == Plain(Settings.FromLine().Options), entry.Key);
            checkedEntries++;
        }

        Assert.True(checkedEntries > 10);
    }

    [Fact]
    public void A_value_has_the_source_that_counts_beside_it()
    {
        var read = Settings.From(
            """{ "Port": 1, "TickRate": 30, "Bots": { "lobby": 2 }, "Log": { "Level": "Error" } }""",
            ["ECS_Port=2", "ecs_tickrate=120", "ECS_Rooms__lobby=arena"],
            "--port",
            "3",
            "--friendly-fire");

        var lines = Print(read);

        Assert.Contains("Port = 3  # command line", lines);
        Assert.Contains("FriendlyFire = True  # command line", lines);
        Assert.Contains("TickRate = 120  # environment", lines);
        Assert.Contains("Rooms:lobby = arena  # environment", lines);
        Assert.Contains(lines, static line => line.StartsWith("Log:Level = Error  # file ", StringComparison.Ordinal));
        Assert.Contains("Bots = 0  # default", lines);
        Assert.Contains(lines, static line => line.StartsWith("Bots:lobby = 2  # file ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.StartsWith("Rooms = ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void No_byte_of_a_secret_is_printed_whatever_source_it_came_from(string key)
    {
        OptionEntry entry = OptionTable.All.Single(entry => entry.Key == key);
        var spelled = entry.NeedsRoom ? $"{key}:lobby" : key;
        foreach (var value in entry.HoldsPassword
            ? (string[])[$"arena,max=4,password={Secret}", $"arena,pasword={Secret}", $"arena;password={Secret}", $"arena,max={Secret}", $"arena,password={Secret},{Secret}"]
            : [Secret, $" {Secret}", $"{Secret}{Secret}"])
        {
            var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [spelled] = value });
            StartOptions[] reads =
            [
                Settings.From(json, []),
                Settings.From(null, [$"ECS_{spelled.Replace(":", "__", StringComparison.Ordinal)}={value}"]),
                Settings.From(null, [$"ecs_{spelled.ToLowerInvariant().Replace(":", "__", StringComparison.Ordinal)}={value}"]),
                .. entry.Flag.Length == 0 ? (StartOptions[])[] : [Settings.FromLine(entry.Flag, entry.NeedsRoom ? $"lobby={value}" : value)],
            ];
            foreach (var read in reads)
            {
                var lines = Print(read);
                Assert.Contains(lines, line => line.StartsWith($"{key}", StringComparison.OrdinalIgnoreCase) && line.Contains(SettingsText.Hidden, StringComparison.Ordinal));
                Assert.All(lines, static line => Assert.DoesNotContain(line, static letter => Secret.Contains(letter, StringComparison.Ordinal)));
                Assert.DoesNotContain(Secret, string.Join('\n', read.Given), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_value_that_would_break_the_page_is_escaped()
    {
        Assert.Contains("Name = two\\nlines  # environment", Print(Settings.From(null, ["ECS_Name=two\nlines"])));
        Assert.Contains("Report = \"\"  # environment", Print(Settings.From(null, ["ECS_Report="])));
    }

    private static string[] Print(StartOptions read) => SettingsText.Of(read.Given).TrimEnd('\n').Split('\n');

    /// <summary>Records compare their lists by reference; their text is that of their values.</summary>
    private static string Plain(ServerOptions options) => System.Text.Json.JsonSerializer.Serialize(new
    {
        options.Port,
        options.TickRate,
        options.SnapshotRate,
        options.SnapshotBudget,
        options.SpinMicroseconds,
        options.Seed,
        options.MaxPlayers,
        options.Threads,
        options.MaxSpectators,
        options.WishSpeed,
        options.SurvivalCodes,
        options.SurvivalAddressLimit,
        options.WavesAddressLimit,
        options.DurationSeconds,
        options.Connection.Limit,
        options.Connection.AddressLimit,
        options.Connection.AuthenticationSeconds,
        options.Connection.TimeoutMilliseconds,
    });
}
