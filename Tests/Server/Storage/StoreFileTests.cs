using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Sqlite;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>Files that are not a whole store of this version are refused with one line, and stay as they are.</summary>
public sealed class StoreFileTests(ITestOutputHelper output) : IDisposable
{
    private readonly StoreFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(5000)]
    public void A_file_that_is_no_database_is_refused_and_not_touched(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(_folder.Path, bytes);

        AssertRefused(ExitCode.BadFile, "is no database");

        Assert.Equal(bytes, File.ReadAllBytes(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRAGMA application_id = 7")]
    [InlineData("PRAGMA user_version = 1")]
    public void A_database_of_another_program_is_refused_and_not_touched(string setting)
    {
        using (var other = _folder.OpenPlainly())
        {
            Assert.Equal(SqliteCode.Ok, other.Run("CREATE TABLE places (url TEXT)"));
            if (setting.Length != 0)
                Assert.Equal(SqliteCode.Ok, other.Run(setting));
        }

        var before = File.ReadAllBytes(_folder.Path);
        AssertRefused(ExitCode.BadFile, "is a database of another program");

        Assert.Equal(before, File.ReadAllBytes(_folder.Path));
    }

    [Fact]
    public void A_store_of_a_newer_server_is_refused_and_not_touched()
    {
        _folder.Open().Dispose();
        using (var newer = _folder.OpenPlainly())
            Assert.Equal(SqliteCode.Ok, newer.Run($"PRAGMA user_version = {SqliteSchema.Current.Version + 1}"));
        var before = File.ReadAllBytes(_folder.Path);

        AssertRefused(ExitCode.BadFile, "was written by a newer server (schema 3, this one knows 2)");

        Assert.Equal(before, File.ReadAllBytes(_folder.Path));
    }

    [Fact]
    public void Our_head_with_other_tables_is_refused()
    {
        using (var odd = _folder.OpenPlainly())
        {
            Assert.Equal(SqliteCode.Ok, odd.Run("CREATE TABLE account (other TEXT)"));
            odd.Run($"PRAGMA application_id = {SqliteSchema.ApplicationId}");
            odd.Run($"PRAGMA user_version = {SqliteSchema.Current.Version}");
        }

        AssertRefused(ExitCode.BadFile, "no such table: character");
    }

    [Fact]
    public void An_older_store_is_brought_up_and_keeps_what_it_has()
    {
        var ana = new AccountRecord("ana", "Ana", PasswordHash.Create("x", 1));
        using (var store = _folder.Open())
            store.Add(ana, new CharacterRecord("ana", "argentum", 3, "hers"u8.ToArray(), false, 0));
        var next = new SqliteSchema([["never run again"], ["nor this"], ["ALTER TABLE account ADD COLUMN mail TEXT", "CREATE TABLE guild (name TEXT)"]]);

        var code = new SqliteOpener(next).TryOpen(_folder.Path, out var brought, out var fault);

        Assert.Equal((ExitCode.Ok, ""), (code, fault));
        using (brought)
            Assert.Equal(StoreResult.Done, brought!.FindCharacter("ana", "argentum", out _));
        using var plain = _folder.OpenPlainly();
        Assert.Equal(3L, plain.Ask("PRAGMA user_version", out _));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_older_store_as_it_was()
    {
        _folder.Open().Dispose();
        var broken = new SqliteSchema([["never run again"], ["nor this"], ["CREATE TABLE guild (name TEXT)", "CREATE TABLE account (twice TEXT)"]]);

        var code = new SqliteOpener(broken).TryOpen(_folder.Path, out var store, out _);

        Assert.Equal((ExitCode.BadFile, null), (code, store));
        using (var older = _folder.Open())
            Assert.Equal(StoreResult.Missing, older.FindAccount("ana", out _));
        using var plain = _folder.OpenPlainly();
        Assert.Equal(0L, plain.Ask("SELECT count(*) FROM sqlite_master WHERE name = 'guild'", out _));
    }

    [Fact]
    public void A_store_in_use_is_refused_to_a_second_server_and_free_again_afterwards()
    {
        using (_folder.Open())
            AssertRefused(ExitCode.BadOption, "is in use by another server");

        _folder.Open().Dispose();
    }

    /// <summary>Names of one file: what is locked is the file that is meant.</summary>
    [Theory]
    [InlineData("symbolic link")]
    [InlineData("link to a link")]
    [InlineData("relative link")]
    [InlineData("link of the folder")]
    [InlineData("way through a linked folder and back")]
    [InlineData("hard link")]
    public void A_store_in_use_is_refused_by_every_other_name_too(string kind)
    {
        if (kind == "hard link" && !OperatingSystem.IsLinux())
            return; // Only there the file itself is locked.
        using var first = _folder.Open();
        var other = OtherName(kind);

        var code = StoreFile.TryOpen(other, out var second, out var fault);

        Assert.Equal((ExitCode.BadOption, null), (code, second));
        Assert.EndsWith(" is in use by another server", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_store_that_is_not_there_yet_makes_and_locks_the_one_that_is_meant()
    {
        var link = Path.Combine(_folder.Folder, "current.db");
        File.CreateSymbolicLink(link, "ecs.db");
        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(link, out var store, out _));

        using (store)
            AssertRefused(ExitCode.BadOption, "is in use by another server");

        Assert.True(File.Exists(_folder.Path));
        Assert.False(File.Exists(link + ".lock"));
        _folder.Open().Dispose();
    }

    [Fact]
    public void What_a_link_has_saved_is_there_by_the_plain_name()
    {
        var link = OtherName("symbolic link");
        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(link, out var linked, out _));
        using (linked)
            linked!.Add(new AccountRecord("ana", "Ana", PasswordHash.Create("x", 1)), new CharacterRecord("ana", "argentum", 1, new byte[3], false, 0));

        using var plain = _folder.Open();

        Assert.Equal(StoreResult.Done, plain.FindAccount("ana", out _));
    }

    [Fact]
    public void Links_in_a_circle_are_one_line()
    {
        File.CreateSymbolicLink(_folder.Path, _folder.Path + ".other");
        File.CreateSymbolicLink(_folder.Path + ".other", _folder.Path);

        AssertRefused(ExitCode.BadOption, "its links lead in a circle");
    }

    [Fact]
    public void A_stranger_s_file_gets_no_lock_beside_it()
    {
        File.WriteAllText(_folder.Path, "Dear diary");

        AssertRefused(ExitCode.BadFile, "is no database");

        Assert.Equal([_folder.Path], Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_by_name()
    {
        var nowhere = Path.Combine(Path.GetDirectoryName(_folder.Path)!, "no", "such", "ecs.db");

        Assert.Equal(ExitCode.BadOption, StoreFile.TryOpen(nowhere, out _, out var missing));
        Directory.CreateDirectory(_folder.Path);
        Assert.Equal(ExitCode.BadOption, StoreFile.TryOpen(_folder.Path, out _, out var folder));

        Assert.StartsWith($"Store (--store): {nowhere} cannot be written: ", missing, StringComparison.Ordinal);
        Assert.StartsWith($"Store (--store): {_folder.Path} cannot be opened: ", folder, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', missing + folder);
    }

    /// <summary>Data/Storage/own-binding.db was written by the server before it used Microsoft.Data.Sqlite.</summary>
    [Fact]
    public void A_store_of_the_binding_that_we_had_opens_and_has_everything()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "Storage", "own-binding.db"), _folder.Path);

        using var store = _folder.Open();

        Assert.Equal(StoreResult.Done, store.FindAccount("ana", out var account));
        Assert.Equal("Ana", account!.Name);
        Assert.True(account.Password.Matches("the old password"));
        Assert.Equal(StoreResult.Done, store.FindCharacter("ana", "argentum", out var character));
        Assert.Equal("her bag"u8, character.Content.Span);
        Assert.Equal((3L, false, 1_790_000_000L), (character.Version, character.IsActive, character.LastSeen));
    }

    [Fact]
    public void Memory_is_no_file()
    {
        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen("memory", out var store, out _));

        Assert.IsType<MemoryStore>(store);
        Assert.False(File.Exists("memory"));
    }

    /// <summary>A changed store is opened or refused; what it then gives out is what was saved, or nothing.</summary>
    [Fact]
    public void Changed_files_are_opened_or_refused_and_never_give_out_what_was_not_saved()
    {
        const int seed = 11;
        const int mutations = 400;
        var whole = MakeStore();
        var random = new Random(seed);
        var opened = 0;
        var damaged = 0;
        for (var mutation = 0; mutation < mutations; mutation++)
        {
            File.WriteAllBytes(_folder.Path, Mutate(whole, random));
            var code = StoreFile.TryOpen(_folder.Path, out var store, out var fault);
            if (code == ExitCode.Ok)
            {
                opened++;
                damaged += CountDamaged(store!);
                store!.Dispose();
            }
            else
            {
                Assert.Equal((ExitCode.BadFile, 1), (code, fault.Split('\n').Length));
            }

            File.Delete(_folder.Path + "-wal");
            File.Delete(_folder.Path + "-shm");
        }

        output.WriteLine($"seed {seed}: {opened} of {mutations} opened, {damaged} characters in them refused");
        Assert.InRange(opened, 1, mutations - 1);
        Assert.NotEqual(0, damaged);
    }

    public void Dispose() => _folder.Dispose();

    private string OtherName(string kind)
    {
        var other = Path.Combine(_folder.Folder, "other.db");
        switch (kind)
        {
            case "symbolic link":
                File.CreateSymbolicLink(other, _folder.Path);
                return other;
            case "relative link":
                File.CreateSymbolicLink(other, Path.Combine("..", Path.GetFileName(_folder.Folder), "ecs.db"));
                return other;
            case "link to a link":
                File.CreateSymbolicLink(other, _folder.Path);
                File.CreateSymbolicLink(other + "2", "other.db");
                return other + "2";
            case "link of the folder":
                Directory.CreateSymbolicLink(other, _folder.Folder);
                return Path.Combine(other, "ecs.db");
            case "way through a linked folder and back":
                // The system goes back to the folder around the one that the link points into, not to the folder with the link.
                var inner = Directory.CreateDirectory(Path.Combine(_folder.Folder, "far", "inner")).FullName;
                Directory.CreateSymbolicLink(other, inner);
                File.CreateSymbolicLink(Path.Combine(_folder.Folder, "far", "ecs.db"), _folder.Path);
                return Path.Combine(other, "..", "ecs.db");
            default:
                HardLink.Create(_folder.Path, other);
                return other;
        }
    }

    private byte[] MakeStore()
    {
        using (var store = _folder.Open())
        {
            for (var number = 0; number < Characters; number++)
            {
                var account = new AccountRecord($"player{number}", $"Player{number}", PasswordHash.Create("x", 1));
                var character = new CharacterRecord(account.Key, "argentum", number, ContentOf(number), false, 0);
                Assert.Equal(StoreResult.Done, store.Add(account, character));
            }
        }

        return File.ReadAllBytes(_folder.Path);
    }

    private const int Characters = 12;

    private static byte[] ContentOf(int number)
    {
        var content = new byte[700];
        new Random(number).NextBytes(content);
        return content;
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - 64), 64));
                return bytes;
            default:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    private static int CountDamaged(IStore store)
    {
        var damaged = 0;
        for (var number = 0; number < Characters; number++)
        {
            store.FindAccount($"player{number}", out _);
            var result = store.FindCharacter($"player{number}", "argentum", out var character);
            if (result == StoreResult.Done)
            {
                Assert.Equal(number, character.Version);
                Assert.Equal(ContentOf(number), character.Content.ToArray());
            }

            damaged += result == StoreResult.Damaged ? 1 : 0;
        }

        return damaged;
    }

    private void AssertRefused(int code, string why)
    {
        Assert.Equal(code, StoreFile.TryOpen(_folder.Path, out var store, out var fault));
        Assert.Null(store);
        Assert.StartsWith($"Store (--store): {_folder.Path} ", fault, StringComparison.Ordinal);
        Assert.Contains(why, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }
}
