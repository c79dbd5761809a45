using Ecs.Server.Text;
using Microsoft.Extensions.Configuration;

namespace Ecs.Server.Options;

/// <summary>Layers the sources: defaults, then the settings file, then Redis, then the environment, then the command line.</summary>
public static class OptionReader
{
    public const string FileName = "appsettings.json";

    /// <summary>Of environment variables; <c>__</c> stands for the ':' of a key.</summary>
    public const string EnvironmentPrefix = "ECS_";

    /// <summary>What the source is called that lies between the file and the environment.</summary>
    public const string RedisSource = "redis";

    /// <summary>Variables with the prefix that are meant for others: for the tests and for the build.</summary>
    private static readonly HashSet<string> OthersVariables = new(StringComparer.OrdinalIgnoreCase) { "REQUIRE_ALL", "LOCKED_RESTORE" };

    /// <param name="file">The settings file, or null for none.</param>
    /// <param name="environment">Variables with their whole names; those without the prefix are passed over.</param>
    /// <param name="commandLine">Keys as in <see cref="OptionTable"/>, with their texts.</param>
    /// <param name="known">What options may name.</param>
    /// <param name="redis">What a Redis says (<see cref="RedisSource"/>), keys as in <see cref="OptionTable"/>; null for none.</param>
    public static StartOptions Read(
        string? file,
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<KeyValuePair<string, string?>> commandLine,
        KnownNames known,
        IEnumerable<KeyValuePair<string, string?>>? redis = null)
    {
        var faults = new OptionFaults();
        var builder = new ConfigurationBuilder();

        // A name for each source, in their order.
        var sources = new List<string>();
        if (file is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
            sources.Add($"file {OptionText.Escape(file, 200)}");
        }

        if (redis is not null)
        {
            builder.AddInMemoryCollection(Once(redis));
            sources.Add("redis");
        }

        builder.AddInMemoryCollection(OurVariables(environment));
        sources.Add("environment");
        builder.AddInMemoryCollection(commandLine);
        sources.Add("command line");
        IConfigurationRoot configuration;
        try
        {
            configuration = builder.Build();
        }
        catch (Exception exception)
            when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            faults.Add(file ?? FileName, DisplayText.Clean((exception.InnerException ?? exception).Message, 200));
            return new(new ServerOptions(), faults.Lines, []);
        }

        (var options, var warnings) = Apply(configuration, known, faults);
        return new(options, [.. faults.Lines, .. options.Validate()], warnings) { Given = GivenIn(configuration, sources) };
    }

    /// <summary>The last source that has a key is the one that counts.</summary>
    private static List<GivenSetting> GivenIn(IConfigurationRoot configuration, List<string> sources)
    {
        IConfigurationProvider[] providers = [.. configuration.Providers];
        var given = new List<GivenSetting>();
        foreach ((var key, var text) in configuration.AsEnumerable())
        {
            if (text is not null)
                given.Add(new(key, text, sources[Array.FindLastIndex(providers, provider => provider.TryGet(key, out _))]));
        }

        return given;
    }

    private static (ServerOptions Options, List<string> Warnings) Apply(IConfigurationRoot configuration, KnownNames known, OptionFaults faults)
    {
        var options = new ServerOptions { Known = known };
        var warnings = new List<string>();
        foreach ((var key, var text) in configuration.AsEnumerable())
        {
            if (text is null)
                continue;
            var shown = OptionText.Escape(key, 100);
            if (OptionTable.Find(key, out var room) is not { } entry)
                warnings.Add($"{shown}: nothing knows this key");
            else if (entry.NeedsRoom && room.Length == 0)
                faults.Add(shown, "needs a room's name");
            else if (OptionText.HasControl(text))
                faults.Add(shown, entry.MayHide(text) ? "has a control character" : $"{OptionText.Quote(text)} has a control character");
            else
                options = entry.Set(options, room, text, shown, faults);
        }

        // The order in which a configuration lists its keys is not the order in which anybody wrote them.
        RoomDefinition[] rooms = [.. options.Rooms.OrderBy(static room => room.Name, StringComparer.Ordinal)];
        return (options with { Rooms = rooms }, warnings);
    }

    /// <summary>Keys that differ in case alone are one, and the last is meant.</summary>
    private static Dictionary<string, string?> Once(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var once = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach ((var key, var text) in settings.OrderBy(static setting => setting.Key, StringComparer.Ordinal))
            once[key] = text;
        return once;
    }

    private static IEnumerable<KeyValuePair<string, string?>> OurVariables(IEnumerable<KeyValuePair<string, string>> environment)
    {
        foreach ((var name, var value) in environment)
        {
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = name[EnvironmentPrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
            if (!OthersVariables.Contains(key))
                yield return new(key, value);
        }
    }
}
