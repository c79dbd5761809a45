using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Redis;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Storage.Redis;
using Ecs.Tests.Server.Redis;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>Servers that share a genuine Redis hear within seconds of each other's names and bans.</summary>
[Collection(SocketLane.Name)]
public sealed class RedisNewsTests : IDisposable
{
    private const string Password = "correct horse";

    /// <summary>Twice what the pause and a busy machine take.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private readonly List<IDisposable> _open = [];
    private readonly RedisChild _redis = new();

    [ComponentFact("redis-server")]
    public async Task A_name_that_is_registered_elsewhere_is_nobody_elses_here_and_one_that_is_deleted_is_free()
    {
        var (one, other) = (new AdmissionOf(this), new AdmissionOf(this));
        Assert.Equal(AccountOutcome.Welcome, (await one.Accounts.Calls.RegisterAsync("Bo:%", Password, Home)).Outcome);

        Within(() => other.Admission.Registered.Holds("bo:%"));

        Assert.Equal(AccountOutcome.Welcome, (await one.Accounts.Calls.DeleteAsync("Bo:%", Password, Home)).Outcome);
        var (gone, text) = ((string?)null, "");
        Within(() => other.Admission.TryTakeGone(out gone, out text));
        Assert.Equal(("bo:%", "the account was deleted"), (gone, text));
        Assert.False(other.Admission.Registered.Holds("bo:%"));

        // Its own changes come back to a server too, and are no news.
        Assert.True(one.Admission.TryTakeGone(out _, out _));
        Assert.Equal(AccountOutcome.Welcome, (await one.Accounts.Calls.RegisterAsync("Bo:%", Password, Home)).Outcome);
        Within(() => other.Admission.Registered.Holds("bo:%"));
        Assert.True(one.Admission.Registered.Holds("bo:%"));
        Assert.False(one.Admission.TryTakeGone(out _, out _));
    }

    [ComponentFact("redis-server")]
    public void Who_is_banned_elsewhere_goes_and_may_come_again_when_it_is_lifted()
    {
        using var rig = new PresenceRig();
        var here = new AdmissionOf(this, rig.Server.Admission);
        var elsewhere = new AdmissionOf(this);
        var (zoe, ana) = (rig.Enter("Zoe"), rig.Enter("Ana"));

        Assert.True(elsewhere.Admission.Bans.TryAdd(new Ban(BanKind.Name, "zoe", "for this", 0)));
        Within(() =>
        {
            rig.Turn();
            return zoe.HasLeft;
        });
        Assert.False(ana.HasLeft);
        Assert.Equal("banned for good: for this", here.Admission.Bans.Find(null, "zoe")?.Text);

        Assert.NotNull(elsewhere.Admission.Bans.Remove(isAddress: false, "zoe"));
        Within(() => here.Admission.Bans.Find(null, "zoe") is null);
    }

    [ComponentFact("redis-server")]
    public void Bans_are_there_again_after_everything_was_flushed()
    {
        var server = new AdmissionOf(this);
        server.Admission.Bans.TryAdd(new Ban(BanKind.Address, "192.0.2.9", "spam", 0));
        RedisChild.Until(() => _redis.Ask("EXISTS", "ban:address:192.0.2.9", "server:mark") == "2");

        _redis.Ask("FLUSHALL");

        Within(() => _redis.Ask("HMGET", "ban:address:192.0.2.9", "kind", "reason", "until") == "2 spam 0");
        Assert.NotNull(server.Admission.Bans.Find(IPAddress.Parse("192.0.2.9")));
    }

    [ComponentFact("redis-server")]
    public void Changes_come_once_in_their_order_and_a_gap_is_told()
    {
        var (one, other) = (Open(), Open());
        Assert.Equal((StoreResult.Missing, ""), Hear(other));
        Assert.Equal((StoreResult.Done, ""), Hear(other));
        var ban = new Ban(BanKind.Account, "ana", "why", 99);
        one.Save(ban);
        one.Remove(ban with { Until = 98 });
        one.Remove(ban);
        one.Add(new AccountRecord("bo", "Bo", PasswordHash.Create(Password, 2)));

        // The stream was empty, so there is no telling what came before.
        Assert.Equal((StoreResult.Missing, "+ana -ana +bo "), Hear(other));
        Assert.Equal((StoreResult.Done, ""), Hear(other));
        one.Delete("bo");
        Assert.Equal((StoreResult.Done, "-bo "), Hear(other));

        _redis.Ask("SET", "server:changes", "of another type");
        one.Save(ban);
        Assert.Equal((StoreResult.Missing, "+ana "), Hear(other));
        _redis.Ask("FLUSHALL");
        Assert.Equal((StoreResult.Missing, ""), Hear(other));
        _redis.Kill();
        Assert.Equal((StoreResult.Unavailable, ""), Hear(other));
    }

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
        _redis.Dispose();
    }

    private static (StoreResult Result, string Changes) Hear(IStore store)
    {
        var heard = "";
        var result = store.VisitChanges(change => heard += $"{(change.IsMade ? '+' : '-')}{change.Ban?.Subject ?? change.Account} ");
        return (result, heard);
    }

    private static void Within(Func<bool> condition)
    {
        var took = RedisChild.Until(condition);
        Assert.True(took < Soon, $"it took {took.TotalSeconds:0.0} s");
    }

    private IStore Open(Admission? admission = null)
    {
        var metrics = new ServerMetrics();
        _open.Add(metrics);
        var code = RedisStoreOpener.TryOpen(
            _redis.Options, RedisNode.NewMark(), metrics, admission ?? new Admission(static () => TimeSpan.Zero, TimeProvider.System), NullLogger.Instance, out var store, out var fault);
        Assert.Equal((0, ""), (code, fault));
        _open.Add(store!);
        return store!;
    }

    /// <summary>What one of the servers knows, with the accounts that tell it.</summary>
    private sealed class AdmissionOf
    {
        public AdmissionOf(RedisNewsTests tests, Admission? admission = null)
        {
            Admission = admission ?? new Admission(static () => TimeSpan.Zero, TimeProvider.System);
            var metrics = new ServerMetrics();
            tests._open.Add(metrics);
            Accounts = new AccountService(
                tests.Open(Admission), AccountRig.Quick with { RunsInline = false }, TimeProvider.System, metrics, NullLogger.Instance, Admission);
            tests._open.Insert(0, Accounts);
        }

        public Admission Admission { get; }

        public AccountService Accounts { get; }
    }
}
