using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Space;
using Ecs.Server.Base;
using Ecs.Server.Recording;
using Ecs.Simulation;

namespace Ecs.DebugView.Sources.Replayed;

/// <summary>A recording: every moment of it can be shown, because its world runs here.</summary>
public sealed class ReplaySource : IFrameSource
{
    private readonly RecordedFrames _frames;
    private readonly MarkScan _scan;
    private readonly string _state;
    private readonly StopRequest _stop;

    private ReplaySource(string path, RecordingReader reader, StopRequest stop)
    {
        _frames = new RecordedFrames(reader, Wishes);
        _scan = new MarkScan(reader);
        _state = StateOf(reader);
        _stop = stop;
        Title = Path.GetFileName(path);
        Facts = WorldFacts.Of(reader.Header.Room, reader.Game, reader.Map, reader.Header.TickRate);
    }

    public string Title { get; }

    public WorldFacts? Facts { get; }

    public string Banner => _frames.Fault.Length != 0 ? _frames.Fault : _state;

    public string Fault => "";

    public string TrafficMissing => "a recording has no net figures";

    public FrameWishes Wishes { get; } = new();

    public bool KnowsCells => true;

    public long Missed => 0;

    public IFrameArchive? Archive => _frames;

    public IReadOnlyList<Mark> Marks => _scan.Found;

    public ICommandLine Commands { get; } = new NoCommands("a recording takes no commands");

    public int RoomCount => 1;

    public int? ExitCode => _stop.IsMade ? Server.Base.ExitCode.Ok : null;

    /// <summary>The exit code that fits, and one line of fault when it is not 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="games">Those that this program knows.</param>
    /// <param name="tick">The tick that somebody wants to begin with; 0 for none in particular.</param>
    /// <param name="stop">Ends the window.</param>
    /// <param name="source">Null when the result is not 0.</param>
    /// <param name="fault">Names the file or the option.</param>
    public static int TryOpen(string path, GameTable games, uint tick, StopRequest stop, out ReplaySource? source, out string fault)
    {
        source = null;
        try
        {
            if (path.Length == 0)
            {
                fault = "--replay: no file has an empty name";
                return Server.Base.ExitCode.NoSuchFile;
            }

            if (!RecordingReader.TryOpen(path, games, out var reader, out fault))
                return Server.Base.ExitCode.BadFile;
            if (reader.GameFault.Length != 0)
            {
                fault = $"{path}: {reader.GameFault}";
                reader.Dispose();
                return Server.Base.ExitCode.BadFile;
            }

            if (reader.TickCount == 0)
            {
                reader.Dispose();
                fault = $"{path}: the recording holds no tick{AndState(reader)}";
                return Server.Base.ExitCode.BadFile;
            }

            if (tick != 0 && !reader.Has(tick))
            {
                fault = $"--tick: {tick} is not in the recording, which goes from {reader.StartTick + 1} to {reader.LastTick}{AndState(reader)}";
                reader.Dispose();
                return reader.IsComplete ? Server.Base.ExitCode.BadOption : Server.Base.ExitCode.BadFile;
            }

            source = new ReplaySource(path, reader, stop);
            return Server.Base.ExitCode.Ok;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"there is no file {path}";
            return Server.Base.ExitCode.NoSuchFile;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"{path} cannot be read: {unreadable.Message}";
            return Server.Base.ExitCode.BadFile;
        }
    }

    public void Update()
    {
        // Nothing arrives by itself: the archive is asked.
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame)
    {
        frame = null;
        return false;
    }

    public void Return()
    {
        // No frame was given.
    }

    /// <summary>Empty for a complete recording.</summary>
    private static string StateOf(RecordingReader reader) =>
        reader.Torn is { } torn ? $"torn: {torn}" : reader.Damaged is { } damaged ? $"damaged: {damaged}" : "";

    private static string AndState(RecordingReader reader) => StateOf(reader) is { Length: > 0 } state ? $"; it is {state}" : "";

    public void Dispose()
    {
        _scan.Dispose();
        _frames.Dispose();
    }
}
