namespace Ecs.Server.Console;

/// <summary>One command, whoever may type it.</summary>
/// <param name="Name">Lower-case.</param>
/// <param name="Arguments">As the usage line shows them, for example "ID N" or "[on|off]".</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Run">Returns the answer, or null when the arguments make no sense; the caller then gets the usage line.</param>
public sealed record Command(string Name, string Arguments, string Summary, Func<CommandCall, string?> Run)
{
    public IReadOnlyList<string> ShortForms { get; init; } = [];

    public CommandRight Right { get; init; } = CommandRight.Operator;

    public int LeastArguments { get; init; }

    public int MostArguments { get; init; }

    /// <summary>Whether the last argument takes the rest of the line as it stands, blanks and quotes included.</summary>
    public bool EndsWithText { get; init; }

    public string Usage => Arguments.Length == 0 ? $"Usage: {Name}" : $"Usage: {Name} {Arguments}";
}

/// <summary>One use of a command; the number of arguments is within the command's range.</summary>
public sealed record CommandCall(CommandCaller Caller, IReadOnlyList<string> Arguments);
