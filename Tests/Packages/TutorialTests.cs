using System.Reflection;
using System.Runtime.Loader;
using Ecs.Tests.House;
using Microsoft.CodeAnalysis;

namespace Ecs.Tests.Packages;

/// <summary>
/// docs/tutorial.md is true: each of its steps compiles as a stranger's assembly, its tests pass, and at its end stands what the template
/// makes. newcomer.sh does the same with the packages and the commands.
/// </summary>
public sealed class TutorialTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tutorial.md"));

    private static readonly string Template = Path.Combine(Repository.Root, "Templates", "ecs-game");

    [Fact]
    public void Every_step_of_the_page_compiles_without_a_friend_among_our_assemblies()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = 0;
        foreach (var (path, text) in Files())
        {
            files[path] = text;
            if (path.StartsWith("MyGame/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal) && files.ContainsKey("MyGame/TagMode.cs"))
            {
                Assert.NotEmpty(Stranger.Compile("MyGame", OutputKind.ConsoleApplication, SourcesIn("MyGame/", files)));
                steps++;
            }
        }

        Assert.InRange(steps, 5, 20);
    }

    [Fact]
    public void The_tests_of_the_page_pass()
    {
        var files = Files().GroupBy(static file => file.Path).ToDictionary(static file => file.Key, static file => file.Last().Text, StringComparer.Ordinal);
        var context = new AssemblyLoadContext("tutorial", isCollectible: true);
        var game = Stranger.Compile("MyGame", OutputKind.ConsoleApplication, SourcesIn("MyGame/", files));
        var tests = Stranger.Compile(
            "MyGame.Tests", OutputKind.DynamicallyLinkedLibrary, [.. SourcesIn("MyGame.Tests/", files), "global using Xunit;"], MetadataReference.CreateFromImage(game));
        var loaded = context.LoadFromStream(new MemoryStream(game));
        context.Resolving += (_, name) => name.Name == "MyGame" ? loaded : null;
        var ran = 0;
        foreach (var type in context.LoadFromStream(new MemoryStream(tests)).GetExportedTypes())
        {
            foreach (var test in type.GetMethods().Where(static method => method.GetCustomAttribute<FactAttribute>() is not null))
            {
                test.Invoke(Activator.CreateInstance(type), null);
                ran++;
            }
        }

        Assert.Equal(3, ran);
        context.Unload();
    }

    [Fact]
    public void The_template_makes_what_stands_at_the_end_of_the_page()
    {
        var page = Files().GroupBy(static file => file.Path).ToDictionary(static file => file.Key, static file => file.Last().Text, StringComparer.Ordinal);
        var made = Directory.EnumerateFiles(Template, "*", SearchOption.AllDirectories)
            .Where(static path => !path.Contains(".template.config", StringComparison.Ordinal) && Path.GetFileName(path) != "README.md")
            .ToDictionary(static path => Path.GetRelativePath(Template, path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText, StringComparer.Ordinal);

        Assert.Equal(made.OrderBy(static file => file.Key, StringComparer.Ordinal), page.OrderBy(static file => file.Key, StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, string Text)> Files() => Stranger.FilesOf(Page);

    private static string[] SourcesIn(string folder, Dictionary<string, string> files) =>
    [
        .. files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && file.Key.EndsWith(".cs", StringComparison.Ordinal)).Select(static file => file.Value),
    ];
}
