using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ecs.Tests.House;

/// <summary>
/// One hand (docs/decisions/0016-one-hand.md), where the compiler's own rules end: IDE0011 demands braces where a body has several lines,
/// nothing there forbids them where it has one; and two types of one name are two things that a reader takes for one.
/// </summary>
public sealed class StyleTests
{
    private static readonly string[] Product = ["Simulation", "Protocol", "Client", "Server", "DebugView", "Load", "Scenes"];

    /// <summary>Words for a part that tell nothing of what it does; what is meant has a name in the field.</summary>
    private static readonly string[] Riddles = ["Desk", "Office", "Clerk", "Book", "Board", "Crew", "Crowd", "Choice", "Sight", "Shelf", "Teller", "Talk"];

    private static readonly Lazy<(string Folder, BaseTypeDeclarationSyntax Declared)[]> Types = new(static () => [.. Product.SelectMany(TypesOf)]);

    [Fact]
    public void A_body_of_one_line_has_no_braces()
    {
        Assert.Empty(Repository.Sources(".").SelectMany(NeedlessBraces));
    }

    [Fact]
    public void Braces_are_found_where_they_are_needless_and_only_there()
    {
        const string Source = """
            class C
            {
                void M(int a)
                {
                    if (a > 0)
                    {
                        a++;
                    }

                    if (a > 1)
                        a++;
                    else
                    {
                        a--;
                    }

                    foreach (var x in "")
                    {
                        if (x == ' ')
                            return;
                    }

                    if (a > 2
                        && a < 9)
                    {
                        a++;
                    }

                    if (a > 3)
                    {
                        // why
                        a++;
                    }

                    if (a > 4)
                    {
                        a++;
                    }
                    else
                    {
                        a++;
                        a++;
                    }

                    while (a > 5)
                    {
                        var b = a--;
                    }
                }
            }
            """;
        Assert.Equal(["x.cs:5", "x.cs:10"], NeedlessBraces("x.cs", Source));
    }

    [Fact]
    public void No_two_types_of_the_product_have_the_same_name()
    {
        Assert.Empty(Types.Value
            .Where(static type => type.Declared.Parent is not TypeDeclarationSyntax && type.Declared.Identifier.ValueText != "Program")
            .GroupBy(static type => (type.Declared.Identifier.ValueText, Arity(type.Declared)), static type => type.Folder)
            .Where(static homes => homes.Distinct().Count() > 1)
            .Select(static homes => $"{homes.Key.ValueText}: {string.Join(", ", homes.Distinct())}"));
    }

    [Fact]
    public void A_part_is_called_by_what_it_does()
    {
        var names = Types.Value.Select(static type => type.Declared.Identifier.ValueText);
        Assert.DoesNotContain(names, static name => Array.Exists(Riddles, riddle => name.EndsWith(riddle, StringComparison.Ordinal)));
    }

    private static int Arity(BaseTypeDeclarationSyntax type) => type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: var count } ? count : 0;

    /// <summary>A record prints all that it has, and what is printed may end up in a log.</summary>
    [Fact]
    public void A_record_with_a_secret_says_itself_how_it_is_printed()
    {
        var records = Types.Value.Select(static type => type.Declared).OfType<RecordDeclarationSyntax>().Where(HasSecret).ToList();
        Assert.True(records.Count >= 10, $"{records.Count} records have secrets");
        Assert.Empty(records.Where(static record => !record.Members.OfType<MethodDeclarationSyntax>().Any(static method => method.Identifier.Text == "ToString"))
            .Select(static record => record.Identifier.Text));
    }

    private static bool HasSecret(RecordDeclarationSyntax record) =>
        record.ParameterList?.Parameters.Any(static parameter => IsSecret(parameter.Type, parameter.Identifier.Text)) == true
        || record.Members.OfType<PropertyDeclarationSyntax>().Any(static property => IsSecret(property.Type, property.Identifier.Text));

    private static bool IsSecret(TypeSyntax? type, string name) =>
        type?.ToString().TrimEnd('?') == "string"
        && (name.EndsWith("Token", StringComparison.Ordinal) || name.EndsWith("Password", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal));

    private static IEnumerable<(string Folder, BaseTypeDeclarationSyntax Declared)> TypesOf(string project) => Repository.Sources(project)
        .SelectMany(static file => Parse(file, File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Select(declared => (Repository.FolderOf(file), declared)));

    private static SyntaxTree Parse(string file, string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), file);

    private static IEnumerable<string> NeedlessBraces(string file) =>
        NeedlessBraces(Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file));

    private static IEnumerable<string> NeedlessBraces(string name, string text)
    {
        var tree = Parse(name, text);
        return
        [
            .. tree.GetRoot().DescendantNodes()
                .Select(Bodies)
                .Where(bodies => bodies.Any(static body => body is BlockSyntax) && bodies.All(FitsOnALine))
                .Select(bodies => $"{name}:{LineOf(bodies[0].Parent!.SpanStart) + 1}"),
        ];

        int LineOf(int position) => tree.GetText().Lines.GetLinePosition(position).Line;

        // Head and body each on one line, and the body nothing that wants lines around it.
        bool FitsOnALine(StatementSyntax body)
        {
            var only = body is BlockSyntax { Statements: [var inner] } ? inner : body;
            var head = body.GetFirstToken().GetPreviousToken();
            return only is ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax
                    or ContinueStatementSyntax or YieldStatementSyntax or GotoStatementSyntax
                && LineOf(only.SpanStart) == LineOf(only.Span.End)
                && LineOf(body.Parent!.SpanStart) == LineOf(head.Span.End)
                && !body.DescendantTrivia().Any(trivia => trivia.IsDirective
                    || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && LineOf(trivia.SpanStart) != LineOf(only.SpanStart))
                    || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        }
    }

    /// <summary>Of one statement; of a chain of conditions all that belong together, since they are braced alike.</summary>
    private static StatementSyntax[] Bodies(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: not ElseClauseSyntax } first => [.. Chain(first)],
        ForStatementSyntax loop => [loop.Statement],
        CommonForEachStatementSyntax loop => [loop.Statement],
        WhileStatementSyntax loop => [loop.Statement],
        UsingStatementSyntax use => [use.Statement],
        LockStatementSyntax section => [section.Statement],
        FixedStatementSyntax pinned => [pinned.Statement],
        _ => [],
    };

    private static IEnumerable<StatementSyntax> Chain(IfStatementSyntax condition)
    {
        yield return condition.Statement;
        switch (condition.Else?.Statement)
        {
            case IfStatementSyntax next:
                foreach (var body in Chain(next))
                    yield return body;

                break;
            case { } last:
                yield return last;
                break;
        }
    }
}
