using System.Text.RegularExpressions;
using Ecs.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ecs.Tests.Packages;

/// <summary>What somebody has who knows our assemblies from outside: the text of a page, and a compiler that is no friend of ours.</summary>
internal static partial class Stranger
{
    /// <summary>The files of a page in their order; a later one takes the place of an earlier one of its name.</summary>
    public static IEnumerable<(string Path, string Text)> FilesOf(string page) =>
        FileBlock().Matches(page).Select(static block => (block.Groups["path"].Value, block.Groups["text"].Value));

    /// <summary>The image of an assembly; a warning is a fault.</summary>
    public static byte[] Compile(string name, OutputKind kind, IEnumerable<string> sources, params IEnumerable<MetadataReference> more)
    {
        var compilation = CSharpCompilation.Create(
            name,
            sources.Append(CompilerInput.ImplicitUsings).Select(static text => CSharpSyntaxTree.ParseText(text)),
            CompilerInput.References().Concat(more),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(static found => found.Severity >= DiagnosticSeverity.Warning));
        return image.ToArray();
    }

    [GeneratedRegex(@"^`(?<path>[^`\n]+)`:\n\n```\w+\n(?<text>.*?\n)```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FileBlock();
}
