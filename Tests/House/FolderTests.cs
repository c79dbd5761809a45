using System.Text;

namespace Ecs.Tests.House;

/// <summary>
/// Folders are layers: within every folder of these projects the arrows go one way, and docs/architecture.md has the table of them. A new
/// arrow is a decision, made there.
/// </summary>
public sealed class FolderTests
{
    private static readonly string[] Projects = ["Simulation", "Protocol", "Client", "Server", "DebugView"];

    private static readonly Lazy<Dictionary<string, SourceModel>> Models = new(static () => Projects.ToDictionary(static project => project, static project => new SourceModel(project)));

    public static TheoryData<string> ProjectNames => [.. Projects];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Every_name_in_the_sources_is_one_that_the_compiler_knows(string project)
    {
        Assert.Empty(Models.Value[project].Unknown);
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void No_folder_leads_back_to_itself(string project)
    {
        var circles = GraphsOf(project, Models.Value[project].Arrows, hasFileNodes: true).Where(static graph => graph.Circle.Count != 0).Select(Describe);

        Assert.True(!circles.Any(), string.Join('\n', circles));
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void The_table_of_the_architecture_has_every_arrow_and_no_other(string project)
    {
        var graphs = GraphsOf(project, Models.Value[project].Arrows);
        var found = graphs.SelectMany(RowsOf).ToList();
        var written = Written(project);

        var faults = new List<string>();
        foreach (var row in found.Except(written, StringComparer.Ordinal))
            faults.Add($"not in docs/architecture.md: {row}{Witness(graphs, row)}");

        foreach (var row in written.Except(found, StringComparer.Ordinal))
            faults.Add($"in docs/architecture.md, but not so: {row}");

        Assert.True(faults.Count == 0, string.Join('\n', faults) + "\n\nThe table as it would be:\n" + TableOf(project, graphs));
    }

    [Fact]
    public void An_arrow_upwards_is_called_by_the_names_of_its_files()
    {
        var broken = new SourceModel(
            "Simulation",
            ("Simulation/Values/Upward.cs", "namespace Ecs.Simulation.Values; internal static class Upward { public static object? Tick(Ecs.Simulation.WorldTick tick) => tick; }"));

        var graph = GraphsOf("Simulation", broken.Arrows, hasFileNodes: true).First();

        Assert.Contains("Values", graph.Circle);
        Assert.Contains("Simulation/Values/Upward.cs uses WorldTick of Simulation/WorldTick.cs", Describe(graph), StringComparison.Ordinal);
    }

    /// <param name="project">Its folder.</param>
    /// <param name="arrows">Of the project.</param>
    /// <param name="hasFileNodes">Whether each file in the project's own folder is a node.</param>
    private static List<FolderGraph> GraphsOf(string project, IReadOnlyCollection<FileArrow> arrows, bool hasFileNodes = false) =>
    [
        .. arrows.SelectMany(static arrow => new[] { arrow.From, arrow.To })
            .SelectMany(FoldersAbove)
            .Where(folder => folder == project || folder.StartsWith(project + "/", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(folder => new FolderGraph(folder, arrows, hasFileNodes && folder == project))
            .Where(static graph => !graph.IsEmpty),
    ];

    private static IEnumerable<string> FoldersAbove(string file)
    {
        for (var slash = file.LastIndexOf('/'); slash > 0; slash = file.LastIndexOf('/', slash - 1))
            yield return file[..slash];
    }

    private static string Describe(FolderGraph graph)
    {
        var text = new StringBuilder($"{graph.Folder}: a circle of {string.Join(", ", graph.Circle)}");
        foreach (var from in graph.Circle)
        {
            foreach (var to in graph.Circle)
            {
                foreach (var arrow in graph.Between(from, to).Take(5))
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n  {from} -> {to}: {arrow}");
            }
        }

        return text.ToString();
    }

    /// <summary>One row for each arrow, as "folder: from -> to".</summary>
    private static IEnumerable<string> RowsOf(FolderGraph graph) =>
        graph.Rows.SelectMany(row => row.To.Select(to => $"{graph.Folder}: {row.From} -> {to}"));

    private static string Witness(List<FolderGraph> graphs, string row)
    {
        var parts = row.Split([": ", " -> "], StringSplitOptions.None);
        return string.Concat(graphs.First(graph => graph.Folder == parts[0]).Between(parts[1], parts[2]).Take(3).Select(static arrow => $"\n    {arrow}"));
    }

    private static string TableOf(string project, List<FolderGraph> graphs)
    {
        var text = new StringBuilder($"```folders {project}\n");
        foreach (var graph in graphs)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{graph.Folder}:\n");
            foreach (var (from, to) in graph.Rows)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {from} -> {string.Join(' ', to)}\n");
        }

        return text.Append("```\n").ToString();
    }

    /// <summary>The block of this project in docs/architecture.md, a row for each arrow.</summary>
    private static List<string> Written(string project)
    {
        var rows = new List<string>();
        var folder = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .SkipWhile(line => line != $"```folders {project}").Skip(1)
            .TakeWhile(static line => line != "```"))
        {
            if (!line.StartsWith(' '))
            {
                folder = line.TrimEnd(':');
                continue;
            }

            var parts = line.Split("->", StringSplitOptions.TrimEntries);
            rows.AddRange(parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => $"{folder}: {parts[0]} -> {to}"));
        }

        return rows;
    }
}
