using System.Runtime.InteropServices;

namespace Ecs.Tests.Packages;

/// <summary>
/// A test that publishes for linux-x64, which takes the runtime and its compiler as packages: <c>check.sh</c> restores them. Where one is
/// missing the test is skipped and says so; with ECS_REQUIRE_ALL=1 it runs, and takes them from the registry.
/// </summary>
public sealed class PublishFactAttribute : FactAttribute
{
    private static readonly string[] Needed = ["microsoft.netcore.app.runtime.linux-x64", "microsoft.aspnetcore.app.runtime.linux-x64", "microsoft.netcore.app.crossgen2.linux-x64"];

    public PublishFactAttribute()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] missing = [.. Needed.Where(package => !Directory.Exists(Path.Combine(packages, package, RuntimeVersion)))];
        if (RuntimeInformation.RuntimeIdentifier != "linux-x64")
            Skip = "publishes for linux-x64 only";
        else if (missing.Length > 0 && Environment.GetEnvironmentVariable("ECS_REQUIRE_ALL") != "1")
            Skip = $"not restored: {string.Join(", ", missing)}";
    }

    /// <summary>That of the SDK's own runtime, which runs this.</summary>
    private static string RuntimeVersion => Environment.Version.ToString();
}
