using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>A disk that is really full, under a store that is really a file.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    [TinyDiskFact]
    public void A_full_disk_delays_saves_keeps_the_old_ones_and_is_told_and_room_heals_it()
    {
        using var disk = TinyDisk.TryMount()!;
        var path = Path.Combine(disk.Path, "ecs.db");
        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(path, out var store, out _));
        long lastSaved;
        using (var rig = new AccountRig(store))
        {
            var ana = rig.Create("Ana").Character!;
            disk.Fill();
            SaveUntilDegraded(rig, ana);
            lastSaved = ana.SavedVersion;
            output.WriteLine($"version {lastSaved} was the last that fitted");

            Assert.Equal(StoreResult.Done, store!.FindCharacter("ana", AccountRig.Mode, out var old));
            Assert.Equal(lastSaved, old.Version);
            Assert.Equal(AccountOutcome.AlreadyOnline, rig.LogIn("Ana").Outcome);
            Assert.Equal(AccountOutcome.Unavailable, rig.Create("Bo", content: new string('b', 1000)).Outcome);

            disk.MakeRoom();
            rig.Time.Advance(TimeSpan.FromSeconds(10));
            rig.Work();
            Assert.Equal((false, true), (rig.Metrics.Store.IsDegraded, ana.IsSaved));
            lastSaved = ana.SavedVersion;
        }

        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(path, out var again, out _));
        using (again)
        {
            again!.FindCharacter("ana", AccountRig.Mode, out var saved);
            var text = Encoding.UTF8.GetString(saved.Content.Span).TrimEnd('\0');
            Assert.Equal((lastSaved, $"save {lastSaved}"), (saved.Version, text));
        }
    }

    /// <summary>The log has some room of its own, so the first saves still fit.</summary>
    private static void SaveUntilDegraded(AccountRig rig, OnlineCharacter character)
    {
        var content = new byte[CharacterRecord.ContentLimit];
        for (var save = 0; save < 2000 && !rig.Metrics.Store.IsDegraded; save++)
        {
            content.AsSpan().Clear();
            Encoding.UTF8.GetBytes($"save {character.Version + 1}", content);
            character.Save(content);
            rig.Work();
        }

        Assert.True(rig.Metrics.Store.IsDegraded);
    }
}
