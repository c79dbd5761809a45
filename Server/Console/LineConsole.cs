using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Console;

/// <summary>
/// A console without a terminal, for a program that hosts a server: any thread types lines and takes answers, the tick
/// runs what was typed. Nobody waits for anybody; both directions are bounded.
/// </summary>
public sealed class LineConsole
{
    /// <summary>Lines that may wait for the tick; further ones are refused.</summary>
    public const int LineLimit = 64;

    /// <summary>Answers that may wait for their reader; further ones are lost.</summary>
    public const int AnswerLimit = 256;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _answers = new();

    /// <summary>False when <see cref="LineLimit"/> lines wait already.</summary>
    public bool TryType(string line)
    {
        if (_lines.Count >= LineLimit)
            return false;
        _lines.Enqueue(line);
        return true;
    }

    /// <summary>The oldest answer that nobody has taken: one or more lines.</summary>
    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer) => _answers.TryDequeue(out answer);

    /// <summary>Runs what was typed since the last tick. Allocates nothing when that is nothing.</summary>
    internal void RunTyped(CommandRegistry registry, CommandCaller caller)
    {
        for (var count = 0; count < ConsoleSession.LinesPerTick && _lines.TryDequeue(out var line); count++)
        {
            var answer = registry.Execute(caller, line);
            if (answer.Length != 0 && _answers.Count < AnswerLimit)
                _answers.Enqueue(answer);
        }
    }
}
