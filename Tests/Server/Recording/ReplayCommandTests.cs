using Ecs.Server.Host;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Recording;

/// <summary>The command line of recordings by its exit codes: nothing that was asked for is passed over in silence.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private const int Ticks = 120;

    private readonly RecordedMatch _match = RecordedMatch.Of(players: 2, ticks: Ticks);
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-replay-").FullName;

    [Theory]
    [InlineData(0, "info")]
    [InlineData(0, "verify", "--from", "120", "--jobs", "2")]
    [InlineData(78, "verify", "--from", "121")]
    [InlineData(78, "verify", "--jobs", "0")]
    [InlineData(78, "verify", "--jobs", "65")]
    [InlineData(66, "verify", "--with", "nowhere/Ecs.Server.dll")]
    [InlineData(66, "verify", "--with", "nowhere.dll")]
    [InlineData(0, "seek", "--tick", "120")]
    [InlineData(78, "seek", "--tick", "121")]
    [InlineData(78, "seek", "--tick", "0")]
    [InlineData(78, "trim", "--from", "5", "--to", "4", "--output", "x.rec")]
    [InlineData(78, "trim", "--from", "121", "--to", "130", "--output", "x.rec")]
    [InlineData(78, "trim", "--from", "1", "--to", "5", "--output", "nowhere/x.rec")]
    [InlineData(0, "trim", "--from", "1", "--to", "5", "--output", "x.rec")]
    public void What_cannot_be_done_is_refused_with_its_code(int code, string verb, params string[] rest)
    {
        var arguments = rest.Select((text, index) => index > 0 && rest[index - 1] == "--output" ? Path.Combine(_folder, text) : text);

        Assert.Equal(code, ReplayCommand.Create(TestGames.Shipped).Parse([verb, _match.File, .. arguments]).Invoke());
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_recording_has_its_code()
    {
        Assert.Equal(66, ReplayCommand.Create(TestGames.Shipped).Parse(["info", Path.Combine(_folder, "none.rec")]).Invoke());
        Assert.Equal(65, ReplayCommand.Create(TestGames.Shipped).Parse(["info", typeof(ReplayCommandTests).Assembly.Location]).Invoke());
    }

    [Fact]
    public void A_recording_that_is_there_already_is_kept_under_the_next_number()
    {
        var path = Path.Combine(_folder, "match.rec");
        File.WriteAllText(path, "first");
        File.WriteAllText(path + ".1", "before it");
        using (var rig = new ServerRig(1, null, new RoomOptions { Name = "arena" }))
        {
            var recordings = new RoomRecordings(new Ecs.Server.Options.ServerOptions(), NullLogger.Instance);
            Assert.True(recordings.TryBegin(rig.Room, path, detail: false, out var fault), fault);
            rig.Run(5);
        }

        Assert.Equal(["before it", "first"], [File.ReadAllText(path + ".1"), File.ReadAllText(path + ".2")]);
        Assert.True(RecordingReader.TryOpen(path, TestGames.Shipped, out var reader, out var broken), broken);
        using (reader)
        {
            Assert.Equal(5, reader.TickCount);
            Assert.InRange(reader.Header.Started!.Value, DateTimeOffset.UtcNow - TimeSpan.FromHours(1), DateTimeOffset.UtcNow);
            Assert.Matches(@"^\d+\.\d+\.\d+", reader.Header.Build);
        }
    }

    [Fact]
    public void A_piece_knows_when_its_own_first_tick_ran()
    {
        var whole = Path.Combine(_folder, "whole.rec");
        var piece = Path.Combine(_folder, "piece.rec");
        var started = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        using (var rig = new ServerRig(1, null, new RoomOptions { Name = "arena" }))
        {
            rig.Room.BeginRecording(File.Create(whole), detail: false, started);
            rig.Run(130);
        }

        Assert.Equal(0, ReplayCommand.Create(TestGames.Shipped).Parse(["trim", whole, "--from", "121", "--to", "130", "--output", piece]).Invoke());
        Assert.True(RecordingReader.TryOpen(piece, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
            Assert.Equal((started + TimeSpan.FromSeconds(2), 10), (reader.Header.Started, reader.TickCount));
    }

    public void Dispose()
    {
        _match.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
