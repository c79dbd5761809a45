using System.Text;
using Ecs.Protocol;
using Ecs.Server.Text;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Console;

/// <summary>
/// All commands, and the one way to run one: the console, chat lines that begin with a slash and operators' own messages
/// come through here. Any line gets an answer; only a line of somebody with the right has an effect, and each that has
/// one is logged with its caller.
/// </summary>
public sealed partial class CommandRegistry(ILogger log)
{
    private readonly SortedDictionary<string, Command> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Command> _byName = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Command> All => _commands.Values;

    /// <exception cref="ArgumentException">One of its names is taken.</exception>
    public void Add(Command command)
    {
        _commands.Add(command.Name, command);
        _byName.Add(command.Name, command);
        foreach (var form in command.ShortForms)
            _byName.Add(form, command);
    }

    /// <summary>Finds a command by its name or a short form, in any case.</summary>
    public Command? Find(string name) => _byName.GetValueOrDefault(name.ToLowerInvariant());

    /// <summary>Runs a line and returns what the caller is told: plain lines without a control character.</summary>
    public string Execute(CommandCaller caller, string line) => OnlyVisible(Answer(caller, line));

    private string Answer(CommandCaller caller, string line)
    {
        if (line.Length > CommandText.LineLimit)
            return $"A line has at most {CommandText.LineLimit} characters.";
        var text = new CommandText(line);
        if (text.IsAtEnd)
            return "";
        if (!text.TryTakeWord(out var name) || Find(name) is not { } command)
            return $"Invalid command \"{DisplayText.Clean(name, 32)}\". Try help.";
        if (caller.Right < command.Right)
            return command.Right == CommandRight.Console ? "Only the console may do that." : "Only operators may do that.";
        if (!TryTakeArguments(ref text, command, out var arguments))
            return command.Usage;
        if (command.Right != CommandRight.Anyone && !caller.IsAudited)
            LogCommand(log, DisplayText.Clean(caller.Name, Limits.NameCodePoints), DisplayText.Clean(line, CommandText.LineLimit));
        return command.Run(new(caller, arguments)) ?? command.Usage;
    }

    private static bool TryTakeArguments(ref CommandText text, Command command, out List<string> arguments)
    {
        arguments = [];
        while (!text.IsAtEnd)
        {
            if (arguments.Count >= Math.Min(command.MostArguments, CommandText.WordLimit))
                return false;
            if (command.EndsWithText && arguments.Count == command.MostArguments - 1)
                arguments.Add(text.TakeRest());
            else if (text.TryTakeWord(out var word))
                arguments.Add(word);
            else
                return false;
        }

        return arguments.Count >= command.LeastArguments;
    }

    /// <summary>The last gate before a terminal: whatever an answer was made of, only line breaks and visible characters pass.</summary>
    private static string OnlyVisible(string answer)
    {
        var shown = new StringBuilder(answer.Length);
        foreach (var rune in answer.EnumerateRunes())
        {
            if (rune.Value == '\n' || DisplayText.IsVisible(rune))
                shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    [LoggerMessage(110, LogLevel.Information, "{Caller} orders: {Line}")]
    private static partial void LogCommand(ILogger log, string caller, string line);
}
