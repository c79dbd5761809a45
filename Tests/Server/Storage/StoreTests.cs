using Ecs.Server.Guards;
using Ecs.Server.Storage;
using static Ecs.Tests.Server.Storage.StorePromises;

namespace Ecs.Tests.Server.Storage;

/// <summary>What both stores promise.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_added_and_saved_is_found_again(bool inMemory)
    {
        using var store = Open(inMemory);

        FindWhatWasAdded(store);

        var buffer = "second"u8.ToArray();
        Assert.Equal(StoreResult.Done, store.Save([Shared(buffer), Character("ana", 7, "", "survival")]));
        buffer.AsSpan().Clear();

        Assert.Equal((StoreResult.Done, 2L, "second"), Find(store, "ana"));
        Assert.Equal((StoreResult.Done, 7L, ""), Find(store, "ana", "survival"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_not_there_is_missing(bool inMemory)
    {
        using var store = Open(inMemory);
        store.Add(Ana, Character("ana", 1, ""));

        Assert.Equal(StoreResult.Missing, store.FindAccount("Ana", out var account));
        Assert.Null(account);
        Assert.Equal((StoreResult.Missing, 0L, ""), Find(store, "ana", "survival"));
        Assert.Equal((StoreResult.Missing, 0L, ""), Find(store, "bo"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_password_is_changed_and_an_account_deleted_with_all_that_is_its_own(bool inMemory)
    {
        using var store = Open(inMemory);

        ChangeAndDelete(store);

        Assert.Equal((StoreResult.Missing, 0L, ""), Find(store, "ana"));
        var keys = new List<string>();
        Assert.Equal(StoreResult.Done, store.VisitKeys(keys.Add));
        Assert.Equal(["bo"], keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tokens_that_have_ended_go_and_of_too_many_those_that_end_first(bool inMemory)
    {
        using var store = Open(inMemory);

        EndTokens(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_ban_takes_the_place_of_one_of_the_same_subject(bool inMemory)
    {
        using var store = Open(inMemory);
        var spam = new Ban(BanKind.Address, "192.0.2.1", "spam", 7);
        Assert.Equal(StoreResult.Done, store.Save(spam));
        Assert.Equal(StoreResult.Done, store.Save(spam with { Until = 0 }));
        Assert.Equal(StoreResult.Done, store.Save(new Ban(BanKind.Account, "192.0.2.1", "", 0)));
        Assert.Equal(StoreResult.Done, store.Remove(new Ban(BanKind.Name, "192.0.2.1", "", 0)));
        Assert.Equal(StoreResult.Done, store.Remove(new Ban(BanKind.Name, "nobody", "", 0)));

        var bans = new List<Ban>();
        Assert.Equal(StoreResult.Done, store.VisitBans(bans.Add));
        Assert.Equal([spam with { Until = 0 }], bans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_account_is_added_once_and_the_second_leaves_no_trace(bool inMemory)
    {
        using var store = Open(inMemory);
        store.Add(Ana, Character("ana", 1, "hers"));

        Assert.Equal(StoreResult.Taken, store.Add(Ana with { Name = "ANA" }, Character("ana", 9, "not hers")));

        store.FindAccount("ana", out var account);
        Assert.Equal("Ana", account!.Name);
        Assert.Equal((StoreResult.Done, 1L, "hers"), Find(store, "ana"));
    }

    [Theory]
    [InlineData("ñandú 名前 𝔸")]
    [InlineData("'; DROP TABLE account; --")]
    [InlineData("a")]
    public void The_file_gives_back_after_closing_what_it_was_given(string key)
    {
        var content = new byte[CharacterRecord.ContentLimit];
        Random.Shared.NextBytes(content);
        using (var store = _folder.Open())
        {
            var first = new CharacterRecord(key, "argentum", long.MaxValue, content, true, 1_700_000_000);
            Assert.Equal(StoreResult.Done, store.Add(Ana with { Key = key }, first));
        }

        using var again = _folder.Open();

        Assert.Equal(StoreResult.Done, again.FindAccount(key, out var account));
        Assert.True(account!.Password.Matches("secret"));
        Assert.Equal(StoreResult.Done, again.FindCharacter(key, "argentum", out var found));
        Assert.Equal(content, found.Content.ToArray());
        Assert.Equal((long.MaxValue, 1_700_000_000L), (found.Version, found.LastSeen));
        Assert.False(found.IsActive, "nobody is online in a store that has just been opened");
    }

    [Fact]
    public void A_commit_goes_through_a_write_ahead_log()
    {
        using var store = _folder.Open();
        store.Add(Ana, Character("ana", 1, ""));

        Assert.True(File.Exists(_folder.Path + "-wal"));
    }

    public void Dispose() => _folder.Dispose();

    private IStore Open(bool inMemory) => inMemory ? new MemoryStore() : _folder.Open();

    private static CharacterRecord Shared(byte[] content) => new("ana", "argentum", 2, content, true, 5);
}
