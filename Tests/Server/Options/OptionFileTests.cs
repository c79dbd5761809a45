using Ecs.Server.Host;
using Ecs.Server.Options;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Options;

/// <summary>What the server writes is nothing else's file, by whatever name.</summary>
public sealed class OptionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-files-").FullName;

    private string A => Path.Combine(_folder, "a");

    private string B => Path.Combine(_folder, "b");

    private ServerOptions Apart => new() { Store = Path.Combine(_folder, "ecs.db"), Report = A, Record = B };

    [Fact]
    public void Files_of_their_own_pass()
    {
        Assert.True(OptionFiles.AreApart(Apart, out var fault), fault);
        Assert.True(OptionFiles.AreApart(new ServerOptions { Store = "memory" }, out _));
    }

    [Fact]
    public void A_recording_that_is_the_report_is_refused_by_both_names()
    {
        Assert.False(OptionFiles.AreApart(Apart with { Record = A }, out var fault));

        Assert.Equal($"Record (--record): {A} is the file of Report (--report) too", fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData(".lock")]
    public void What_belongs_to_the_store_is_no_report_and_no_recording(string ending)
    {
        var options = Apart;
        var taken = options.Store + ending;
        File.WriteAllText(taken, "accounts");

        Assert.False(OptionFiles.AreApart(options with { Report = taken }, out var report));
        Assert.False(OptionFiles.AreApart(options with { Record = taken }, out var record));

        Assert.Equal($"Report (--report): {taken} is the file of Store (--store) too", report);
        Assert.Equal($"Record (--record): {taken} is the file of Store (--store) too", record);
        Assert.Equal("accounts", File.ReadAllText(taken));
    }

    [Fact]
    public void What_lies_beside_the_store_that_is_meant_is_taken_under_a_link_of_it_too()
    {
        var link = Path.Combine(_folder, "link.db");
        File.CreateSymbolicLink(link, Apart.Store);

        Assert.False(OptionFiles.AreApart(Apart with { Store = link, Report = Apart.Store + "-wal" }, out var fault));

        Assert.Equal($"Report (--report): {Apart.Store}-wal is the file of Store (--store) too", fault);
    }

    [Fact]
    public void A_map_is_not_written_over()
    {
        var map = Path.Combine(_folder, "x.tmj");
        var options = Apart with { Report = map, Maps = new Dictionary<string, string> { [""] = map } };

        Assert.False(OptionFiles.AreApart(options, out var fault));

        Assert.Equal($"Report (--report): {map} is the file of Map (--map) too", fault);
    }

    [Theory]
    [InlineData("symbolic")]
    [InlineData("dangling")]
    [InlineData("relative")]
    [InlineData("folder")]
    [InlineData("hard")]
    public void Another_name_of_the_same_file_is_the_same_file(string kind)
    {
        if (kind == "hard" && !OperatingSystem.IsLinux())
            return; // Only there names are compared by what they mean.
        if (kind != "dangling")
            File.WriteAllText(A, "");
        var other = B;
        if (kind is "symbolic" or "dangling")
            File.CreateSymbolicLink(B, A);
        else if (kind == "folder")
            other = Path.Combine(Directory.CreateSymbolicLink(B, _folder).FullName, "a");
        else if (kind == "relative")
            other = Path.Combine(_folder, "..", Path.GetFileName(_folder), ".", "a");
        else
            HardLink.Create(A, B);

        Assert.False(OptionFiles.AreApart(Apart with { Report = A, Record = other }, out var fault));
        Assert.StartsWith("Record (--record): ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rooms_are_not_recorded_in_one_file()
    {
        File.CreateSymbolicLink($"{B}.lobby", $"{B}.arena");
        var options = Apart with { Rooms = [new RoomDefinition("lobby", "arena")] };

        Assert.False(OptionFiles.AreApart(options, out var fault));

        Assert.Equal($"Record (--record): {B}.lobby is the file of Record (--record) too", fault);
    }

    [Fact]
    public void A_device_may_be_named_as_often_as_anybody_likes()
    {
        if (OperatingSystem.IsLinux())
            Assert.True(OptionFiles.AreApart(Apart with { Report = "/dev/null", Record = "/dev/null" }, out _));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
