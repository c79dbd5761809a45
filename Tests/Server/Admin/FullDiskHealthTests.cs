using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Admin;

/// <summary>What an operator sees of a disk that fills up under a server that plays.</summary>
[Collection(AloneLane.Name)]
public sealed class FullDiskHealthTests(ITestOutputHelper output)
{
    [TinyDiskFact]
    public async Task A_full_disk_is_told_within_five_seconds_play_goes_on_and_room_heals_it_within_ten()
    {
        using var disk = TinyDisk.TryMount()!;
        var store = Path.Combine(disk.Path, "ecs.db");
        using (var child = AdminChild.Of(ServerChild.Start(
            [new("ECS_Admin__Token", AdminChild.Token)],
            "--admin", "127.0.0.1:0", "--doors", "argentum:0", "--bots", "4", "--store", store, "--record", Path.Combine(disk.Path, "match.rec"))))
        {
            await UntilAsync(child, static health => health.Status == "ok");

            disk.Fill();
            var full = Stopwatch.GetTimestamp();
            var told = await UntilAsync(child, static health => health.Reasons.Any(static reason => reason.StartsWith("the disk of", StringComparison.Ordinal)));
            var seconds = Stopwatch.GetElapsedTime(full).TotalSeconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"told after {seconds:0.0} s: {string.Join("; ", told.Reasons)}"));
            Assert.Equal(("degraded", 200), (told.Status, told.Code));
            Assert.InRange(seconds, 0, 5);

            // A recording that has nowhere to go ends; the world does not.
            var ended = await UntilAsync(child, static health => health.Reasons.Any(static reason => reason.StartsWith("the recording of room arena has ended", StringComparison.Ordinal)));
            Assert.Equal(("degraded", 200), (ended.Status, ended.Code));
            var metrics = await child.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            Assert.DoesNotContain("\necs_degraded 0\n", metrics, StringComparison.Ordinal);
            Assert.Contains("\necs_degraded", metrics, StringComparison.Ordinal);
            using var ada = child.Server.Connect("ada");
            child.Server.Turn(ada, () => ada.IsInRoom);

            disk.MakeRoom();
            var room = Stopwatch.GetTimestamp();
            foreach (var name in (string[])["arena", "argentum"])
                await child.SendAsync("POST", $"/api/rooms/{name}/recording/start");
            await UntilAsync(child, static health => health.Status == "ok");
            seconds = Stopwatch.GetElapsedTime(room).TotalSeconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"well again after {seconds:0.0} s"));
            Assert.InRange(seconds, 0, 10);
            child.Server.Type("quit");
            child.Server.Turn(ada, () => child.Server.HasEnded);
            Assert.Equal(0, child.Server.WaitForExit());
        }

        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(store, out var again, out var damage));
        Assert.Equal("", damage);
        again!.Dispose();
    }

    private static async Task<(string Status, int Code, string[] Reasons)> UntilAsync(AdminChild child, Predicate<(string Status, int Code, string[] Reasons)> isSo)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = await child.GetAsync("/healthz/ready");
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            (string Status, int Code, string[] Reasons) health = (
                json.RootElement.GetProperty("status").GetString()!,
                (int)answer.StatusCode,
                [.. json.RootElement.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()!)]);
            if (isSo(health))
                return health;
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, $"{health.Status}: {string.Join("; ", health.Reasons)}");
            await Task.Delay(50);
        }
    }
}
