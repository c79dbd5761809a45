using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Model.Commands;
using Ecs.Server.Console;
using Ecs.Server.Host;

namespace Ecs.DebugView.Sources.Hosted;

/// <summary>The console of the server in this process, with the rights of its terminal.</summary>
internal sealed class HostedCommands(RunningServer server) : ICommandLine
{
    public IReadOnlyList<string> Names { get; } = [.. server.Commands.All.SelectMany(SpellingsOf).Order(StringComparer.Ordinal)];

    public string Missing => "";

    public bool TryType(string line) => server.Console.TryType(line);

    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer) => server.Console.TryTakeAnswer(out answer);

    private static IEnumerable<string> SpellingsOf(Command command) => command.ShortForms.Prepend(command.Name);
}
