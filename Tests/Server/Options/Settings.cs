using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Options;

/// <summary>Reads settings as the program does, from text that stands in the test.</summary>
internal static class Settings
{
    /// <summary>From a command line only.</summary>
    public static StartOptions FromLine(params string[] arguments) => From(null, [], arguments);

    /// <param name="json">The settings file's text, or null for none.</param>
    /// <param name="environment">NAME=VALUE each.</param>
    /// <param name="arguments">The command line.</param>
    public static StartOptions From(string? json, string[] environment, params string[] arguments)
    {
        var line = ServerCommandLine.Parse(arguments, ReplayCommand.Create(TestGames.Shipped));
        string? file = null;
        try
        {
            if (json is not null)
                File.WriteAllText(file = Path.GetTempFileName(), json);
            var variables = environment.Select(static pair => pair.Split('=', 2)).Select(static pair => KeyValuePair.Create(pair[0], pair[1]));
            var read = OptionReader.Read(file, variables, line.Settings, TestGames.Parts.Known);
            return read with { Faults = [.. line.Faults, .. read.Faults] };
        }
        finally
        {
            if (file is not null)
                File.Delete(file);
        }
    }
}
