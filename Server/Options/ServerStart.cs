using Ecs.Server.Base;

namespace Ecs.Server.Options;

/// <summary>From a command line to options: finds the settings file and the environment's part.</summary>
public static class ServerStart
{
    /// <summary>Reads all sources in their order. A settings file that was named and is not there is a fault with its own exit code.</summary>
    /// <param name="line">Not a question.</param>
    /// <param name="known">What options may name.</param>
    /// <param name="code">The exit code that fits the faults; <see cref="ExitCode.Ok"/> without any.</param>
    public static StartOptions Read(ServerCommandLine line, KnownNames known, out int code)
    {
        if (line.Faults.Count != 0)
        {
            code = ExitCode.BadOption;
            return new(new ServerOptions(), line.Faults, []);
        }

        var file = line.ConfigFile ?? DefaultFile();
        if (file is not null && !File.Exists(file))
        {
            code = ExitCode.NoSuchFile;
            return new(new ServerOptions(), [$"--config: there is no file {OptionText.Escape(file, 200)}"], []);
        }

        var start = OptionReader.Read(file, Variables(), line.Settings, known);
        code = start.Faults.Count == 0 ? ExitCode.Ok : ExitCode.BadOption;
        return start;
    }

    private static string? DefaultFile()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, OptionReader.FileName);
        return File.Exists(OptionReader.FileName) ? OptionReader.FileName : File.Exists(beside) ? beside : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            yield return new((string)variable.Key, (string?)variable.Value ?? "");
    }
}
