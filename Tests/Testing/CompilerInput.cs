using Microsoft.CodeAnalysis;

namespace Ecs.Tests.Testing;

/// <summary>What a build gives the compiler beside a project's sources.</summary>
internal static class CompilerInput
{
    /// <summary>As ImplicitUsings makes them.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Every assembly that these tests run with, but for themselves.</summary>
    /// <param name="without">File names of more that are left out.</param>
    public static IEnumerable<MetadataReference> References(params IReadOnlyList<string> without) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && name != "Ecs.Tests.dll" && !without.Contains(name))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path));
}
