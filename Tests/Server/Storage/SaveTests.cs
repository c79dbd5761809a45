using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Storage.Sqlite;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>What is handed in is saved, once, when the store can; play never waits for it.</summary>
[Collection(AloneLane.Name)]
public sealed class SaveTests
{
    [Fact]
    public void Saves_that_wait_become_one_with_the_newest_content_and_are_acknowledged_after_it()
    {
        var store = new FaultyStore();
        using var rig = new AccountRig(store);
        var ana = rig.Create("Ana").Character!;
        var bo = rig.Create("Bo").Character!;
        rig.Work();
        store.Commits.Clear();

        for (var save = 0; save < 5; save++)
            ana.Save(Encoding.UTF8.GetBytes($"save {save}"));
        bo.Save("bo"u8);

        Assert.Equal((6L, 1L, false), (ana.Version, ana.SavedVersion, ana.IsSaved));
        rig.Work();
        Assert.Equal((6L, 6L, true), (ana.Version, ana.SavedVersion, ana.IsSaved));
        Assert.Equal([("ana", 6L), ("bo", 2L)], Assert.Single(store.Commits));
        store.FindCharacter("ana", AccountRig.Mode, out var saved);
        Assert.Equal("save 4", Encoding.UTF8.GetString(saved.Content.Span));
    }

    [Fact]
    public void A_store_that_takes_nothing_degrades_the_office_and_is_tried_again_with_growing_pauses()
    {
        var store = new FaultyStore();
        using var rig = new AccountRig(store);
        var ana = rig.Create("Ana").Character!;
        rig.Work();
        store.IsFull = true;

        ana.Save("kept"u8);
        var failures = new List<double>();
        for (var tick = 0; tick < 2000; tick++)
        {
            var before = rig.Metrics.Store.Failures;
            rig.Work();
            if (rig.Metrics.Store.Failures != before)
                failures.Add(tick / 100.0);
            rig.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal([0, 0.25, 0.75, 1.75, 3.75, 7.75, 11.75, 15.75, 19.75], failures);
        Assert.Equal((true, false, 1), (rig.Metrics.Store.IsDegraded, ana.IsSaved, rig.Metrics.Store.Waiting));
        Assert.Equal(AccountOutcome.Unavailable, rig.Create("Bo").Outcome);

        store.IsFull = false;
        rig.Time.Advance(TimeSpan.FromSeconds(4));
        rig.Work();
        Assert.Equal((false, true, 0), (rig.Metrics.Store.IsDegraded, ana.IsSaved, rig.Metrics.Store.Waiting));
    }

    [Fact]
    public void Who_leaves_while_saves_fail_comes_back_with_the_newest_and_nothing_older_overwrites_it()
    {
        var store = new FaultyStore();
        using var rig = new AccountRig(store);
        var first = rig.Create("Ana").Character!;
        rig.Work();
        store.IsFull = true;
        first.Leave("unsaved"u8);
        rig.Work();

        var second = rig.LogIn("Ana").Character!;
        Assert.Equal(("unsaved", 2L, 1L), (Encoding.UTF8.GetString(second.Loaded.Span), second.Version, second.SavedVersion));
        second.Save("newer"u8);
        store.IsFull = false;
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Work();

        store.FindCharacter("ana", AccountRig.Mode, out var saved);
        Assert.Equal((3L, "newer", true), (saved.Version, Encoding.UTF8.GetString(saved.Content.Span), saved.IsActive));
        Assert.Equal(AccountOutcome.AlreadyOnline, rig.LogIn("Ana").Outcome);
    }

    [Fact]
    public void A_session_that_ends_is_stored_as_ended()
    {
        var store = new FaultyStore();
        using var rig = new AccountRig(store);
        var ana = rig.Create("Ana").Character!;
        rig.Work();
        store.FindCharacter("ana", AccountRig.Mode, out var playing);
        rig.Time.Advance(TimeSpan.FromMinutes(3));
        ana.Leave();
        rig.Work();

        store.FindCharacter("ana", AccountRig.Mode, out var left);

        Assert.Equal((true, false, 180L), (playing.IsActive, left.IsActive, left.LastSeen - playing.LastSeen));
    }

    [Fact]
    public void A_character_that_has_left_or_is_too_large_is_a_fault_of_the_caller()
    {
        using var rig = new AccountRig();
        var ana = rig.Create("Ana").Character!;

        Assert.Throws<ArgumentException>(() => ana.Save(new byte[CharacterRecord.ContentLimit + 1]));
        ana.Leave();
        Assert.Throws<InvalidOperationException>(() => ana.Save(default));
    }

    [Fact]
    public void Asking_an_empty_desk_and_handing_in_a_character_allocate_nothing()
    {
        using var rig = new AccountRig();
        var character = rig.Create("Ana").Character!;
        var content = new byte[CharacterRecord.ContentLimit];
        rig.Work();

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < 1000; tick++)
                character.Save(content);
        });
        rig.Work();
        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < 1000; tick++)
                rig.Client.TryTake(out _);
        });
    }

    [Fact]
    public void The_end_saves_what_waits_before_it_closes_the_store()
    {
        var store = new FaultyStore();
        using var metrics = new ServerMetrics();
        OnlineCharacter[] characters;
        var options = AccountRig.Quick with { RunsInline = false, CreationsPerMinute = 300 };
        using (var accounts = new AccountService(store, options, TimeProvider.System, metrics, NullLogger.Instance))
        {
            var client = accounts.OpenClient();
            characters = [.. Enumerable.Range(0, 200).Select(number => Create(client, $"player{number}"))];
            foreach (var character in characters)
                character.Leave("last words"u8);
        }

        Assert.True(store.IsClosed);
        Assert.All(characters, static character => Assert.True(character.IsSaved));
    }

    [Fact]
    public async Task The_end_does_not_wait_for_ever_for_a_store_that_takes_nothing()
    {
        var store = new FaultyStore();
        using var metrics = new ServerMetrics();
        var options = AccountRig.Quick with
        {
            RunsInline = false,
            RetryAfter = TimeSpan.FromMilliseconds(5),
            StopPatience = TimeSpan.FromMilliseconds(50),
        };
        var accounts = new AccountService(store, options, TimeProvider.System, metrics, NullLogger.Instance);
        var ana = Create(accounts.OpenClient(), "Ana");
        store.IsFull = true;
        ana.Save("lost"u8);

        await Task.Run(accounts.Dispose).WaitAsync(Patience.Limit);

        Assert.True(store.IsClosed);
        Assert.False(ana.IsSaved);
    }

    /// <summary>A second program holds the file's write lock, as a copying one would.</summary>
    [Fact]
    public void A_locked_file_delays_saves_and_loses_none()
    {
        using var folder = new StoreFolder();
        using var rig = new AccountRig(folder.Open());
        var ana = rig.Create("Ana").Character!;
        rig.Work();
        using (var other = folder.OpenPlainly())
        {
            Assert.Equal(SqliteCode.Ok, other.Run("BEGIN IMMEDIATE"));
            ana.Save("while it is locked"u8);
            rig.Work();
            Assert.Equal((true, false), (rig.Metrics.Store.IsDegraded, ana.IsSaved));
            other.Run("ROLLBACK");
        }

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Work();
        Assert.Equal((false, true), (rig.Metrics.Store.IsDegraded, ana.IsSaved));
    }

    private static OnlineCharacter Create(AccountClient client, string name)
    {
        Assert.True(client.TryCreate(name, AccountRig.Home, name, AccountRig.Password, AccountRig.Mode, default));
        AccountAnswer answer = default;
        Assert.True(SpinWait.SpinUntil(() => client.TryTake(out answer), Patience.Limit));
        return answer.Character!;
    }
}
