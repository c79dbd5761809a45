using System.CommandLine;
using System.CommandLine.Parsing;

namespace Ecs.Server.Options;

/// <summary>What the command line says: an answer by itself (help, version, faults), or settings for the reader.</summary>
public sealed class ServerCommandLine
{
    private const string ConfigFlag = "--config";
    private const int RepeatLimit = 100;

    private readonly ParseResult _parsed;

    private ServerCommandLine(
        ParseResult parsed, IReadOnlyList<string> faults, IReadOnlyList<KeyValuePair<string, string?>> settings, string? file)
    {
        _parsed = parsed;
        Faults = faults;
        Settings = settings;
        ConfigFile = file;
    }

    /// <summary>Help, version or a command of its own were asked for: run <see cref="Answer"/> and start nothing.</summary>
    public bool IsQuestion => _parsed.Action is not null && _parsed.Action != _parsed.RootCommandResult.Command.Action && Faults.Count == 0;

    /// <summary>A line for each argument that is none, or is there twice.</summary>
    public IReadOnlyList<string> Faults { get; }

    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; }

    /// <summary>The settings file that was named, or null.</summary>
    public string? ConfigFile { get; }

    /// <summary>The command line of the server's own program.</summary>
    /// <param name="arguments">As the program was given them.</param>
    /// <param name="commands">What the program does beside running a server.</param>
    public static ServerCommandLine Parse(IReadOnlyList<string> arguments, params IReadOnlyList<Command> commands)
    {
        var root = new RootCommand(
            "A dedicated server for real-time 2D games. Settings come from appsettings.json, "
            + "then from the environment (ECS_TickRate=30, ECS_Bots__lobby=8), then from here; the later wins.");
        foreach (var command in commands)
            root.Add(command);
        return ParseWith(arguments, root);
    }

    /// <summary>The command line of another program that hosts a server.</summary>
    /// <param name="arguments">As the program was given them.</param>
    /// <param name="description">What that program is.</param>
    /// <param name="more">Options that it has beside the server's; <see cref="ValueOf"/> tells what they are.</param>
    public static ServerCommandLine Parse(IReadOnlyList<string> arguments, string description, params IReadOnlyList<Option> more)
    {
        var root = new RootCommand(description);
        foreach (var option in more)
            root.Add(option);
        return ParseWith(arguments, root);
    }

    /// <summary>What was given for an option of the host; its default without that.</summary>
    public T? ValueOf<T>(Option<T> option) => _parsed.GetValue(option);

    /// <summary>Does what was asked for and gives the exit code.</summary>
    public int Answer() =>
        _parsed.CommandResult.Command is SettingsCommand command && _parsed.Action == command.Action ? command.Run(this) : _parsed.Invoke();

    private static ServerCommandLine ParseWith(IReadOnlyList<string> arguments, RootCommand root)
    {
        var config = new Option<string>(ConfigFlag)
        {
            HelpName = "FILE",
            Description = "Settings file. [appsettings.json in the current folder, else the one beside the program]",
        };
        SettingsCommand[] others = [.. SettingsCommand.Within(root)];
        foreach (var taker in (Command[])[root, .. others])
            taker.Add(config);

        // With commands beside it, running the root needs to be allowed; what it does is the program's matter.
        root.SetAction(static _ => { });
        var options = new List<(OptionEntry Entry, Option<string[]> Option)>();
        foreach (var entry in OptionTable.All)
        {
            if (entry.Flag.Length == 0)
                continue;

            var option = Describe(entry);
            options.Add((entry, option));
            foreach (var taker in (Command[])[root, .. others])
                taker.Add(option);
        }

        var plain = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var parsed = root.Parse(arguments, plain);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        List<string> faults = [.. parsed.Errors.Select(static error => error.Message)];
        foreach ((var entry, var option) in options)
            Collect(parsed, entry, option, settings, faults);
        AddControls(parsed, options, faults);
        return new(parsed, faults, [.. settings], parsed.GetResult(config) is null ? null : parsed.GetValue(config));
    }

    /// <summary>What is no setting but a name of a file, or an argument of a command: a setting is looked at with its other sources.</summary>
    private static void AddControls(ParseResult parsed, List<(OptionEntry Entry, Option<string[]> Option)> settings, List<string> faults)
    {
        var name = "";
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
                name = token.Value;
            else if (token.Type == TokenType.Command)
                name = "";
            else if (OptionText.HasControl(token.Value) && !settings.Exists(setting => setting.Entry.Flag == name))
                faults.Add($"{(name.Length == 0 ? "" : name + ": ")}{(name == "--token" ? "it" : OptionText.Quote(token.Value))} has a control character");
        }
    }

    private static Option<string[]> Describe(OptionEntry entry) => new(entry.Flag)
    {
        HelpName = entry.Argument.Length == 0 ? "true|false" : entry.Argument,
        Description = entry.Help,
        Arity = new ArgumentArity(entry.Argument.Length == 0 || entry.MayStandAlone ? 0 : 1, RepeatLimit),
        AllowMultipleArgumentsPerToken = false,
    };

    private static void Collect(
        ParseResult parsed, OptionEntry entry, Option<string[]> option, Dictionary<string, string?> settings, List<string> faults)
    {
        if (parsed.GetResult(option) is not OptionResult result || result.Errors.Any())
            return;
        var texts = parsed.GetValue(option) ?? [];
        if (texts.Length == 0)
            settings[entry.Key] = bool.TrueString;
        foreach (var text in texts)
        {
            var equals = entry.IsPerRoom ? text.IndexOf('=', StringComparison.Ordinal) : -1;
            // A path may hold an equals sign; a room's name holds no slash or dot, so what stands before it decides.
            var hasRoom = equals >= 0 && (entry.NeedsRoom || RoomDefinition.IsName(text.AsSpan(0, equals)));
            var key = hasRoom ? $"{entry.Key}:{text[..equals]}" : entry.Key;
            if (!settings.TryAdd(key, hasRoom ? text[(equals + 1)..] : text))
                faults.Add($"{entry.Flag}: {OptionText.Escape(key, 100)} is there twice");
        }
    }
}
