using System.Runtime.InteropServices;

namespace Ecs.Tests.Testing;

/// <summary>
/// A test that needs something of the system: a library (a name that starts with lib) or a program on the path. Where one is
/// missing the test is skipped and says so; with ECS_REQUIRE_ALL=1 it runs, and fails on what is missing.
/// </summary>
public sealed class ComponentFactAttribute : FactAttribute
{
    public ComponentFactAttribute(params string[] components)
    {
        string[] missing = [.. components.Where(component => !IsInstalled(component))];
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("ECS_REQUIRE_ALL") != "1")
            Skip = $"not installed: {string.Join(", ", missing)}";
    }

    private static bool IsInstalled(string component)
    {
        if (component.StartsWith("lib", StringComparison.Ordinal))
            return NativeLibrary.TryLoad(component, out _);

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, component)));
    }
}
