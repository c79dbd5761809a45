using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Redis;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>The store in a genuine Redis: what all stores promise, and what several servers on one may do.</summary>
[Collection(SocketLane.Name)]
public sealed class RedisStoreTests : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private RedisChild? _redis;

    private static AccountRecord Ana => StorePromises.Ana;

    private RedisChild Redis => _redis ??= new RedisChild();

    [ComponentFact("redis-server")]
    public void What_was_added_and_saved_is_found_again_under_the_keys_of_the_page()
    {
        var store = Open();

        StorePromises.FindWhatWasAdded(store);

        Assert.Equal(StoreResult.Done, store.Save([Character(2, "second"), Character(7, "", mode: "survival")]));

        Assert.Empty(store.Refused);
        Assert.Equal((StoreResult.Done, 2L, "second"), Find(store));
        Assert.Equal((StoreResult.Done, 7L, ""), Find(store, mode: "survival"));
        Assert.Equal(StoreResult.Missing, store.FindAccount("Ana", out _));
        Assert.Equal((StoreResult.Missing, 0L, ""), Find(store, "bo"));
        Assert.Equal("Ana 2", Redis.Ask("HMGET", "account:ana", "name", "rounds"));
        Assert.Equal("1 5 second 2", Redis.Ask("MGET", "session:ana:active", "session:ana:last_seen", "player:ana:character", "player:ana:version"));
        Assert.Equal("7", Redis.Ask("GET", "player:ana:survival:version"));
    }

    [ComponentFact("redis-server")]
    public void Every_key_is_one_of_the_page()
    {
        var store = Open();
        store.Add(Ana, Character(1, "first"));
        store.Add(StorePromises.TokenOf("ana", 0xab, 100), 50);
        store.Save(new Ban(BanKind.Name, "zoe", "", 0));
        store.Save(new Ban(BanKind.Address, "192.0.2.1", "", 0));
        RedisChild.Until(() => Redis.Ask("EXISTS", "server:mark") == "1");
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "storage.md"));

        var keys = Redis.Ask("KEYS", "*").Split(' ');

        Assert.Equal(14, keys.Length);
        Assert.All(keys, key =>
        {
            var named = key.Replace("ana", "{id}", StringComparison.Ordinal).Replace("zoe", "{subject}", StringComparison.Ordinal);
            named = named.Replace("192.0.2.1", "{subject}", StringComparison.Ordinal).Replace(string.Concat(Enumerable.Repeat("ab", 32)), "{digest}", StringComparison.Ordinal);
            Assert.Contains($"`{named}`", page, StringComparison.Ordinal);
        });
    }

    [ComponentFact("redis-server")]
    public void A_password_is_changed_and_an_account_deleted_with_all_that_is_its_own()
    {
        var store = Open();

        StorePromises.ChangeAndDelete(store);

        Assert.Equal(["account:bo"], Redis.Ask("KEYS", "*").Split(' ').Where(static key => !key.StartsWith("server:", StringComparison.Ordinal)));
    }

    [ComponentFact("redis-server")]
    public void Tokens_that_have_ended_go_and_of_too_many_those_that_end_first()
    {
        var store = Open();

        StorePromises.EndTokens(store);
    }

    [ComponentFact("redis-server")]
    public void Bans_and_names_of_any_letters_come_back()
    {
        var store = Open();
        Ban[] bans =
        [
            new(BanKind.Name, "a:b%3Ac", "", 0), new(BanKind.Account, "ana", "for this", 99), new(BanKind.Address, "2001:db8::", "", 0),
            new(BanKind.Address, "ana", "no name", 0),
        ];
        foreach (var ban in bans)
            Assert.Equal(StoreResult.Done, store.Save(ban));
        store.Save(new Ban(BanKind.Name, "gone", "", 0));
        store.Remove(new Ban(BanKind.Name, "gone", "", 0));
        foreach (var key in (string[])["a:b%25", "ñandú 名前 𝔸", "x:tokens"])
            Assert.Equal(StoreResult.Done, store.Add(new AccountRecord(key, "A", Ana.Password), new CharacterRecord(key, "argentum", 1, default, true, 1)));

        var (found, keys) = (new List<Ban>(), new List<string>());
        Assert.Equal(StoreResult.Done, store.VisitBans(found.Add));
        Assert.Equal(StoreResult.Done, store.VisitKeys(keys.Add));

        Assert.Equal(bans.OrderBy(static ban => ban.ToString()), found.OrderBy(static ban => ban.ToString()));
        Assert.Equal(["a:b%25", "x:tokens", "ñandú 名前 𝔸"], keys.Order(StringComparer.Ordinal));
    }

    [ComponentFact("redis-server")]
    public void A_character_is_played_on_one_server_at_a_time()
    {
        var (one, other) = (Open(), Open());
        one.Add(Ana, Character(1, "first"));

        Assert.Equal(StoreResult.Elsewhere, other.FindCharacter("ana", "argentum", out _));
        Assert.Equal(StoreResult.Done, one.Save([Character(2, "left", isActive: false)]));

        Assert.Equal((StoreResult.Done, 2L, "left"), Find(other));
        Assert.Equal(StoreResult.Elsewhere, one.FindCharacter("ana", "argentum", out _));
    }

    [ComponentFact("redis-server")]
    public void A_save_of_who_no_longer_holds_it_is_refused_alone()
    {
        var (one, other) = (Open(), Open());
        one.Add(Ana, Character(1, "first"));
        one.Add(new AccountRecord("bo", "Bo", Ana.Password), Character(1, "his", "bo"));

        // As after a silence of ten seconds.
        Redis.Ask("DEL", "player:ana:lease");
        Assert.Equal((StoreResult.Done, 1L, "first"), Find(other));
        Assert.Equal(StoreResult.Done, other.Save([Character(2, "theirs")]));
        Assert.Equal(StoreResult.Done, one.Save([Character(2, "saved", "bo"), Character(50, "stale")]));

        Assert.Equal([1], one.Refused);
        Assert.Equal("theirs saved", Redis.Ask("MGET", "player:ana:character", "player:bo:character"));
        Assert.Equal(StoreResult.Done, other.Save([Character(3, "gone", isActive: false)]));
        Assert.Equal(StoreResult.Done, one.Save([Character(51, "stale")]));
        Assert.Equal([0], one.Refused);
    }

    [ComponentFact("redis-server")]
    public void A_save_of_an_older_version_is_refused_and_the_same_again_is_not()
    {
        var store = Open();
        store.Add(Ana, Character(long.MaxValue - 1, "first"));

        Assert.Equal(StoreResult.Done, store.Save([Character(long.MaxValue - 2, "older")]));
        Assert.Equal([0], store.Refused);
        Assert.Equal((StoreResult.Done, long.MaxValue - 1, "first"), Find(store));

        Assert.Equal(StoreResult.Done, store.Save([Character(long.MaxValue, "newer")]));
        Assert.Equal(StoreResult.Done, store.Save([Character(long.MaxValue, "newer")]));
        Assert.Empty(store.Refused);
    }

    [ComponentFact("redis-server")]
    public async Task Contended_log_ins_let_in_one_at_a_time()
    {
        var rounds = DeepRun.Or("REDIS_LOGINS", 1_000);
        var (one, other) = (Open(), Open());
        one.Add(Ana, Character(1, "", isActive: false));
        var (inside, doubles, entered, late) = (0, 0, 0, 0);

        void Play(IStore store)
        {
            while (Volatile.Read(ref entered) < rounds)
            {
                if (store.FindCharacter("ana", "argentum", out var character) != StoreResult.Done)
                    continue;
                if (Interlocked.Increment(ref inside) != 1)
                    Interlocked.Increment(ref doubles);
                Interlocked.Increment(ref entered);
                Interlocked.Decrement(ref inside);

                // As the server does it: what was not acknowledged in time is saved again.
                while (store.Save([Character(character.Version + 1, "", isActive: false)]) != StoreResult.Done)
                    Interlocked.Increment(ref late);
            }
        }

        await Task.WhenAll(Task.Run(() => Play(one)), Task.Run(() => Play(other)));

        Assert.Equal(0, doubles);
        Assert.InRange(entered, rounds, rounds + 1);
        Assert.Equal((StoreResult.Done, entered + 1L, ""), Find(one));
    }

    [ComponentFact("redis-server")]
    public void What_was_acknowledged_is_there_after_a_kill_of_the_Redis()
    {
        var store = Open();
        store.Add(Ana, Character(1, "first"));
        var acknowledged = 1L;
        for (var version = 2; version < 50; version++)
        {
            if (store.Save([Character(version, $"{version}")]) == StoreResult.Done)
                acknowledged = version;
        }

        Redis.Kill();
        Assert.Equal(StoreResult.Unavailable, store.Save([Character(60, "while it is down")]));
        Assert.NotEqual("", store.Fault);
        Redis.Start();

        Assert.Equal(49, acknowledged);
        Assert.Equal("49 49", Redis.Ask("MGET", "player:ana:version", "player:ana:character"));
        RedisChild.Until(() => store.Save([Character(61, "again")]) == StoreResult.Done);
        Assert.Empty(store.Refused);
    }

    [ComponentFact("redis-server")]
    public void After_everything_was_flushed_who_is_here_is_written_anew_and_the_rest_is_counted()
    {
        using var metrics = new ServerMetrics();
        var admission = new Admission(static () => TimeSpan.Zero, TimeProvider.System);
        var store = Open(metrics, admission);
        store.Add(Ana, Character(1, "first"));
        store.Save([Character(2, "second")]);
        store.Add(new AccountRecord("bo", "Bo", Ana.Password));
        store.VisitKeys(admission.Registered.Add);
        admission.Note("ana", isBorne: true);
        RedisChild.Until(() => Redis.Ask("EXISTS", "server:mark") == "1");
        Redis.Ask("FLUSHALL");

        var took = RedisChild.Until(() => Redis.Ask("GET", "player:ana:character") == "second");

        Assert.True(took < TimeSpan.FromSeconds(5), $"it took {took.TotalSeconds:0.0} s");
        RedisChild.Until(() => metrics.Store.Lost == 1);
        Assert.Equal("1 0 2", Redis.Ask("EXISTS", "account:ana") + " " + Redis.Ask("EXISTS", "account:bo") + " " + Redis.Ask("GET", "player:ana:version"));
        Assert.Equal(StoreResult.Done, store.Save([Character(3, "third")]));
        Assert.Empty(store.Refused);
        store.FindAccount("ana", out var account);
        Assert.True(account!.Password.Matches("secret"));
    }

    [ComponentFact("redis-server")]
    public void A_Redis_that_is_full_or_read_only_takes_nothing_and_what_was_there_stays()
    {
        var store = Open();
        store.Add(Ana, Character(1, "first"));

        Redis.Ask("CONFIG", "SET", "maxmemory", "1");
        Assert.Equal(StoreResult.Unavailable, store.Save([Character(2, "second", isActive: false)]));
        Redis.Ask("CONFIG", "SET", "maxmemory", "0");
        Redis.Ask("REPLICAOF", "127.0.0.1", "1");
        Assert.Equal(StoreResult.Unavailable, store.Save([Character(2, "second", isActive: false)]));
        Assert.Equal("first 1", Redis.Ask("MGET", "player:ana:character", "session:ana:active"));
        Redis.Ask("REPLICAOF", "NO", "ONE");

        RedisChild.Until(() => store.Save([Character(2, "second")]) == StoreResult.Done);
        Assert.Equal((StoreResult.Done, 2L, "second"), Find(store));
    }

    [ComponentFact("redis-server")]
    public void A_reset_in_the_middle_of_a_character_is_an_outage_and_no_character()
    {
        var content = new string('c', 1000);
        using var proxy = new CuttingProxy(Redis.Port);
        var store = Open(address: proxy.Address);
        store.Add(Ana, Character(1, content, isActive: false));

        proxy.Cut(from: 500);
        Assert.Equal((StoreResult.Unavailable, 0L, ""), Find(store));
        Assert.Equal(1, proxy.Resets);
        proxy.Heal();

        RedisChild.Until(() => Find(store) == (StoreResult.Done, 1L, content));
    }

    [ComponentFact("redis-server")]
    public void What_is_not_what_was_written_is_damaged()
    {
        var store = Open();
        store.Add(Ana, Character(1, "first"));
        Redis.Ask("SET", "player:ana:version", "many");
        Redis.Ask("HDEL", "account:ana", "salt");

        Assert.Equal(StoreResult.Damaged, store.FindCharacter("ana", "argentum", out _));
        Assert.Equal(StoreResult.Damaged, store.FindAccount("ana", out _));
        Assert.Contains("is not what was written", store.Fault, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
        _redis?.Dispose();
    }

    private IStore Open(ServerMetrics? metrics = null, Admission? admission = null, string? address = null)
    {
        var (node, figures) = (Ecs.Server.Redis.RedisNode.NewMark(), metrics ?? new ServerMetrics());
        var code = RedisStoreOpener.TryOpen(
            Redis.Options with { Address = address ?? Redis.Address, Patience = Patience.Limit }, node, figures, admission ?? new Admission(static () => TimeSpan.Zero, TimeProvider.System), NullLogger.Instance, out var store, out var fault);
        Assert.Equal((0, ""), (code, fault));
        _open.Add(store!);
        _open.Add(figures);
        return store!;
    }

    private static CharacterRecord Character(long version, string content, string account = "ana", string mode = "argentum", bool isActive = true) =>
        StorePromises.Character(account, version, content, mode, isActive);

    private static (StoreResult Result, long Version, string Text) Find(IStore store, string account = "ana", string mode = "argentum") =>
        StorePromises.Find(store, account, mode);
}
