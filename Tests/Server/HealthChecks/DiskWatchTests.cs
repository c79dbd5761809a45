using Ecs.Server.HealthChecks;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.HealthChecks;

/// <summary>Disks that are full, gone, or do not answer.</summary>
public sealed class DiskWatchTests
{
    private readonly ManualTime _time = new();
    private readonly Dictionary<string, long> _room = new() { ["a"] = DiskWatch.LeastBytes, ["b"] = long.MaxValue };

    [Fact]
    public void A_full_disk_is_named_by_what_is_written_there_and_forgotten_with_room()
    {
        using var watch = Watch(folder => _room[folder]);
        watch.Look();
        Assert.Empty(watch.Faults);

        _room["a"] = DiskWatch.LeastBytes - 1;
        Assert.Empty(watch.Faults);
        watch.Look();
        Assert.Equal(["the disk of the store is full: 63 KiB are left"], watch.Faults);

        _room["a"]++;
        watch.Look();
        Assert.Empty(watch.Faults);
    }

    [Fact]
    public void A_disk_that_is_gone_is_a_fault_of_its_own()
    {
        using var watch = Watch(static folder => folder == "b" ? throw new DriveNotFoundException() : long.MaxValue);

        watch.Look();

        Assert.Equal(["the disk of the recordings is not there"], watch.Faults);
    }

    [Fact]
    public void A_disk_that_does_not_answer_is_told_while_it_does_not()
    {
        using var answer = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        using var watch = Watch(_ =>
        {
            asked.Set();
            answer.Wait();
            return long.MaxValue;
        });
        var look = new Thread(watch.Look);
        look.Start();
        asked.Wait();

        Assert.Empty(watch.Faults);
        _time.Advance(DiskWatch.Patience + TimeSpan.FromMilliseconds(1));
        Assert.Equal(["the disk of the store does not answer"], watch.Faults);

        answer.Set();
        look.Join();
        Assert.Empty(watch.Faults);
    }

    private DiskWatch Watch(Func<string, long> roomOf) => new([("the store", "a"), ("the recordings", "b")], roomOf, _time);
}
