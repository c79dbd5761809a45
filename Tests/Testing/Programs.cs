namespace Ecs.Tests.Testing;

/// <summary>The programs of the house, as tests start them.</summary>
internal static class Programs
{
    /// <summary>Built before the tests and started by some, but none of its code is seen by them: it stays in a folder of its own.</summary>
    public const string Benchmarks = "Ecs.Benchmarks.dll";

    /// <summary>The file of a program by its assembly's name. The folders of two projects differ in the project's name only.</summary>
    public static string FileOf(string program)
    {
        var parts = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar);
        if (program == Benchmarks)
            parts[Array.LastIndexOf(parts, "Tests")] = "Benchmarks";

        return Path.Combine(string.Join(Path.DirectorySeparatorChar, parts), program);
    }
}
