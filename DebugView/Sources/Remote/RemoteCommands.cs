using System.Diagnostics.CodeAnalysis;
using Ecs.Client;
using Ecs.DebugView.Model.Commands;
using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Metrics;
using Ecs.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>The console of a server elsewhere, for those whom it made operators.</summary>
internal sealed class RemoteCommands(Func<GameClient?> client) : ICommandLine
{
    /// <summary>Those of this build: the wire does not tell the server's.</summary>
    public IReadOnlyList<string> Names { get; } = OfThisBuild();

    public string Missing => client() is { Role: PlayerRole.Operator } ? "" : "needs an operator's --token";

    public bool TryType(string line) => client() is { } connected && connected.SendOperatorLine(line);

    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer)
    {
        answer = null;
        return client() is { } connected && connected.OperatorAnswers.TryTake(out answer) && answer is not null;
    }

    private static string[] OfThisBuild()
    {
        using var metrics = new ServerMetrics();
        using var server = new GameServer(metrics, new GameTable());
        var registry = new CommandRegistry(NullLogger.Instance);
        new ServerCommands(server, registry, static () => false, new StopRequest()).AddTo(registry);
        new PeopleCommands(server).AddTo(registry);
        new OrderCommands(server).AddTo(registry);
        return [.. registry.All.Where(static command => command.Right <= CommandRight.Operator)
            .SelectMany(static command => command.ShortForms.Prepend(command.Name)).Order(StringComparer.Ordinal)];
    }
}
