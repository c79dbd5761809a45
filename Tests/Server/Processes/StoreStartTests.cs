using Ecs.Server.Storage;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>When a server opens its store, and how it ends when it cannot.</summary>
[Collection(ProcessLane.Name)]
public sealed class StoreStartTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public void A_server_whose_game_has_no_accounts_touches_no_file()
    {
        using var server = ServerChild.Start("--duration", "1", "--doors", "arena:0", "--store", _folder.Path);

        Assert.Equal(0, server.WaitForExit());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!));
    }

    [Fact]
    public void A_game_with_accounts_makes_the_store_and_closes_it_at_the_end()
    {
        using (var server = ServerChild.Start("--duration", "1", "--doors", "argentum:0", "--store", _folder.Path))
            Assert.Equal(0, server.WaitForExit());

        using var store = _folder.Open();
        Assert.Equal(StoreResult.Missing, store.FindAccount("ana", out _));
    }

    [Fact]
    public void A_file_that_is_no_store_ends_the_start_with_65_and_one_line()
    {
        File.WriteAllText(_folder.Path, "Dear diary, " + new string('x', 200));
        var before = File.ReadAllText(_folder.Path);
        using var server = ServerChild.Start("--doors", "argentum:0", "--store", _folder.Path);

        Assert.Equal(65, server.WaitForExit());
        Assert.Equal([$"Store (--store): {_folder.Path} is no database"], server.Errors);
        Assert.Empty(server.Output);
        Assert.Equal(before, File.ReadAllText(_folder.Path));
    }

    [Fact]
    public void A_store_that_another_server_has_ends_the_start_with_78_and_one_line()
    {
        using var first = _folder.Open();
        using var server = ServerChild.Start("--doors", "argentum:0", "--store", _folder.Path);

        Assert.Equal(78, server.WaitForExit());
        Assert.Equal([$"Store (--store): {_folder.Path} is in use by another server"], server.Errors);
    }

    public void Dispose() => _folder.Dispose();
}
