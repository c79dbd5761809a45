using Ecs.Scenes;
using Ecs.Server.Recording;
using Ecs.Tests.Server.Storage;

namespace Ecs.Tests.Server.Recording;

/// <summary>Disks that take a part of a recording, or nothing, or do not even answer.</summary>
public sealed class BrokenDiskTests
{
    /// <summary>Whatever the framework makes of a refusal: the last is what it makes of a limit on the size of files.</summary>
    public static TheoryData<string> Refusals => ["full", "denied", "limit"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_write_that_is_refused_ends_the_recording_and_nothing_else(string kind)
    {
        var disk = new ScriptedDisk { Room = 500_000, Refusal = RefusalOf(kind) };
        using var scene = new ArenaScene(8);
        var writer = new RecordingWriter(disk, RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: true), scene.Tick);
        while (writer.Fault.Length == 0)
        {
            Step(scene, writer);
            writer.WaitForDisk();
        }

        for (var tick = 0; tick < 120; tick++)
            Step(scene, writer);
        Assert.Equal(0, writer.UnsentDetailBytes);
        writer.Dispose();

        Assert.Contains(kind, writer.Fault, StringComparison.Ordinal);
        Assert.True(disk.IsDisposed);
    }

    [Fact]
    public void A_disk_that_refuses_to_close_is_a_fault_and_no_exception()
    {
        var disk = new ScriptedDisk { Room = 1 << 24, RefusesToClose = true };
        using var scene = new ArenaScene(2);
        var writer = new RecordingWriter(disk, RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: false), scene.Tick);

        writer.Dispose();

        Assert.Contains("full", writer.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_does_not_answer_is_given_up_after_its_time()
    {
        using var answer = new ManualResetEventSlim();
        var disk = new ScriptedDisk { Room = 1 << 24 };
        using var scene = new ArenaScene(2);
        var writer = new RecordingWriter(disk, RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: false), scene.Tick);
        disk.WaitFor = answer;
        for (var tick = 0; tick < 120; tick++)
            Step(scene, writer);

        writer.Close(TimeSpan.FromMilliseconds(1));
        writer.Dispose();

        Assert.Equal("the disk takes nothing", writer.Fault);
        Assert.False(disk.IsDisposed);
        answer.Set();
        writer.Close(TimeSpan.FromMinutes(1));
        Assert.True(disk.IsDisposed);
    }

    private static void Step(ArenaScene scene, RecordingWriter writer)
    {
        scene.Step();
        writer.Add(scene.LastInput, scene.Tick.World);
    }

    private static Exception RefusalOf(string kind) => kind switch
    {
        "denied" => new UnauthorizedAccessException(kind),
        "limit" => new ArgumentOutOfRangeException(paramName: null, kind),
        _ => new IOException(kind),
    };
}
