using Ecs.Server.Guards;
using Ecs.Server.Storage;

namespace Ecs.Tests.Server.Storage;

/// <summary>What both stores promise.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static AccountRecord Ana { get; } = new("ana", "Ana", PasswordHash.Create("secret", 2));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_added_and_saved_is_found_again(bool inMemory)
    {
        using var store = Open(inMemory);

        Assert.Equal(StoreResult.Done, store.Add(Ana, Character("ana", 1, "first")));
        Assert.Equal(StoreResult.Done, store.FindAccount("ana", out var account));
        Assert.Equal(("ana", "Ana", true), (account!.Key, account.Name, account.Password.Matches("secret")));
        Assert.Equal((StoreResult.Done, 1L, "first"), Find(store, "ana"));

        var buffer = "second"u8.ToArray();
        Assert.Equal(StoreResult.Done, store.Save([Character("ana", 2, buffer), Character("ana", 7, "", "survival")]));
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
        store.Add(Ana, Character("ana", 1, "hers"));
        Assert.Equal(StoreResult.Done, store.Add(new AccountRecord("bo", "Bo", Ana.Password)));
        Assert.Equal(StoreResult.Taken, store.Add(new AccountRecord("bo", "BO", Ana.Password)));
        store.Add(TokenOf("ana", 1, 100), 50);
        store.Add(TokenOf("bo", 2, 100), 50);

        Assert.Equal(StoreResult.Done, store.ChangePassword("bo", PasswordHash.Create("other", 2)));
        Assert.Equal(StoreResult.Missing, store.ChangePassword("zoe", Ana.Password));
        store.FindAccount("bo", out var bo);
        Assert.True(bo!.Password.Matches("other"));
        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("bo", 2, 100).Digest, out _));
        Assert.Equal(StoreResult.Done, store.FindToken(TokenOf("ana", 1, 100).Digest, out var token));
        Assert.Equal(("ana", 100L), (token!.Account, token.Ends));

        Assert.Equal(StoreResult.Done, store.Delete("ana"));
        Assert.Equal(StoreResult.Missing, store.Delete("ana"));
        Assert.Equal((StoreResult.Missing, 0L, ""), Find(store, "ana"));
        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 1, 100).Digest, out _));
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
        store.Add(Ana, Character("ana", 1, ""));
        store.Add(TokenOf("ana", 0, 50), 10);
        for (byte number = 1; number <= TokenRecord.AccountLimit + 1; number++)
            Assert.Equal(StoreResult.Done, store.Add(TokenOf("ana", number, 100 + number), 50));

        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 0, 0).Digest, out _));
        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 1, 0).Digest, out _));
        Assert.Equal(StoreResult.Done, store.FindToken(TokenOf("ana", 2, 0).Digest, out _));
        Assert.Equal(StoreResult.Done, store.FindToken(TokenOf("ana", TokenRecord.AccountLimit + 1, 0).Digest, out _));
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

    private static TokenRecord TokenOf(string account, byte number, long ends)
    {
        var digest = new byte[32];
        digest[31] = number;
        return new(digest, account, ends);
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

    private static CharacterRecord Character(string account, long version, string content, string mode = "argentum") =>
        new(account, mode, version, System.Text.Encoding.UTF8.GetBytes(content), true, 5);

    private static CharacterRecord Character(string account, long version, byte[] shared) => new(account, "argentum", version, shared, true, 5);

    private static (StoreResult Result, long Version, string Text) Find(IStore store, string account, string mode = "argentum")
    {
        var result = store.FindCharacter(account, mode, out var character);
        return (result, character.Version, System.Text.Encoding.UTF8.GetString(character.Content.Span));
    }
}
