using Ecs.Scenes;
using Ecs.Server.Host;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>A recording that goes on in another file when one has its size.</summary>
public sealed class RecordingRotationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-rotation-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_file_is_whole_and_is_run_by_itself_and_no_tick_is_missing_between_them(bool detail)
    {
        var files = new List<string>();
        using (var scene = new ArenaScene(4, seed: 18))
        {
            var rotation = new RecordingRotation(1, Next, TimeProvider.System);
            using var writer = new RecordingWriter(Next(), RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail), scene.Tick, rotation);
            for (var tick = 0; tick < 1900; tick++)
            {
                scene.Step();
                writer.Add(scene.LastInput, scene.Tick.World);
                writer.WaitForDisk();
            }
        }

        Assert.Equal(4, files.Count);
        var last = 0u;
        foreach (var file in files)
        {
            Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
            using (reader)
            {
                var report = new ReplayVerifier(reader).Run();
                Assert.True(reader.IsComplete);
                Assert.Equal((last, true, 0), (reader.StartTick, report.Ok, report.Mismatches));
                last = reader.LastTick;
            }
        }

        Assert.Equal(1900u, last);

        Stream Next()
        {
            files.Add(Path.Combine(_folder, $"{files.Count}.rec"));
            return File.Create(files[^1]);
        }
    }

    [Fact]
    public void The_newest_file_has_the_name_and_the_others_have_numbers()
    {
        var path = Path.Combine(_folder, "match.rec");
        using (var rig = new ServerRig(1, null, new RoomOptions { Name = "arena", Bots = 2 }))
        {
            var recordings = new RoomRecordings(new Ecs.Server.Options.ServerOptions(), NullLogger.Instance) { FileBytes = 1 };
            Assert.True(recordings.TryBegin(rig.Room, path, detail: false, out var fault), fault);
            for (var tick = 0; tick < 1300; tick++)
            {
                rig.Run(1);
                rig.Room.Recording!.WaitForDisk();
            }

            recordings.Close();
        }

        Assert.Equal(["match.rec", "match.rec.1", "match.rec.2"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([(0u, 600u), (600u, 1200u), (1200u, 1300u)], ((string[])[".1", ".2", ""]).Select(end => SpanOf(path + end)));
    }

    [Fact]
    public void A_file_that_cannot_be_made_ends_the_recording_and_what_was_before_is_whole()
    {
        var path = Path.Combine(_folder, "first.rec");
        using (var scene = new ArenaScene(2, seed: 18))
        {
            var rotation = new RecordingRotation(1, static () => throw new IOException("no room"), TimeProvider.System);
            using var writer = new RecordingWriter(File.Create(path), RecordingHeader.Of("test", scene.Game, scene.Tick.World, false), scene.Tick, rotation);
            for (var tick = 0; tick < 700; tick++)
            {
                scene.Step();
                writer.Add(scene.LastInput, scene.Tick.World);
                writer.WaitForDisk();
            }

            writer.Close(Patience.Limit);
            Assert.Equal("no room", writer.Fault);
        }

        Assert.Equal((0u, 600u), SpanOf(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (uint Start, uint Last) SpanOf(string file)
    {
        Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
        {
            Assert.True(reader.IsComplete, $"{reader.Torn}{reader.Damaged}");
            return (reader.StartTick, reader.LastTick);
        }
    }
}
