using System.Text;
using Ecs.Protocol;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Sqlite;

namespace Ecs.Tests.Server.Storage;

/// <summary>A file of a server that kept hashes of passwords is carried over: everybody gets in as before, and the hashes are gone.</summary>
public sealed class OlderStoreTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("0123456789abcdef");

    private readonly StoreFolder _folder = new();
    private readonly byte[] _hash = Scram.Salt(Password, Salt, 1_000);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_had_an_account_has_it_and_its_character_and_the_hash_is_in_no_file_any_more()
    {
        Write(_hash);
        Assert.True(IsInAFile(_hash));

        using (var store = _folder.Open())
        {
            Assert.Equal(StoreResult.Done, store.FindAccount("ana", out var account));
            Assert.Equal(("Ana", 1_000, true), (account!.Name, account.Password.Rounds, account.Password.Matches(Password)));
            Assert.False(account.Password.Matches("correct horsf"));
            Assert.Equal(Scram.ServerKeyOf(_hash), account.Password.ServerKey.ToArray());
            Assert.Equal(StoreResult.Missing, store.FindToken(new byte[32], out _));
        }

        Assert.False(IsInAFile(_hash));
        using var plain = _folder.OpenPlainly();
        Assert.Equal((long)SqliteSchema.Current.Version, plain.Ask("PRAGMA user_version", out _));
        Assert.Equal(1L, plain.Ask("SELECT count(*) FROM character", out _));
    }

    [Fact]
    public void A_hash_that_was_damaged_before_lets_nobody_in_and_stops_nobody_else()
    {
        Write(_hash[..31]);

        using var store = _folder.Open();

        Assert.Equal(StoreResult.Damaged, store.FindAccount("ana", out _));
        Assert.Equal(StoreResult.Missing, store.FindAccount("bob", out _));
    }

    private void Write(byte[] hash)
    {
        using var old = _folder.OpenPlainly();
        foreach (var sql in (string[])
        [
            "CREATE TABLE account (key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, salt BLOB NOT NULL, rounds INTEGER NOT NULL, hash BLOB NOT NULL)",
            "CREATE TABLE character (account TEXT NOT NULL REFERENCES account (key), mode TEXT NOT NULL, version INTEGER NOT NULL, content BLOB NOT NULL, "
                + "digest BLOB NOT NULL, active INTEGER NOT NULL, last_seen INTEGER NOT NULL, PRIMARY KEY (account, mode))",
            $"INSERT INTO account VALUES ('ana', 'Ana', x'{Convert.ToHexString(Salt)}', 1000, x'{Convert.ToHexString(hash)}')",
            "INSERT INTO character VALUES ('ana', 'argentum', 3, x'0102', x'00', 1, 7)",
            $"PRAGMA application_id = {SqliteSchema.ApplicationId}",
            "PRAGMA user_version = 1",
        ])
        {
            Assert.Equal(SqliteCode.Ok, old.Run(sql));
        }
    }

    private bool IsInAFile(byte[] hash) =>
        Directory.GetFiles(_folder.Folder).Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(hash) >= 0);
}
