using Ecs.Server.Options;
using Ecs.Tests.House;
using Ecs.Tests.Server.Console;

namespace Ecs.Tests.Server.Options;

/// <summary>The page for operators leaves nothing out and names nothing that is not there.</summary>
public sealed class OperatingPageTests
{
    private readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    [Fact]
    public void Every_option_is_on_the_page_beside_its_flag() =>
        Assert.All(OptionTable.All, entry =>
            Assert.Contains($"| `{entry.Key}` | {(entry.Flag.Length == 0 ? "no flag" : $"`{entry.Flag}`")} |", _page, StringComparison.Ordinal));

    [Fact]
    public void Every_command_and_short_form_is_on_the_page()
    {
        using var rig = new CommandRig();
        foreach (var command in rig.Registry.All)
        {
            Assert.Matches($"`{command.Name}[ `]", _page);
            Assert.All(command.ShortForms, form => Assert.Contains($"`{form}`", _page, StringComparison.Ordinal));
        }
    }
}
