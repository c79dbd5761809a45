using System.Diagnostics;
using Ecs.Server.Files;
using Ecs.Server.Recording;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>The recordings that the options ask for: one file, or one per room when there are several.</summary>
internal sealed partial class RoomRecordings(ILogger log)
{
    /// <summary>How long the end waits for disks that take nothing, all recordings together.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    /// <summary>Of one file, which the recording then leaves for another; 0 for any number.</summary>
    public long FileBytes { get; init; }

    private readonly List<(string Room, RecordingWriter Recording)> _watched = [];
    private readonly List<Room> _closing = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

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
    public void Release(Room room) => _closing.Add(room);

    /// <summary>Where the room of that name was last recorded; null for nowhere.</summary>
    public string? FileOf(Room room) => _files.GetValueOrDefault(room.Name);

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
                LogEnded(log, room, recording.Fault);

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
