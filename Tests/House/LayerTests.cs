using System.Xml.Linq;

namespace Ecs.Tests.House;

/// <summary>The table of layers: what each project may reference, packages included. A new arrow is a decision, made here.</summary>
public sealed class LayerTests
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"];

    public static TheoryData<string, string[]> Layers => new()
    {
        { "Simulation", ["Arch", "Microsoft.CodeAnalysis.BannedApiAnalyzers"] },
        { "Protocol", ["LiteNetLib", "MessagePack", "Simulation"] },
        { "Client", ["LiteNetLib", "Protocol", "Simulation"] },
        { "Server", ["LiteNetLib", "MessagePack", "Microsoft.AspNetCore.App", "Microsoft.Data.Sqlite", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Exporter.Prometheus.AspNetCore", "Protocol", "Simulation", "StackExchange.Redis", "System.CommandLine"] },
        { "DebugView", ["Client", "Microsoft.AspNetCore.App", "Protocol", "Raylib-cs", "Server", "Simulation", "System.CommandLine"] },
        { "Load", ["Client", "Microsoft.AspNetCore.App", "Protocol", "Server", "Simulation", "System.CommandLine"] },
        { "Scenes", ["Arch", "DebugView", "MessagePack", "Microsoft.AspNetCore.App", "Protocol", "Server", "Simulation"] },
        { "PlainClient", ["LiteNetLib", "MessagePack"] },
        { "Templates", [] },
        { "StandIns/Arch", [] },
        { "StandIns/Raylib-cs", [] },
        { "StandIns/Tests", ["Arch", "Raylib-cs", .. TestPackages] },
        {
            "Benchmarks",
            [
                "Arch", "BenchmarkDotNet", "Client", "DebugView", "LiteNetLib", "Load", "MessagePack", "Microsoft.AspNetCore.App",
                "Protocol", "Scenes", "Server", "Simulation", "System.CommandLine",
            ]
        },
        {
            "Tests",
            [
                // Of Benchmarks only the program, which tests start; see Tests.csproj.
                "Arch", "Benchmarks", "Client", "DebugView", "LiteNetLib", "Load", "MessagePack", "Microsoft.AspNetCore.App",
                "Microsoft.CodeAnalysis.CSharp", "Microsoft.Playwright", "PlainClient", "Protocol", "Scenes", "Server", "Simulation", .. TestPackages,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_project_references_what_its_layer_allows_and_nothing_else(string folder, string[] allowed)
    {
        Assert.Equal(allowed.Order(StringComparer.Ordinal), ReferencesOf(folder));
    }

    [Fact]
    public void Every_project_of_the_house_has_a_row_in_the_table()
    {
        var rows = Layers.Select(row => (string)((object[])row)[0]).Order(StringComparer.Ordinal);

        Assert.Equal(rows, Repository.Projects().Select(project => Repository.FolderOf(project)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var strays = new List<string>();
        foreach (var folder in (string[])["Simulation", "Protocol", "Client", "Server", "DebugView", "Load", "Scenes", "PlainClient", "Tests", "Benchmarks"])
        {
            foreach (var file in Repository.Sources(folder))
            {
                var expected = "Ecs." + Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace(Path.DirectorySeparatorChar, '.');
                var declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
                if (declared is not null && declared != $"namespace {expected};")
                    strays.Add($"{Path.GetRelativePath(Repository.Root, file)}: {declared}");
            }
        }

        Assert.Empty(strays);
    }

    private static IEnumerable<string> ReferencesOf(string folder)
    {
        var project = XDocument.Load(Repository.Projects().Single(path => Repository.FolderOf(path) == folder));
        string[] kinds = ["PackageReference", "ProjectReference", "SwitchedPackage", "FrameworkReference"];
        return project.Descendants()
            .Where(element => kinds.Contains(element.Name.LocalName))
            .Select(element => element.Attribute("Include")!.Value)
            .Select(name => name.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name)
            .Order(StringComparer.Ordinal);
    }
}
