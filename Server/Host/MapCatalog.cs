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

    /// <summary>Names of the maps that are made for a mode, sorted.</summary>
    public static Task<IReadOnlyList<string>> NamesForAsync(string mode) => Task.Run(() => NamesFor(MapFiles.Folder, mode));

    internal static IReadOnlyList<string> NamesFor(string folder, string mode)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, "*.tmj")
                    .Where(file => Path.GetFileNameWithoutExtension(file) == mode || ModesOf(file).Contains(mode))
                    .Select(static file => Path.GetFileNameWithoutExtension(file))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
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
