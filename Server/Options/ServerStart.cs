using Ecs.Server.Base;

namespace Ecs.Server.Options;

/// <summary>What a Redis has as settings: keys as in <see cref="OptionTable"/>. None, and one line of fault, where it says nothing.</summary>
public delegate IReadOnlyList<KeyValuePair<string, string?>> RedisReader(RedisOptions options, out string fault);

/// <summary>From a command line to options: finds the settings file and the environment's part.</summary>
public static class ServerStart
{
    /// <summary>Reads all sources in their order. A settings file that was named and is not there is a fault with its own exit code.</summary>
    /// <param name="line">Not a question.</param>
    /// <param name="known">What options may name.</param>
    /// <param name="redis">Asks the Redis that the other sources name; null for nobody.</param>
    /// <param name="code">The exit code that fits the faults; <see cref="ExitCode.Ok"/> without any.</param>
    public static StartOptions Read(ServerCommandLine line, KnownNames known, RedisReader? redis, out int code)
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
        if (start.Options.Redis.IsGiven && redis is not null)
            start = ReadWithRedis(line, known, file, redis, start);
        code = start.Faults.Count == 0 ? ExitCode.Ok : ExitCode.BadOption;
        return start;
    }

    /// <inheritdoc cref="Read(ServerCommandLine, KnownNames, RedisReader?, out int)"/>
    public static StartOptions Read(ServerCommandLine line, KnownNames known, out int code) => Read(line, known, null, out code);

    /// <summary>Without it the server starts as the other sources say: it is optional.</summary>
    private static StartOptions ReadWithRedis(ServerCommandLine line, KnownNames known, string? file, RedisReader redis, StartOptions without)
    {
        var settings = redis(without.Options.Redis, out var fault);
        if (fault.Length != 0)
            return without with { Warnings = [.. without.Warnings, $"{OptionTable.Spell("Redis:Address")}: no settings from there: {fault}"] };

        return settings.Count == 0 ? without : OptionReader.Read(file, Variables(), line.Settings, known, settings);
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
