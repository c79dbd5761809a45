using System.Diagnostics;
using System.Globalization;
using Ecs.Protocol;
using Ecs.Server.Admin;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native;
using Ecs.Server.Files;
using Ecs.Server.Guards;
using Ecs.Server.Options;
using Ecs.Server.Query;
using Ecs.Server.Rcon;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Host;

/// <summary>The ports of operators' tools, each opened where somebody asked for it: the remote console and the answers to server browsers.</summary>
internal sealed class OperatorPorts : IDisposable
{
    private RconServer? _rcon;
    private QueryServer? _query;

    private OperatorPorts()
    {
    }

    /// <summary>What the ready line says of them: a blank and a pair for each.</summary>
    public string Label =>
        (_rcon is null ? "" : string.Create(CultureInfo.InvariantCulture, $" rcon={_rcon.Port}"))
        + (_query is null ? "" : string.Create(CultureInfo.InvariantCulture, $" query={_query.Port}"));

    /// <summary>An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault, and nothing is open then.</summary>
    /// <param name="options">Which ones.</param>
    /// <param name="world">The server with its rooms and commands, and the way to the tick's thread.</param>
    /// <param name="handles">Keeps files free for them.</param>
    /// <param name="logs">For the audit.</param>
    /// <param name="ports">What was opened.</param>
    /// <param name="fault">Why it was not.</param>
    public static int TryOpen(
        ServerOptions options, AdminWorld world, HandleBudget handles, ILoggerFactory logs, out OperatorPorts ports, out string fault)
    {
        var server = world.Server;
        ports = new OperatorPorts();
        fault = "";
        var code = ExitCode.Ok;
        if (options.Rcon.Port is not null)
        {
            var guesses = new GuessBan(GuessLimit.Usual, GuessBan.UsualSpan, static () => Stopwatch.GetElapsedTime(0));
            code = RconServer.TryOpen(
                options.Rcon,
                guesses,
                world.Calls,
                (caller, line) => world.Commands.Execute(caller, line),
                server.Rooms.All[0],
                handles,
                server.Metrics,
                logs.CreateLogger("Ecs.Server.Rcon"),
                out ports._rcon,
                out fault);
        }

        if (code == ExitCode.Ok && options.Query.Port is not null)
            code = QueryServer.TryOpen(options.Query, FactsOf(options, GamePortOf(server)), options.TickRate, server.Metrics, out ports._query, out fault);
        ports._query?.Begin(server.Rooms, server.Clock.Now);
        if (code != ExitCode.Ok)
            ports.Dispose();
        return code;
    }

    /// <summary>The tick's thread, after a tick.</summary>
    public void Look(GameServer server) => _query?.Look(server.Rooms, server.Clock.Now);

    public void Dispose()
    {
        _rcon?.Dispose();
        _query?.Dispose();
    }

    /// <summary>As the ready line has it.</summary>
    private static int GamePortOf(GameServer server)
    {
        const string name = "udp=";
        var words = server.Doors.OfType<NativeDoor>().SelectMany(static door => door.Label.Split(' '));
        return words.FirstOrDefault(static word => word.StartsWith(name, StringComparison.Ordinal)) is { } word
            ? int.Parse(word.AsSpan(name.Length), CultureInfo.InvariantCulture)
            : 0;
    }

    private static QueryFacts FactsOf(ServerOptions options, int gamePort) => new(
        options.Name,
        ProgramVersion.Short,
        gamePort,
        [
            new("native_protocol", Text(Limits.Version)),
            new("tick_rate", Text(options.TickRate)),
            new("snapshot_rate", Text(options.SnapshotRate)),
            new("friendly_fire", options.FriendlyFire ? "1" : "0"),
        ]);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
