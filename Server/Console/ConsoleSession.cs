namespace Ecs.Server.Console;

/// <summary>The operator at the server's own console, as the tick sees it: lines that came in are run, answers go out.</summary>
public sealed class ConsoleSession(CommandRegistry registry, CommandCaller caller, ConsoleInput input, ConsoleOutput output)
{
    /// <summary>Lines run in one tick; a pasted page takes several ticks.</summary>
    public const int LinesPerTick = 8;

    /// <summary>Runs what was typed since the last tick.</summary>
    public void RunTyped()
    {
        for (var count = 0; count < LinesPerTick && input.TryTake(out var line); count++)
        {
            var answer = line.IsTooLong
                ? $"A line has at most {CommandText.LineLimit} characters."
                : registry.Execute(caller, line.Text);
            if (answer.Length != 0)
                output.Write(answer);
        }
    }
}
