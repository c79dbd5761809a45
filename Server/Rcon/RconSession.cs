using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Rcon;

/// <summary>One client of the remote console, without its socket: packets in, packets out. Belongs to the thread of its connection.</summary>
/// <param name="source">Where it comes from.</param>
/// <param name="gate">Looks at its password.</param>
/// <param name="calls">Takes its commands to the tick's thread.</param>
/// <param name="execute">Runs them there.</param>
/// <param name="room">That it means.</param>
/// <param name="metrics">Counts what has no effect.</param>
/// <param name="log">The audit: a line for each command that was run, and for each password that was wrong. Never a password.</param>
internal sealed partial class RconSession(
    IPAddress source,
    RconGate gate,
    TickCalls calls,
    Func<CommandCaller, string, string> execute,
    Room? room,
    ServerMetrics metrics,
    ILogger log)
{
    /// <summary>How long a tick may let a command wait.</summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    private const int Refused = -1;

    /// <summary>What follows the echo of an empty response.</summary>
    private static readonly byte[] EchoEnd = [0, 0, 0, 1, 0, 0, 0, 0];

    private readonly CommandCaller _caller = new($"rcon {source}", CommandRight.Operator) { Room = room, IsAudited = true };

    public bool HasProven { get; private set; }

    /// <summary>Takes a packet and writes what is to be sent; false when the connection ends behind that.</summary>
    public bool Take(in RconPacket packet, List<byte> answer)
    {
        if (packet.Type == RconType.Auth)
            return TakePassword(packet, answer);
        if (!HasProven)
        {
            metrics.CountDrop(DropCause.Refused);
            return false;
        }

        switch (packet.Type)
        {
            case RconType.Command:
                RconPacket.WriteAnswer(answer, packet.Id, Run(packet.Body));
                return true;
            case RconType.Response:
                // Whoever does not know where a long answer ends sends this behind a command: it comes back behind the last piece.
                RconPacket.Write(answer, packet.Id, RconType.Response, []);
                RconPacket.Write(answer, packet.Id, RconType.Response, EchoEnd);
                return true;
            default:
                metrics.CountDrop(DropCause.UnknownMessage);
                return false;
        }
    }

    private bool TakePassword(in RconPacket packet, List<byte> answer)
    {
        HasProven = false;
        switch (gate.Look(source, packet.Body))
        {
            case null:
                metrics.CountDrop(DropCause.Refused);
                return false;
            case false:
                metrics.CountDrop(DropCause.BadToken);
                LogWrong(log, source);
                Answer(answer, packet.Id, Refused);
                return false;
            default:
                HasProven = true;
                LogIn(log, source);
                Answer(answer, packet.Id, packet.Id);
                return true;
        }
    }

    /// <summary>An empty response comes first, as clients know it.</summary>
    private static void Answer(List<byte> answer, int id, int verdict)
    {
        RconPacket.Write(answer, id, RconType.Response, []);
        RconPacket.Write(answer, verdict, RconType.Command, []);
    }

    private string Run(string line)
    {
        // Some send an empty command behind another one, to see where its answer ends.
        if (string.IsNullOrWhiteSpace(line))
            return "";
        if (calls.TryAskAsync(() => Execute(line), AnswerPatience) is not { } answer)
        {
            metrics.CountDrop(DropCause.QueueFull);
            return "Too many commands wait.";
        }

        try
        {
            return answer.GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            metrics.CountDrop(DropCause.Timeout);
            return "The server does not answer; the command was given up.";
        }
    }

    /// <summary>The tick's thread: as many lines of the audit as commands that ran.</summary>
    private string Execute(string line)
    {
        LogCommand(log, source, DisplayText.Clean(line, CommandText.LineLimit));
        return execute(_caller, line);
    }

    [LoggerMessage(170, LogLevel.Information, "RCON {Source} orders: {Line}")]
    private static partial void LogCommand(ILogger log, IPAddress source, string line);

    [LoggerMessage(171, LogLevel.Warning, "RCON {Source} gave a wrong password")]
    private static partial void LogWrong(ILogger log, IPAddress source);

    [LoggerMessage(172, LogLevel.Information, "RCON {Source} gave the password")]
    private static partial void LogIn(ILogger log, IPAddress source);
}
