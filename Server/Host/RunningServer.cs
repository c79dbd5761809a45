using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ecs.Server.Admin;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Doors.Native;
using Ecs.Server.Files;
using Ecs.Server.Guards;
using Ecs.Server.HealthChecks;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Pacing;
using Ecs.Server.Redis;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Telemetry;
using Ecs.Server.Text;
using Ecs.Server.Web;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>
/// A server with everything around it that makes it a process: maps from disk, the socket, the console, the report and the loop.
/// Opened as a whole or not at all; closed in the opposite order. Another program may run it on a thread of its own: it asks
/// for the end through its <see cref="StopRequest"/>, types into <see cref="Console"/> and looks on through
/// <see cref="GameServer.Observer"/>.
/// </summary>
public sealed partial class RunningServer : IDisposable
{
    private const int WarmUpTicks = 4;

    private readonly ServerOptions _options;
    private readonly ServerMetrics _metrics;
    private readonly StopRequest _stop;
    private readonly GameServer _server;
    private readonly AccountSource _accounts;
    private readonly RoomRecordings _recordings;
    private readonly MapChanges _maps;
    private readonly ILogger _log;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SystemTickWaiter _waiter;
    private readonly TickWatchdog _watchdog;
    private readonly TickLoop _loop;
    private readonly ConsoleOutput _output;
    private readonly ConsoleInput _input;
    private readonly ConsoleSession _session;
    private readonly CommandCaller _hostCaller;
    private readonly FileStream? _reportFile;
    private readonly WebServer? _web;
    private readonly IPublisher? _publisher;
    private readonly OperatorPorts _operators;
    private readonly ServiceNotice? _service;
    private readonly AdminServer? _admin;
    private readonly DiskWatch? _disks;
    private readonly AdminWorld _world;
    private readonly LateTicks _lateTicks;
    private readonly TelemetryExport? _telemetry;
    private ReportWriter? _report;
    private long _ticks;
    private long _ticksAtStop;

    private RunningServer(
        ServerOptions options,
        ServerMetrics metrics,
        StopRequest stop,
        GameServer server,
        AccountSource accounts,
        RoomRecordings recordings,
        RoomOpener rooms,
        ILoggerFactory logs,
        FileStream? reportFile,
        WebServer? web,
        OperatorPorts operators,
        AdminWorld world,
        AdminServer? admin)
    {
        _options = options;
        _metrics = metrics;
        _stop = stop;
        _server = server;
        _accounts = accounts;
        _recordings = recordings;
        _log = logs.CreateLogger("Ecs.Server");
        _reportFile = reportFile;
        _web = web;
        _publisher = RedisOpening.OpenPublisher(options.Redis, metrics.Redis, logs);
        _operators = operators;
        ServiceNotice.TryOpen(Environment.GetEnvironmentVariable, () => metrics.Tick.Run, out _service);
        (_world, _admin) = (world, admin);
        _lateTicks = new LateTicks(metrics.Tick, _time, options.TickRate);
        _watchdog = new TickWatchdog(_time, metrics.Tick, _log);
        _waiter = new SystemTickWaiter(options.SpinMicroseconds);
        _loop = new TickLoop(options.TickRate, _time, _waiter, RunTick, metrics.Tick, _watchdog, _log, server.Tick);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _output = new ConsoleOutput(new StreamWriter(StandardStreams.OpenOutput(), encoding), fault => LogUnheard(_log, fault));
        _input = new ConsoleInput(new StreamReader(StandardStreams.OpenInput(), encoding));
        Commands = new CommandRegistry(logs.CreateLogger("Ecs.Server.Console"));
        new ServerCommands(server, Commands, () => _loop.IsOverloaded, stop).AddTo(Commands);
        new RoomCommands(server.Rooms, rooms.TryAdd, rooms.Close).AddTo(Commands);
        _maps = new MapChanges(server, rooms);
        _maps.Prepare();
        new MapCommands(_maps.NamesFor, _maps.TryBegin, _maps.VoteOf, () => server.Clock.Now).AddTo(Commands);
        new PeopleCommands(server).AddTo(Commands);
        new BanCommands(server, () => accounts.Calls is not null && options.Store != StoreFile.Memory).AddTo(Commands);
        new OrderCommands(server).AddTo(Commands);
        server.Operators.Execute = (participant, line) => Commands.Execute(CommandCaller.Of(participant), line);
        var caller = new CommandCaller("console", CommandRight.Console) { Room = server.Rooms.All[0] };
        _session = new ConsoleSession(Commands, caller, _input, _output);
        _hostCaller = new CommandCaller("host", CommandRight.Console) { Room = server.Rooms.All[0] };
        world.Commands = Commands;
        world.ChangeMap = _maps.TryBegin;
        if (admin is not null)
        {
            server.Observer += admin.Observe;
            _disks = WrittenPlaces.Watch(options, accounts.Calls is not null, world.Health);
        }

        if (ExportTarget.IsThere)
            _telemetry = OpenTelemetryExport();
    }

    /// <summary>Belongs to the thread that runs the server; other threads read what never changes after the start.</summary>
    public GameServer Server => _server;

    /// <summary>All commands; complete from the start.</summary>
    public CommandRegistry Commands { get; }

    /// <summary>The console of the program that hosts the server, beside that of the terminal.</summary>
    public LineConsole Console { get; } = new();

    /// <summary>Opens everything that can fail; null and one line of fault when something does, with the exit code that fits.</summary>
    public static int TryOpen(
        ServerOptions options,
        ServerParts parts,
        ServerMetrics metrics,
        ILoggerFactory logs,
        StopRequest stop,
        out RunningServer? running,
        out string fault)
    {
        running = null;
        if (!DisplayText.CanCompose)
        {
            fault = "Unicode cannot be composed in the runtime's invariant mode, so names could not be told apart: "
                + "unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT (and install ICU, as libicu, where it is missing)";
            return ExitCode.Missing;
        }

        options = options with { Known = parts.Known };
        if (!OptionFiles.AreApart(options, out fault))
            return ExitCode.BadOption;
        var limit = HandleBudget.LimitOfProcess;
        if (HandleBudget.TryBegin(limit, options.Record.Length == 0 ? 0 : options.AllRooms.Count, out fault) is not { } handles)
            return ExitCode.Missing;
        var server = new GameServer(metrics, parts.Games, logs.CreateLogger("Ecs.Server.Sessions"), options.Threads == 0 ? TickThreads.Default : options.Threads);
        FileStream? reportFile = null;
        var accounts = new AccountSource(
            (out IStore? store, out string why) => OpenStore(options, metrics, server.Admission, logs, out store, out why),
            metrics,
            logs.CreateLogger("Ecs.Server.Storage"),
            server.Admission);
        var recordings = new RoomRecordings(options, logs.CreateLogger("Ecs.Server.Recording")) { FileBytes = options.RecordMegabytes * 1024L * 1024L };
        var rooms = new RoomOpener(server, options, recordings, logs.CreateLogger("Ecs.Server.Maps"));
        var code = ServerOpening.Open(server, rooms, parts, options, accounts, logs, handles, out var web, out fault);
        AdminServer? admin = null;
        var world = WorldFor(server, options, recordings, rooms);
        if (code == ExitCode.Ok && options.Admin.Address is not null)
            code = ServerOpening.OpenAdmin(options, world, metrics, handles, logs, out admin, out fault);
        if (code == ExitCode.Ok && options.Report.Length != 0 && !ReportWriter.TryOpen(options.Report, out reportFile, out fault))
        {
            code = ExitCode.BadOption;
            fault = $"{OptionTable.Spell("Report")}: cannot be written: {DisplayText.Clean(fault, 200)}";
        }

        if (code == ExitCode.Ok && options.Record.Length != 0 && !TryRecord(server.Rooms.All, options, recordings, out fault))
        {
            code = ExitCode.BadOption;
            fault = $"{OptionTable.Spell("Record")}: cannot be written: {DisplayText.Clean(fault, 200)}";
        }

        OperatorPorts? operators = null;
        if (code == ExitCode.Ok)
            code = OperatorPorts.TryOpen(options, world, handles, logs, out operators, out fault);
        if (code == ExitCode.Ok)
        {
            WarmUp(server);
            Preload.Run([
                .. web is null && admin is null ? [Preload.WebAssemblies] : (string[])[],
                .. admin is null && !ExportTarget.IsThere ? [Preload.TelemetryAssemblies] : (string[])[],
                .. options.Redis.IsGiven ? (string[])[] : [Preload.RedisAssembly],
            ]);
            code = handles.TrySettle(limit, out fault) ? ExitCode.Ok : ExitCode.Missing;
        }

        if (code == ExitCode.Ok && operators is not null)
        {
            if (handles.Left < handles.Wanted)
                LogFewHandles(logs.CreateLogger("Ecs.Server"), limit, handles.Left, handles.Wanted);
            running = new RunningServer(options, metrics, stop, server, accounts, recordings, rooms, logs, reportFile, web, operators, world, admin);
        }
        else
        {
            operators?.Dispose();
            reportFile?.Dispose();
            recordings.Close();
            web?.Dispose();
            admin?.Dispose();
            server.Dispose();
            accounts.Dispose();
        }

        return code;
    }

    /// <summary>Says what the options' sources held that nothing knows.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            LogUnknownKey(_log, warning);
    }

    /// <summary>Runs ticks on the calling thread until somebody wants the server to stop and everybody has been told.</summary>
    public void Run()
    {
        // What the start leaves behind would be collected in the middle of a game: warm, a room makes nothing that brings the collector.
        GC.Collect();
        if (_reportFile is not null)
            _report = ReportWriter.Start(_reportFile, _options.Report, _metrics, _time, _log);
        _input.Start();
        _watchdog.Start();
        _output.Write(ReadyLine());
        _service?.Ready();
        var started = _time.GetTimestamp();
        _loop.Run();
        var seconds = _time.GetElapsedTime(started).TotalSeconds;
        _output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"stopped ticks={_ticksAtStop} skipped={_metrics.Tick.Skipped} reason={_stop.Reason} seconds={seconds:0.000}"));
    }

    public void Dispose()
    {
        Closing.Of(_log, "the watchdog", _watchdog.Dispose);
        Closing.Of(_log, "standard input", _input.Dispose);
        Closing.Of(_log, "the operators' ports", _operators.Dispose);
        Closing.Of(_log, "the recordings", _recordings.Close);
        Closing.Of(_log, "the report", CloseReport);
        Closing.Of(_log, "Redis", () => _publisher?.Dispose());
        Closing.Of(_log, "the page", () => _web?.Dispose());
        _disks?.Dispose();
        Closing.Of(_log, "the operator's listener", () => _admin?.Dispose());
        Closing.Of(_log, "the telemetry", () => _telemetry?.Dispose());
        Closing.Of(_log, "the server", _server.Dispose);
        Closing.Of(_log, "the accounts", _accounts.Dispose);
        Closing.Of(_log, "standard output", _output.Dispose);
        Closing.Of(_log, "the waiter", _waiter.Dispose);
        Closing.Of(_log, "the service's socket", () => _service?.Dispose());
    }

    private static int OpenStore(ServerOptions options, ServerMetrics metrics, Admission admission, ILoggerFactory logs, out IStore? store, out string fault)
    {
        if (options.Store != ServerOptions.RedisStore)
            return StoreFile.TryOpen(options.Store, out store, out fault);

        var code = RedisOpening.TryOpenStore(options.Redis, metrics, admission, logs.CreateLogger("Ecs.Server.Storage"), out store, out fault);
        if (code != ExitCode.Ok)
            fault = $"{OptionTable.Spell("Store")}: {fault}";
        return code;
    }

    private static bool TryRecord(IReadOnlyList<Room> rooms, ServerOptions options, RoomRecordings recordings, out string fault)
    {
        fault = "";
        foreach (var room in rooms)
        {
            if (!recordings.TryBegin(room, RoomRecordings.FileOf(options.Record, room.Name, rooms.Count), options.RecordDetail, out fault))
                return false;
        }

        return true;
    }

    private void CloseReport()
    {
        if (_report is null)
            _reportFile?.Dispose();
        else
            _report.Dispose();
    }

    /// <summary>
    /// Compiling makes the first ticks of a process a hundred times as long as the others. Worlds that nobody sees take that
    /// upon themselves, so that nobody has to wait for it later.
    /// </summary>
    private static void WarmUp(GameServer server)
    {
        using var metrics = ServerMetrics.Unseen();
        using var scratch = new GameServer(metrics, server.Games);
        foreach (var room in server.Rooms.All)
            scratch.OpenRoom(room.Options with { Bots = 1, PlayerLimit = 1 }, room.World.Map);
        for (var tick = 0; tick < WarmUpTicks; tick++)
            scratch.Tick.Run(TimeSpan.Zero);
    }

    /// <summary>Not to be inlined: nothing of OpenTelemetry is loaded where this does not run.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TelemetryExport OpenTelemetryExport() => TelemetryExport.Open();

    private static AdminWorld WorldFor(GameServer server, ServerOptions options, RoomRecordings recordings, RoomOpener rooms)
    {
        var metrics = server.Metrics;
        var health = new ServerHealth(TimeProvider.System, () => metrics.Sessions, options.Connection.Limit);
        health.Watch(() => metrics.Store.IsDegraded ? ["the store takes no saves; they wait and are tried again"] : []);
        health.Watch(() => recordings.Faults);
        health.AddTo(metrics.Meter);
        return new AdminWorld(server, options.Name, options.TickRate, health) { Open = rooms.TryAdd, Close = rooms.Close, Recorder = recordings };
    }

    private void RunTick(TimeSpan elapsed)
    {
        _lateTicks.Look();
        _server.Clock.IsBehind = _loop.IsOverloaded;
        _session.RunTyped();
        Console.RunTyped(Commands, _hostCaller);
        _world.Calls.Run();
        _maps.Run();
        _server.Tick.Run(elapsed);
        _web?.Look(_server.Rooms);
        if (_ticks % _options.TickRate == 0)
            _publisher?.Look(_server.Names, _metrics.Sessions);
        _operators.Look(_server);
        _world.Health.Beat(_server.Rooms, _stop.IsMade);
        _metrics.Tick.AddAllocated(_server.Threads.TakeAllocatedBytes());
        _recordings.Watch();
        _ticks++;
        if (_options.DurationSeconds != 0 && _ticks + _metrics.Tick.Skipped >= (long)_options.DurationSeconds * _options.TickRate)
            _stop.TryMake("duration");
        if (_stop.IsMade && !_server.IsStopping)
            BeginStop();
        if (_server.IsStopped)
            _loop.Stop();
    }

    private void BeginStop()
    {
        LogStopping(_log, _stop.Reason, _metrics.Sessions);
        _ticksAtStop = _ticks;
        _service?.Stopping();
        _server.BeginStop();
    }

    private string ReadyLine()
    {
        var native = string.Join(' ', _server.Doors.OfType<NativeDoor>().Select(static door => door.Label));
        if (_admin is not null)
            native += $" {_admin.Label}";
        var doors = string.Join(',', _server.Doors.Where(static door => door is not NativeDoor).Select(static door => door.Label));
        var rooms = string.Join(',', _server.Rooms.All.Select(static room => room.Name));
        var bots = _server.Rooms.All.Sum(static room => room.BotCount);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ready {native} mode={_options.Mode} tick-rate={_options.TickRate}{(doors.Length == 0 ? "" : " doors=")}{doors} rooms={rooms} bots={bots} seed={_options.Seed}{_operators.Label}");
    }

    [LoggerMessage(130, LogLevel.Warning, "Setting {Warning}")]
    private static partial void LogUnknownKey(ILogger log, string warning);

    [LoggerMessage(132, LogLevel.Warning, "Standard output loses lines: {Fault}")]
    private static partial void LogUnheard(ILogger log, string fault);

    [LoggerMessage(135, LogLevel.Warning,
        "The limit of {Limit} open files (ulimit -n) leaves {Left} of the {Wanted} connections that the doors may take; the next ones are refused")]
    private static partial void LogFewHandles(ILogger log, int limit, int left, int wanted);

    [LoggerMessage(131, LogLevel.Information, "Stopping: {Reason}; {Sessions} connections are told")]
    private static partial void LogStopping(ILogger log, string reason, int sessions);
}
