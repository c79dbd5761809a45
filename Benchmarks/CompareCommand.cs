using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Ecs.Benchmarks;

/// <summary>What changed between two folders of results? Every figure that both have, as a ratio; times of two machines are only comparable so.</summary>
internal static class CompareCommand
{
    /// <summary>A result of <c>micro</c> is of a class, a method and values of its parameters.</summary>
    private static readonly string[] Names = ["question", "name", "of"];

    public static Command Create()
    {
        var before = new Argument<DirectoryInfo>("before") { Description = "A folder of results" };
        var after = new Argument<DirectoryInfo>("after") { Description = "Another one" };
        var above = new Option<double>("--above") { Description = "Leave out what changed by less, in per cent", DefaultValueFactory = _ => 0 };
        var command = new Command("compare", "Compares two folders of results, figure by figure, as ratios") { before, after, above };
        command.SetAction(parsed => Run(parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(above)));
        return command;
    }

    private static int Run(DirectoryInfo before, DirectoryInfo after, double above)
    {
        foreach (var folder in (DirectoryInfo[])[before, after])
        {
            if (!folder.Exists)
            {
                Console.Error.WriteLine($"compare: there is no folder {folder.Name}");
                return 66;
            }
        }

        foreach (var file in before.GetFiles("*.json").OrderBy(static file => file.Name, StringComparer.Ordinal))
        {
            var other = new FileInfo(Path.Combine(after.FullName, file.Name));
            if (!other.Exists)
                continue;
            var (old, now) = (new Dictionary<string, double>(), new Dictionary<string, double>());
            if (!TryRead(file, old) || !TryRead(other, now))
            {
                Console.Error.WriteLine($"compare: {file.Name} is no JSON");
                return 65;
            }

            foreach (var (name, figure) in old)
            {
                if (figure != 0 && now.TryGetValue(name, out var changed) && Math.Abs((changed / figure) - 1) * 100 >= above)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{changed / figure,8:0.000}  {file.Name} {name}  {figure:0.###} -> {changed:0.###}"));
            }
        }

        return 0;
    }

    private static bool TryRead(FileInfo file, Dictionary<string, double> figures)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file.FullName));
            Flatten(document.RootElement, "", figures);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, double> figures)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", figures);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Flatten(item, $"{path}[{NameOf(item) ?? (index++).ToString(CultureInfo.InvariantCulture)}]", figures);
                break;
            case JsonValueKind.Number:
                figures[path] = element.GetDouble();
                break;
            default:
                break;
        }
    }

    /// <summary>What a list's items are told apart by; null where nothing says so.</summary>
    private static string? NameOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("name", out _))
            return null;

        var words = Names.Select(name => item.TryGetProperty(name, out var word) ? word.GetString() : null);
        return string.Join(' ', words.Where(static word => !string.IsNullOrEmpty(word)));
    }
}
