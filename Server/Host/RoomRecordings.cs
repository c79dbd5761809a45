using System.Collections.Concurrent;
using System.Diagnostics;
using Ecs.Server.Admin;
using Ecs.Server.Files;
using Ecs.Server.Options;
using Ecs.Server.Recording;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>The recordings that the options and operators ask for: one file, or one per room when there are several.</summary>
/// <param name="options">Name the file; where they name none, what operators begin is called after the usual one.</param>
/// <param name="log">Is told of recordings that end early.</param>
internal sealed partial class RoomRecordings(ServerOptions options, ILogger log) : IRoomRecorder
{
    /// <summary>In the current folder, where the options name no file.</summary>
    private const string UsualPath = "ecs.rec";

    /// <summary>How long the end waits for disks that take nothing, all recordings together.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    /// <summary>Of one file, which the recording then leaves for another; 0 for any number.</summary>
    public long FileBytes { get; init; }

    private readonly List<(string Room, RecordingWriter Recording)> _watched = [];
    private readonly List<Room> _closing = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _broken = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string BasePath => options.Record.Length == 0 ? UsualPath : options.Record;

    /// <summary>Which rooms should be recorded and are not, a sentence each; strangers may read it, so there is no path in it. Any thread.</summary>
    public IEnumerable<string> Faults => _broken.Keys.Select(static room => $"the recording of room {room} has ended, and the log says why");

    /// <summary>
    /// Begins to record a room; false, with a reason, when the file cannot be made. What is there already is somebody's evidence: it is
    /// kept under the next free number.
    /// </summary>
    public bool TryBegin(Room room, string file, bool detail, out string fault)
    {
        fault = "";
        FileStream? stream = null;
        try
        {
            MoveAside(file);
            _files[room.Name] = file;
            _broken.TryRemove(room.Name, out _);
            stream = AppendedFile.Create(file);
            _watched.Add((room.Name, room.BeginRecording(stream, detail, TimeProvider.System.GetUtcNow(), RotationOf(file))));
            return true;
        }
        catch (Exception denied) when (WriteFault.Is(denied))
        {
            stream?.Dispose();
            fault = denied.Message;
            return false;
        }
    }

    /// <summary>Disposes of a closed room once its recording is on the disk; nobody waits for it.</summary>
    public void Release(Room room)
    {
        _closing.Add(room);
        _broken.TryRemove(room.Name, out _);
    }

    /// <inheritdoc/>
    public bool TryStart(Room room, out string fault)
    {
        if (room.Recording is { IsClosed: false, Fault.Length: 0 } former)
        {
            fault = former.HasEnded ? $"The last recording of {room.Name} is not on its disk yet." : $"{room.Name} is being recorded already.";
            return false;
        }

        // Always with the room's name behind it: other rooms may be recorded, too.
        var file = FileOf(BasePath, room.Name, rooms: 2);
        room.Recording?.Close(TimeSpan.Zero);
        var begun = OptionFiles.AreApart(options, [file], out fault) && TryBegin(room, file, detail: false, out fault);
        fault = begun ? "" : $"It cannot be recorded: {fault}";
        return begun;
    }

    /// <inheritdoc/>
    public bool TryStop(Room room)
    {
        if (room.Recording is not { HasEnded: false, Fault.Length: 0 } recording)
            return false;
        recording.End();
        return true;
    }

    /// <summary>Where the room of that name was last recorded; null for nowhere.</summary>
    public string? LastFileOf(Room room) => _files.GetValueOrDefault(room.Name);

    /// <inheritdoc/>
    string? IRoomRecorder.FileOf(Room room) =>
        room.Recording is { HasEnded: false, Fault.Length: 0 } && LastFileOf(room) is { } file ? Path.GetFileName(file) : null;

    /// <summary>The file of one room: the one that was named, or one for each where there are several.</summary>
    public static string FileOf(string path, string room, int rooms) => rooms == 1 ? path : $"{path}.{room}";

    /// <summary>Says once of each recording that has ended before its room, and lets go of rooms that have closed.</summary>
    public void Watch()
    {
        for (var index = _closing.Count - 1; index >= 0; index--)
        {
            if (_closing[index].Recording is null or { IsWritten: true })
            {
                _closing[index].Dispose();
                _closing.RemoveAt(index);
            }
        }

        for (var index = _watched.Count - 1; index >= 0; index--)
        {
            var (room, recording) = _watched[index];
            if (recording.Fault.Length != 0)
            {
                LogEnded(log, room, recording.Fault);
                _broken[room] = true;
            }

            // One that was ended while its room plays on.
            if (recording is { IsWritten: true, IsClosed: false })
                recording.Close(TimeSpan.Zero);

            if (recording.Fault.Length != 0 || recording.IsClosed)
                _watched.RemoveAt(index);
        }
    }

    /// <summary>Ends all recordings, each as far as its disk lets it, and says which have lost something.</summary>
    public void Close()
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var (_, recording) in _watched)
            recording.End();

        foreach (var (_, recording) in _watched)
        {
            var left = StopPatience - Stopwatch.GetElapsedTime(started);
            recording.Close(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        Watch();
        foreach (var room in _closing)
            room.Dispose();
    }

    private RecordingRotation? RotationOf(string file) => FileBytes == 0 ? null : new RecordingRotation(
        FileBytes,
        () =>
        {
            LogRotated(log, file, NumberOf(file));
            return AppendedFile.Create(file);
        },
        TimeProvider.System);

    private void MoveAside(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
            return;

        LogMoved(log, file, NumberOf(file));
    }

    /// <summary>Gives a file the next free number behind its name.</summary>
    private static int NumberOf(string file)
    {
        var number = 1;
        while (File.Exists($"{file}.{number}"))
            number++;

        File.Move(file, $"{file}.{number}");
        return number;
    }

    [LoggerMessage(147, LogLevel.Information, "The recording goes on in a new {File}; what was there is {File}.{Number} now")]
    private static partial void LogRotated(ILogger log, string file, int number);

    [LoggerMessage(141, LogLevel.Warning, "{File} was there: it is {File}.{Number} now")]
    private static partial void LogMoved(ILogger log, string file, int number);

    [LoggerMessage(140, LogLevel.Error, "The recording of room {Room} has ended: {Fault}")]
    private static partial void LogEnded(ILogger log, string room, string fault);
}
