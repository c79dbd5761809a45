using Ecs.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ecs.Tests.House;

/// <summary>The sources of one project as the compiler understands them, so that an arrow is a symbol and never a likeness of words.</summary>
internal sealed class SourceModel
{
    /// <summary>A name that the compiler does not know would be an arrow that nobody sees.</summary>
    private static readonly string[] UnknownNames = ["CS0103", "CS0234", "CS0246"];

    private readonly CSharpCompilation _compilation;
    private Dictionary<(string, string), FileArrow>.ValueCollection? _arrows;

    /// <param name="project">Its folder.</param>
    /// <param name="more">Sources beside those of the checkout: path from the root, and text.</param>
    public SourceModel(string project, params (string Path, string Text)[] more)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None);
        var sources = Repository.Sources(project)
            .Select(file => (Path: Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/'), Text: File.ReadAllText(file)))
            .Concat(more)
            .Append((Path: "", Text: CompilerInput.ImplicitUsings));
        _compilation = CSharpCompilation.Create(
            $"Ecs.{project}",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)),
            CompilerInput.References($"Ecs.{project}.dll"),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Names that nobody declares, each with its file; empty when every arrow was seen.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. _compilation.GetDiagnostics().Where(static fault => UnknownNames.Contains(fault.Id)).Select(static fault => fault.ToString())];

    /// <summary>Each pair of files once.</summary>
    public IReadOnlyCollection<FileArrow> Arrows => _arrows ??= FindArrows();

    private static System.Collections.Immutable.ImmutableArray<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private Dictionary<(string, string), FileArrow>.ValueCollection FindArrows()
    {
        var arrows = new Dictionary<(string, string), FileArrow>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not UsingDirectiveSyntax))
            {
                if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax or ForEachStatementSyntax))
                    continue;

                foreach (var symbol in SymbolsOf(model, node))
                {
                    if (FileOf(symbol) is { } file && file != tree.FilePath)
                        arrows.TryAdd((tree.FilePath, file), new FileArrow(tree.FilePath, file, NameOf(symbol)));
                }
            }
        }

        return arrows.Values;
    }

    private static string? FileOf(ISymbol symbol)
    {
        var method = symbol as IMethodSymbol;
        return OutermostOf(method?.ReducedFrom ?? symbol)?.DeclaringSyntaxReferences
            .Select(static reference => reference.SyntaxTree.FilePath)
            .FirstOrDefault(static path => path.Length != 0);
    }

    private static INamedTypeSymbol? OutermostOf(ISymbol symbol)
    {
        var type = (symbol as INamedTypeSymbol ?? symbol.ContainingType)?.OriginalDefinition;
        while (type?.ContainingType is { } outer)
            type = outer.OriginalDefinition;

        return type;
    }

    private static string NameOf(ISymbol symbol) =>
        symbol is INamedTypeSymbol || symbol.ContainingType is null ? symbol.Name : $"{symbol.ContainingType.Name}.{symbol.Name}";
}
