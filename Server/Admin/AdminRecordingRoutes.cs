using System.Globalization;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Admin;

/// <summary>What the API has about recordings: those of rooms, and the files that are there.</summary>
internal sealed class AdminRecordingRoutes(AdminWorld world)
{
    private const string NoFile = "There is no recording of that name.";

    private readonly RecordingFolder _folder = new(world.Recorder.BasePath);
    private int _isTrimming;

    public IEnumerable<AdminRoute> All =>
    [
        new("GET", "/api/recordings", "The recordings that are there.", [], ListAsync),
        new("POST", "/api/rooms/{room}/recording/start", "Begins to record a room.", [], call => call.DoInRoomAsync(world, Start)),
        new("POST", "/api/rooms/{room}/recording/stop", "Ends the recording of a room; the file is whole then.", [], call => call.DoInRoomAsync(world, Stop)),
        new("GET", "/api/recordings/{file}", "A recording, as far as it is written.", [], DownloadAsync) { AnswerType = "application/octet-stream" },
        new("POST", "/api/recordings/{file}/trim", "Cuts a piece out of a recording, by running it again, into a new file.",
            [new("from", true, true, "First tick to keep."), new("to", true, true, "Last tick to keep.")], TrimAsync),
    ];

    private async Task ListAsync(AdminCall call)
    {
        var rooms = await world.AskAsync(RecordedRooms, call.End).ConfigureAwait(false);
        var files = _folder.List().Select(file => new AdminRecordingShape(file.Name, file.Length, file.LastWriteTimeUtc, rooms.GetValueOrDefault(file.Name)));
        await call.AnswerAsync([.. files], AdminJson.Default.AdminRecordingShapeArray).ConfigureAwait(false);
    }

    private Dictionary<string, string> RecordedRooms()
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in world.Server.Rooms.All)
        {
            if (world.Recorder.FileOf(room) is { } file)
                rooms[file] = room.Name;
        }

        return rooms;
    }

    private AdminOutcome Start(Room room) => world.Recorder.TryStart(room, out var fault)
        ? AdminOutcome.Done($"{room.Name} is being recorded in {world.Recorder.FileOf(room)}.")
        : AdminOutcome.Refused(fault);

    private AdminOutcome Stop(Room room) => world.Recorder.TryStop(room)
        ? AdminOutcome.Done($"The recording of {room.Name} ends.")
        : AdminOutcome.Refused($"{room.Name} is not being recorded.");

    private async Task DownloadAsync(AdminCall call)
    {
        if (_folder.Find(call.Name) is not { } path)
        {
            await call.AnswerAsync(AdminOutcome.Nothing(NoFile)).ConfigureAwait(false);
            return;
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            var response = call.Context.Response;
            response.ContentType = "application/octet-stream";
            response.ContentLength = file.Length;
            response.Headers.ContentDisposition = "attachment";
            await CopyAsync(file, response, file.Length, call.End).ConfigureAwait(false);
        }
    }

    /// <summary>So many bytes and no more: the file may grow meanwhile.</summary>
    private static async Task CopyAsync(FileStream file, HttpResponse response, long left, CancellationToken end)
    {
        var buffer = new byte[64 * 1024];
        while (left > 0)
        {
            var length = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), end).ConfigureAwait(false);
            if (length == 0)
                throw new IOException("the recording was cut while it was sent");
            await response.Body.WriteAsync(buffer.AsMemory(0, length), end).ConfigureAwait(false);
            left -= length;
        }
    }

    private async Task TrimAsync(AdminCall call)
    {
        var (from, to) = (call.Number("from")!.Value, call.Number("to")!.Value);
        var outcome = _folder.Find(call.Name) is not { } path ? AdminOutcome.Nothing(NoFile)
            : from is < 1 or > uint.MaxValue || to < from || to > uint.MaxValue ? AdminOutcome.Mistake("Ticks are numbers from 1, the first not above the last.")
            : Interlocked.Exchange(ref _isTrimming, 1) != 0 ? AdminOutcome.Refused("Another piece is being cut.")
            : await TrimAsync(path, (uint)from, (uint)to).ConfigureAwait(false);
        await call.AnswerAsync(outcome).ConfigureAwait(false);
    }

    /// <summary>On a thread of its own that gives way to the tick's: it runs as many ticks as are wanted.</summary>
    private async Task<AdminOutcome> TrimAsync(string path, uint from, uint to)
    {
        try
        {
            return await Task.Factory.StartNew(() => YieldingThread.Run(() => Trim(path, from, to)), TaskCreationOptions.LongRunning).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isTrimming, 0);
        }
    }

    private AdminOutcome Trim(string path, uint from, uint to)
    {
        try
        {
            if (!RecordingReader.TryOpen(path, world.Server.Games, out var reader, out var fault))
                return AdminOutcome.Refused(Sentence(fault));
            using (reader)
            {
                var last = Math.Min(to, reader.LastTick);
                if (reader.GameFault.Length != 0)
                    return AdminOutcome.Refused(Sentence(reader.GameFault));
                if (!reader.Has(from) || last < from)
                    return AdminOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"It has the ticks {reader.StartTick + 1} to {reader.LastTick}."));
                var output = string.Create(CultureInfo.InvariantCulture, $"{path}.trim-{from}-{last}");
                return ReplayTrimmer.TryTrim(reader, from, last, output, detail: false, out var mismatches, out fault)
                    ? AdminOutcome.Done(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(output)} has the ticks {from} to {last}, {mismatches} of them with another hash than recorded."))
                    : AdminOutcome.Refused(Sentence(fault));
            }
        }
        catch (Exception denied) when (WriteFault.Is(denied))
        {
            return AdminOutcome.Refused(Sentence(denied.Message));
        }
    }

    private static string Sentence(string fault) => DisplayText.Clean(fault, 200);
}
