using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Model.Commands;

namespace Ecs.DebugView.Sources;

/// <summary>The console where there is no server to command.</summary>
internal sealed class NoCommands(string missing) : ICommandLine
{
    public IReadOnlyList<string> Names => [];

    public string Missing => missing;

    public bool TryType(string line) => false;

    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer)
    {
        answer = null;
        return false;
    }
}
