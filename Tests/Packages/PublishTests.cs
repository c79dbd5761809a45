using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Packages;

/// <summary>
/// The server as docs/operating.md publishes it: one folder that starts where no SDK and no runtime are. What it is made of is a copy of the
/// sources, so that no other build is disturbed.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class PublishTests : IDisposable
{
    private static readonly string[] Sources = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "global.json", "Server", "Simulation", "Protocol", "StandIns/Arch"];

    /// <summary>Of the players and of the operator.</summary>
    private static readonly string[] Pages = ["Page", "AdminPage"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-publish-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PublishFact]
    public void The_published_server_starts_plays_and_stops_without_an_sdk()
    {
        // As deploy/Dockerfile publishes it, in an empty folder; no image is built.
        var image = ContainerFile.Read(Path.Combine(Repository.Root, "deploy", "Dockerfile"));
        var (source, server) = (Path.Combine(_folder, "source"), Path.Combine(_folder, "server"));
        Build(source, [.. image.Publish.Select(word => word == ContainerFile.Program ? server : word)]);
        Assert.Equal(PageFiles, Pages.SelectMany(page => Directory.GetFiles(Path.Combine(server, page), "*", SearchOption.AllDirectories)).Select(file => NameIn(server, file)).Order(StringComparer.Ordinal));

        // Neither an SDK nor a runtime can be found, and the folder is not the current one.
        var start = new ProcessStartInfo(Path.Combine(server, "Ecs.Server"), ["--port", "0", "--web", "127.0.0.1:0", "--bots", "4", "--duration", "1", "--record", Path.Combine(_folder, "a.rec")]) { WorkingDirectory = _folder };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["DOTNET_ROOT"] = Path.Combine(_folder, "nowhere");
        var (code, output, errors) = OtherProgram.Run(start);
        Assert.True(code == 0, output + errors);
        Assert.StartsWith("ready ", output, StringComparison.Ordinal);
        Assert.Contains(" web=http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("\nstopped ", output, StringComparison.Ordinal);

        // What it has recorded, this build verifies: compiled before or while it ran, a world is the same.
        var verify = new ProcessStartInfo("dotnet", [Programs.FileOf("Ecs.Server.dll"), "replay", "verify", Path.Combine(_folder, "a.rec"), "--json"]);
        (code, output, errors) = OtherProgram.Run(verify);
        Assert.True(code == 0, output + errors);
        using var told = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Object, told.RootElement.ValueKind);
        image.RunIn(_folder, server);
    }

    /// <summary>A program of somebody else's has beside it what ours has: docs/tutorial.md makes one, and Tests/Packages/newcomer.sh runs it.</summary>
    [Fact]
    public void The_package_brings_the_page_the_maps_and_the_codes_for_every_program_that_is_made_with_it()
    {
        var packages = Path.Combine(_folder, "packages");
        Build(Path.Combine(_folder, "source"), "pack", "Server", "-c", "Release", "-o", packages);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages, "*.nupkg")));
        var beside = package.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("beside/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(PageFiles, beside.Select(static name => name["beside/".Length..]).Where(static name => Pages.Contains(name.Split('/')[0])).Order(StringComparer.Ordinal));
        Assert.Contains("beside/Maps/arena.tmj", beside);
        Assert.Contains("beside/Survival/packet-codes.json", beside);
        Assert.Contains(package.Entries, static entry => entry.FullName == "buildTransitive/Ecs.Server.targets");
    }

    /// <summary>What browsers take; what tells Node that these are modules is for tests alone.</summary>
    private static IEnumerable<string> PageFiles =>
        Pages.SelectMany(static page => Directory.GetFiles(Path.Combine(Repository.Root, "Server", page), "*", SearchOption.AllDirectories))
            .Select(static file => NameIn(Path.Combine(Repository.Root, "Server"), file))
            .Where(static name => name != "Page/package.json")
            .Order(StringComparer.Ordinal);

    private static string NameIn(string folder, string file) => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Runs the SDK on a copy of the sources.</summary>
    private static void Build(string source, params string[] command)
    {
        foreach (var part in Sources)
            Copy(Path.Combine(Repository.Root, part), Path.Combine(source, part));
        var build = new ProcessStartInfo("dotnet", [.. command, "--disable-build-servers", "-p:RunAnalyzers=false"]) { WorkingDirectory = source };
        build.Environment["ECS_LOCKED_RESTORE"] = "1";
        var (code, output, errors) = OtherProgram.Run(build, 10 * Patience.Limit);
        Assert.True(code == 0, output + errors);
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
