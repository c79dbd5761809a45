using Ecs.DebugView;
using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Options;

/// <summary>Values with characters that nobody sees, as from a file with Windows' line ends.</summary>
public sealed class ControlCharacterTests
{
    public static TheoryData<string> Keys => [.. OptionTable.All.Select(static entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_with_a_control_character_is_refused_by_name_whatever_source_it_came_from(string name)
    {
        OptionEntry entry = OptionTable.All.Single(entry => entry.Key == name);
        var flag = entry.Flag;
        foreach ((var control, var shown) in ((string, string)[])[("\r", "\\r"), ("\n", "\\n"), ("\t", "\\t"), ("\u001b", "\\e"), ("\u0085", "\\u0085"), ("\u2028", "\\u2028")])
        {
            var value = "arena" + control;
            var key = entry.NeedsRoom ? $"{entry.Key}:lobby" : entry.Key;
            var wanted = $"{key}{(flag.Length == 0 ? "" : $" ({flag})")}: {(entry.IsSecret ? "" : $"\"arena{shown}\" ")}has a control character";
            var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [key] = value });

            Assert.Contains(wanted, Settings.From(json, []).Faults);
            Assert.Contains(wanted, Settings.From(null, [$"ECS_{key.Replace(":", "__", StringComparison.Ordinal)}={value}"]).Faults);
            if (entry.Argument.Length != 0 && flag.Length != 0)
                Assert.Contains(wanted, Settings.FromLine(entry.NeedsRoom ? [flag, $"lobby={value}"] : [flag, value]).Faults);
            Assert.All(Settings.From(json, []).Faults, static fault => Assert.DoesNotContain(fault, char.IsControl));
        }
    }

    [Theory]
    [InlineData("--config", "--config", "settings.json\r")]
    [InlineData("\"match.rec\\r\"", "replay", "info", "match.rec\r")]
    [InlineData("--output", "replay", "trim", "match.rec", "--from", "1", "--to", "2", "--output", "out.rec\r")]
    public void So_is_an_argument_that_is_no_setting(string named, params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments, ReplayCommand.Create(TestGames.Shipped));

        var fault = Assert.Single(line.Faults);
        Assert.False(line.IsQuestion);
        Assert.StartsWith(named, fault, StringComparison.Ordinal);
        Assert.EndsWith("\\r\" has a control character", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--screenshot", "last.png\r")]
    [InlineData("--replay", "match.rec\r")]
    [InlineData("--watch", "lobby\r")]
    [InlineData("--token", "open sesame\r")]
    public void So_is_an_option_of_the_window(string flag, string value)
    {
        var faults = ViewOptions.Of(ViewOptions.Parse(["--connect", "127.0.0.1:9050", flag, value])).Faults;

        var fault = Assert.Single(faults);
        Assert.StartsWith($"{flag}: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arena\u200b", "\"arena\\u200B\"")]
    [InlineData("\ufeffarena", "\"\\uFEFFarena\"")]
    [InlineData("arena\u00a0", "\"arena\\u00A0\"")]
    [InlineData("arena ", "\"arena \"")]
    [InlineData("\U000e0041arena", "\"\\U000E0041arena\"")]
    public void What_cannot_be_seen_is_shown_where_a_value_is_refused(string mode, string shown)
    {
        Assert.Contains($"there is no mode {shown};", Settings.From(null, [$"ECS_Mode={mode}"]).Faults[0], StringComparison.Ordinal);
        Assert.Contains($"there is no mode {shown};", Settings.From(null, [$"ECS_Rooms__lobby={mode}"]).Faults[0], StringComparison.Ordinal);
        Assert.Contains($"there is no door {shown};", Settings.From(null, [$"ECS_Doors={mode}x"]).Faults[0].Replace("x\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_one_is_told_with_it()
    {
        Assert.Contains("Bots:lobby\\r (--bots): there is no room of that name", Settings.From(null, ["ECS_Bots__lobby\r=2"]).Faults);
        Assert.Equal(["Mode\\r: nothing knows this key"], Settings.From(null, ["ECS_Mode\r=arena"]).Warnings);
    }
}
