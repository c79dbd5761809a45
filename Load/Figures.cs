using System.Text.Json;

namespace Ecs.Load;

/// <summary>How every command tells its figures: one JSON object for people on the console and, when wanted, for machines in a file.</summary>
public static class Figures
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="figures">Its properties become the object's, in camel case.</param>
    /// <param name="json">The file to replace; null for none.</param>
    public static void Tell(object figures, FileInfo? json)
    {
        var text = JsonSerializer.Serialize(figures, Indented);
        Console.WriteLine(text);
        if (json is not null)
            File.WriteAllText(json.FullName, text + "\n");
    }
}
