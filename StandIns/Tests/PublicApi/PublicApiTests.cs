using System.Reflection;

namespace Ecs.StandIns.Tests.PublicApi;

/// <summary>
/// Each stand-in promises exactly the lines of its PublicApi.txt. After a wanted change run these tests once with
/// ECS_WRITE_PUBLIC_API=1 and read the difference in version control.
/// </summary>
public sealed class PublicApiTests
{
    private const string FileName = "PublicApi.txt";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("ECS_WRITE_PUBLIC_API") == "1";

    public static TheoryData<string> StandIns()
    {
        var names = new TheoryData<string>();
        foreach (var folder in Directory.EnumerateDirectories(Folder()).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            var isStandIn = File.Exists(Path.Combine(folder, $"{name}.csproj"));
            if (isStandIn && (Writes || File.Exists(Path.Combine(folder, FileName))))
                names.Add(name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(StandIns))]
    public void Public_surface_is_the_one_written_down(string name)
    {
        var path = Path.Combine(Folder(), name, FileName);
        var actual = PublicSurface.Describe(Assembly.Load(name));
        if (Writes)
            File.WriteAllText(path, string.Concat(actual.Select(line => line + '\n')));

        var difference = PublicSurface.Difference(File.ReadAllLines(path), actual);

        Assert.True(difference.Length == 0, $"{name} differs from {path} (- gone, + new):\n{difference}");
    }

    [Fact]
    public void Lines_that_only_one_side_has_are_shown_with_their_sign()
    {
        Assert.Equal("- a\n+ b", PublicSurface.Difference(["a", "c"], ["b", "c"]));
        Assert.Equal("", PublicSurface.Difference(["a"], ["a"]));
    }

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ecs.sln")))
            folder = folder.Parent;

        return Path.Combine(folder!.FullName, "StandIns");
    }
}
