using System.Text.Json;
using Ecs.Server.Base;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Host;

/// <summary>
/// The maps beside the program, and which modes each is made for: the one that it is called like, and those that its property "modes" names,
/// with blanks between them. Read when first asked for; from any thread but that of the tick, which waits for no disk.
/// </summary>
internal static class MapCatalog
{
    private const string Property = "modes";

    /// <summary>A fault instead of the map.</summary>
    public static Task<(Map? Map, string Fault)> LoadAsync(string nameOrFile) => Task.Run(() =>
    {
        var code = MapFiles.Load(nameOrFile, out var map, out var fault);
        return (code == ExitCode.Ok ? map : null, fault);
    });

    /// <summary>The names of the maps for each mode, sorted. Each file is read once.</summary>
    public static Task<ILookup<string, string>> NamesAsync() => Task.Run(() => NamesIn(MapFiles.Folder));

    private static ILookup<string, string> NamesIn(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, "*.tmj");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            files = [];
        }

        return files
            .Select(static file => (Name: Path.GetFileNameWithoutExtension(file), Modes: ModesOf(file)))
            .OrderBy(static map => map.Name, StringComparer.Ordinal)
            .SelectMany(static map => map.Modes.Append(map.Name).Distinct(), static (map, mode) => (map.Name, Mode: mode))
            .ToLookup(static entry => entry.Mode, static entry => entry.Name, StringComparer.Ordinal);
    }

    private static string[] ModesOf(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Array)
            {
                foreach (var property in properties.EnumerateArray())
                {
                    if (property.GetProperty("name").GetString() == Property && property.GetProperty("value").GetString() is { } modes)
                        return modes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A map that cannot be read is none that anybody can play on: it is not offered.
        }

        return [];
    }
}
