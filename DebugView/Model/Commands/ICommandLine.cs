using System.Diagnostics.CodeAnalysis;

namespace Ecs.DebugView.Model.Commands;

/// <summary>The server's console, as far as the source may use it.</summary>
public interface ICommandLine
{
    /// <summary>Names of the commands, for completion; may be empty, and may grow.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Empty, or why lines have no effect, in a few words.</summary>
    string Missing { get; }

    /// <summary>False when too much waits already.</summary>
    bool TryType(string line);

    bool TryTakeAnswer([NotNullWhen(true)] out string? answer);
}
