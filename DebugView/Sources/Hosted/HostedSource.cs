using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Space;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;

namespace Ecs.DebugView.Sources.Hosted;

/// <summary>
/// A whole server in this process, on a thread of its own. It knows nothing of the window: the window looks on through the
/// server's observer, types into its console and asks it to stop when it closes.
/// </summary>
public sealed class HostedSource : IFrameSource
{
    /// <summary>Frames on their way: a window that stands still for an eighth of a second at 60 Hz misses nothing.</summary>
    private const int RingSize = 8;

    /// <summary>A stop takes the server two seconds at most; then the process ends anyway.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly RunningServer _server;
    private readonly StopRequest _stop;
    private readonly FrameRing _ring = new(RingSize);
    private readonly Thread _thread;
    private readonly FrameTaker _taker;
    private Room? _known;

    private HostedSource(RunningServer server, StopRequest stop)
    {
        _server = server;
        _stop = stop;
        Commands = new HostedCommands(server);
        _taker = new FrameTaker(_ring, Wishes);
        server.Server.Observer = _taker.AfterTick;
        Learn(server.Server.Rooms.All[0]);
        _thread = new Thread(server.Run) { Name = "server" };
        _thread.Start();
    }

    public string Title => "hosted server";

    public WorldFacts? Facts { get; private set; }

    public string Banner => _stop.IsMade ? $"the server stops: {_stop.Reason}" : "";

    public string Fault => "";

    public string TrafficMissing => "a hosted server tells all";

    public FrameWishes Wishes { get; } = new();

    public bool KnowsCells => true;

    public long Missed => _ring.Missed;

    public IFrameArchive? Archive => null;

    public IReadOnlyList<Mark> Marks => [];

    public ICommandLine Commands { get; }

    public int RoomCount => _server.Server.Rooms.All.Count;

    public int? ExitCode => _thread.IsAlive ? null : Server.Base.ExitCode.Ok;

    /// <summary>Opens the server as its own program would; the same faults, the same exit codes.</summary>
    public static int TryOpen(
        StartOptions start,
        ServerParts parts,
        ServerMetrics metrics,
        ILoggerFactory logs,
        StopRequest stop,
        [NotNullWhen(true)] out HostedSource? source,
        out string fault)
    {
        source = null;
        var code = RunningServer.TryOpen(start.Options, parts, metrics, logs, stop, out var server, out fault);
        if (server is null)
            return code;
        server.Warn(start.Warnings);
        source = new HostedSource(server, stop);
        return code;
    }

    public void Update()
    {
        // Rooms close while the server runs; who wished for the last one watches the one before.
        Wishes.Room = Math.Min(Wishes.Room, RoomCount - 1);
        if (_taker.Watched is { } room && room != _known)
            Learn(room);
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame) => _ring.TryRead(out frame);

    public void Return() => _ring.Return();

    public void Dispose()
    {
        _stop.TryMake("window-closed");
        if (_thread.Join(StopPatience))
            _server.Dispose();
    }

    /// <summary>What is read here never changes after a room was opened.</summary>
    private void Learn(Room room)
    {
        _known = room;
        Facts = WorldFacts.Of(room.Name, room.Game, room.World.Map, room.Options.TickRate);
    }
}
