using System.Runtime.InteropServices;
using System.Text;
using Ecs.Server.Files;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>Files that are written for long and rotated as logs are: copied, and emptied under the one who writes.</summary>
public sealed class RotatedFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ecs-rotated-{Guid.NewGuid():N}");

    [Fact]
    public void What_is_written_after_the_file_was_emptied_begins_at_its_beginning()
    {
        File.WriteAllText(_path, "of an earlier run\n");
        using (var file = AppendedFile.Create(_path))
        {
            file.Write(Encoding.UTF8.GetBytes("first\nsecond\n"));
            Assert.Equal("first\nsecond\n", File.ReadAllText(_path));
            Empty();
            file.Write(Encoding.UTF8.GetBytes("third\n"));
        }

        Assert.Equal("third\n", File.ReadAllText(_path));
    }

    [Fact]
    public void A_report_goes_on_without_a_hole()
    {
        using var metrics = new ServerMetrics();
        Assert.True(ReportWriter.TryOpen(_path, out var file, out var fault), fault);
        file.Write(new byte[4096]);
        Empty();
        using (ReportWriter.Start(file, _path, metrics, TimeProvider.System, NullLogger.Instance))
            metrics.Tick.AddTick(100, 0, 0);

        Assert.Equal(2, File.ReadAllLines(_path).Length);
        Assert.Equal(2, ReportFile.Read(_path).Count);
    }

    [Fact]
    public void The_pieces_of_a_recording_are_the_recording()
    {
        byte[] before;
        using (var rig = new ServerRig(1, null, new RoomOptions { Name = "arena", Bots = 2 }))
        {
            var recordings = new RoomRecordings(new Ecs.Server.Options.ServerOptions(), NullLogger.Instance);
            Assert.True(recordings.TryBegin(rig.Room, _path, detail: false, out var fault), fault);
            rig.Run(100);

            // Header, first checkpoint and first second are on the disk before the file is rotated.
            Assert.True(SpinWait.SpinUntil(() => HasFirstSecond(), TimeSpan.FromMinutes(1)));
            before = File.ReadAllBytes(_path);
            Empty();
            rig.Run(100);
        }

        File.WriteAllBytes(_path, [.. before, .. File.ReadAllBytes(_path)]);
        Assert.True(RecordingReader.TryOpen(_path, TestGames.Shipped, out var reader, out var broken), broken);
        using (reader)
            Assert.Equal((true, 200), (reader.IsComplete, reader.TickCount));
    }

    public void Dispose() => File.Delete(_path);

    private bool HasFirstSecond()
    {
        if (!RecordingReader.TryOpen(_path, TestGames.Shipped, out var reader, out _))
            return false;
        using (reader)
            return reader.TickCount == 60;
    }

    /// <summary>As <c>truncate</c> does it, which asks for no lock.</summary>
    private void Empty() => Assert.Equal(0, Truncate(Encoding.UTF8.GetBytes(_path + "\0"), 0));

    [DllImport("libc", EntryPoint = "truncate")]
    private static extern int Truncate(byte[] path, long length);
}
