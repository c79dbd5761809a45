using Ecs.Server.Storage;

namespace Ecs.Tests.Server.Storage;

/// <summary>Stories that end alike in every store, the Redis' too.</summary>
internal static class StorePromises
{
    public static AccountRecord Ana { get; } = new("ana", "Ana", PasswordHash.Create("secret", 2));

    /// <summary>Ana is added and found, with her character.</summary>
    public static void FindWhatWasAdded(IStore store)
    {
        Assert.Equal(StoreResult.Done, store.Add(Ana, Character("ana", 1, "first")));
        Assert.Equal(StoreResult.Done, store.FindAccount("ana", out var account));
        Assert.Equal(("ana", "Ana", true), (account!.Key, account.Name, account.Password.Matches("secret")));
        Assert.Equal((StoreResult.Done, 1L, "first"), Find(store, "ana"));
    }

    /// <summary>A password is changed, and Ana deleted; of the accounts bo is left.</summary>
    public static void ChangeAndDelete(IStore store)
    {
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
        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 1, 100).Digest, out _));
    }

    /// <summary>A token that has ended goes, and of more than an account may have the one that ends first.</summary>
    public static void EndTokens(IStore store)
    {
        store.Add(Ana, Character("ana", 1, ""));
        store.Add(TokenOf("ana", 0, 50), 10);
        for (byte number = 1; number <= TokenRecord.AccountLimit + 1; number++)
            Assert.Equal(StoreResult.Done, store.Add(TokenOf("ana", number, 100 + number), 50));

        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 0, 0).Digest, out _));
        Assert.Equal(StoreResult.Missing, store.FindToken(TokenOf("ana", 1, 0).Digest, out _));
        Assert.Equal(StoreResult.Done, store.FindToken(TokenOf("ana", 2, 0).Digest, out _));
        Assert.Equal(StoreResult.Done, store.FindToken(TokenOf("ana", TokenRecord.AccountLimit + 1, 0).Digest, out _));
    }

    public static CharacterRecord Character(string account, long version, string content, string mode = "argentum", bool isActive = true) =>
        new(account, mode, version, System.Text.Encoding.UTF8.GetBytes(content), isActive, 5);

    public static TokenRecord TokenOf(string account, byte number, long ends) => new([.. Enumerable.Repeat(number, 32)], account, ends);

    public static (StoreResult Result, long Version, string Text) Find(IStore store, string account, string mode = "argentum")
    {
        var result = store.FindCharacter(account, mode, out var character);
        return (result, character.Version, System.Text.Encoding.UTF8.GetString(character.Content.Span));
    }
}
