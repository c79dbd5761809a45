using System.Diagnostics;
using System.Xml.Linq;
using Ecs.Tests.House;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The analyzer really stops what the list bans: the compiler runs on a small file of sins, with the list as the world's project gives it.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly string[] Sins =
    [
        "public long Clock() => System.DateTime.UtcNow.Ticks;",
        "public long Offset() => System.DateTimeOffset.UtcNow.Ticks;",
        "public long Watch() => System.Diagnostics.Stopwatch.GetTimestamp();",
        "public int Count() => System.Environment.TickCount;",
        "public int Draw() => System.Random.Shared.Next();",
        "public object Unique() => System.Guid.NewGuid();",
        "public int Hash(string text) => text.GetHashCode();",
        "public int Combine() => System.HashCode.Combine(1, 2);",
        "public void Wait() => System.Threading.Thread.Sleep(1);",
        "public object Elsewhere() => System.Threading.Tasks.Task.CompletedTask;",
        "public int Query(int[] numbers) => System.Linq.Enumerable.Count(numbers);",
        "public string Read() => System.IO.File.ReadAllText(\"x\");",
        "public void Say() => System.Console.WriteLine();",
        "public object Culture() => System.Globalization.CultureInfo.CurrentCulture;",
        "public object Parsed() => double.Parse(\"1\");",
    ];

    private static readonly string[] Virtues =
    [
        "public int Sum(int left, int right) => left + right;",
        "public string Text(int number) => number.ToString(System.Globalization.NumberFormatInfo.InvariantInfo);",
        "public long Wide(int left, int right) => System.Math.BigMul(left, right);",
    ];

    [Fact]
    public void Every_sin_is_reported_on_its_line_and_nothing_else_is()
    {
        var folder = Directory.CreateTempSubdirectory("ecs-guard-");
        try
        {
            var source = Path.Combine(folder.FullName, "Sins.cs");
            File.WriteAllLines(source, ["public class Sins", "{", .. Sins, .. Virtues, "}"]);

            var reported = new SortedSet<int>();
            foreach (var line in Compile(source, folder.FullName))
            {
                Assert.DoesNotContain("error CS", line, StringComparison.Ordinal);
                if (line.Contains("RS0030", StringComparison.Ordinal))
                    reported.Add(int.Parse(line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(',', StringComparison.Ordinal)]));
            }

            Assert.Equal(Enumerable.Range(3, Sins.Length), reported);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_worlds_project_has_the_analyzer_the_list_and_warnings_as_errors()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "Simulation", "Simulation.csproj"));
        var props = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));

        Assert.Contains(project.Descendants("PackageReference"), item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(project.Descendants("AdditionalFiles"), item => (string?)item.Attribute("Include") == "../BannedSymbols.txt");
        Assert.Contains(props.Descendants("TreatWarningsAsErrors"), item => item.Value == "true");
        Assert.DoesNotContain("RS0030", File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")), StringComparison.Ordinal);
        Assert.All(Repository.Sources("Simulation"), file => Assert.DoesNotContain("#pragma", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static string[] Compile(string source, string folder)
    {
        var start = new ProcessStartInfo("dotnet");
        string[] arguments =
        [
            Compiler(), "-nologo", "-target:library", "-nostdlib", "-noconfig", $"-out:{Path.Combine(folder, "Sins.dll")}",
            $"-additionalfile:{Path.Combine(Repository.Root, "BannedSymbols.txt")}",
            .. Analyzers().Select(file => "-analyzer:" + file),
            .. Directory.EnumerateFiles(RuntimeFolder, "System*.dll").Append(Path.Combine(RuntimeFolder, "netstandard.dll")).Where(IsManaged).Select(file => "-r:" + file),
            source,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        return OtherProgram.Run(start).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string RuntimeFolder => Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static bool IsManaged(string file) => !Path.GetFileName(file).Contains("Native", StringComparison.Ordinal);

    /// <summary>Of the newest SDK beside the runtime that runs this test.</summary>
    private static string Compiler() => Directory.GetDirectories(Path.Combine(RuntimeFolder, "..", "..", "..", "sdk"))
        .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
        .Where(File.Exists)
        .Order(StringComparer.Ordinal)
        .Last();

    private static string[] Analyzers()
    {
        var version = (string)XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers").Attribute("Version")!;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.GetFiles(Path.Combine(packages, "microsoft.codeanalysis.bannedapianalyzers", version, "analyzers", "dotnet", "cs"), "*.dll");
    }
}
