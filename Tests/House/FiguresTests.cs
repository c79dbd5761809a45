using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ecs.Tests.House;

/// <summary>The figures of the README are those that were measured: its table is made from the files of results, and nobody types one in.</summary>
public sealed partial class FiguresTests
{
    private const string Command = "ECS_WRITE_FIGURES=1 dotnet test -c Release Tests --filter \"FullyQualifiedName~House.Figures\"";
    private const string Begin = "<!-- figures: made from Benchmarks/results/figures.md -->\n";
    private const string End = "<!-- end of figures -->";

    private static readonly string Results = Path.Combine(Repository.Root, "Benchmarks", "results");

    [Fact]
    public void The_table_of_the_README_is_made_of_the_results()
    {
        var path = Path.Combine(Repository.Root, "README.md");
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "the README has no place for figures");

        var made = Fill(File.ReadAllText(Path.Combine(Results, "figures.md")), ReadResult);
        if (Environment.GetEnvironmentVariable("ECS_WRITE_FIGURES") == "1")
            File.WriteAllText(path, text[..begin] + made + text[end..]);
        else
            Assert.True(made == text[begin..end], $"the README's figures are not those of the results: {Command}");
    }

    [Fact]
    public void A_place_is_filled_by_a_figure_or_by_a_quotient_of_two()
    {
        using var document = JsonDocument.Parse("""{ "a": { "b": 1234.56 }, "c": 4, "d": 8 }""");
        Assert.Equal("1,235 us, 0.50 of 8, 1.2", Fill("{x:a.b|#,0} us, {x:c/d|0.00} of {x:d}, {x:a.b/1000|0.0}", _ => document.RootElement));
    }

    [Fact]
    public void A_list_of_named_results_is_asked_by_name()
    {
        using var document = JsonDocument.Parse("""[ { "name": "One", "ns": 3 }, { "name": "Two", "ns": 7 } ]""");
        Assert.Equal("7", Fill("{micro:Two.ns}", _ => document.RootElement));
    }

    private static string Fill(string template, Func<string, JsonElement> result) => Place().Replace(template, place =>
    {
        var root = result(place.Groups["file"].Value);
        var value = Figure(root, place.Groups["figure"].Value);
        if (place.Groups["by"].Success)
            value /= decimal.TryParse(place.Groups["by"].Value, CultureInfo.InvariantCulture, out var number) ? number : Figure(root, place.Groups["by"].Value);
        return value.ToString(place.Groups["format"].Success ? place.Groups["format"].Value : "G29", CultureInfo.InvariantCulture);
    });

    private static JsonElement ReadResult(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Results, "2-core-x64", $"{file}.json")));
        return document.RootElement.Clone();
    }

    private static decimal Figure(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name)
                : element.GetProperty(name);
        }

        return element.GetDecimal();
    }

    [GeneratedRegex(@"\{(?<file>\w+):(?<figure>[\w.]+)(/(?<by>[\w.]+))?(\|(?<format>[^}]+))?\}")]
    private static partial Regex Place();
}
