using System.Reflection;
using Ecs.StandIns.Tests.PublicApi;
using Ecs.Tests.House;

namespace Ecs.Tests.Packages;

/// <summary>What each package promises stands in its PublicApi.txt: whoever adds to it, or takes from it, says so there.</summary>
public sealed class PublicApiTests
{
    private const string Command = "ECS_WRITE_PUBLIC_API=1 dotnet test -c Release Tests --filter \"FullyQualifiedName~Packages.PublicApi\"";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("ECS_WRITE_PUBLIC_API") == "1";

    public static TheoryData<string> Packages => ["Simulation", "Protocol", "Client", "Server", "DebugView", "Load"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_shows_what_its_list_says(string folder)
    {
        var path = Path.Combine(Repository.Root, folder, "PublicApi.txt");
        var shown = PublicSurface.Describe(Assembly.Load($"Ecs.{folder}"));
        if (Writes)
            File.WriteAllText(path, string.Concat(shown.Select(static line => line + '\n')));

        var difference = PublicSurface.Difference(File.ReadAllLines(path), shown);

        Assert.True(
            difference.Length == 0,
            $"Ecs.{folder} differs from {folder}/PublicApi.txt (- gone, + new). If it is meant, write it anew with\n{Command}\nand commit it:\n{difference}");
    }

    [Fact]
    public void Every_package_has_a_list()
    {
        var packed = Repository.Projects()
            .Where(static project => File.ReadAllText(project).Contains("<IsPackable>true<", StringComparison.Ordinal))
            .Select(static project => Repository.FolderOf(project));

        Assert.Equal(["Client", "DebugView", "Load", "Protocol", "Server", "Simulation"], packed.Where(static folder => folder != "Templates").Order(StringComparer.Ordinal));
    }
}
