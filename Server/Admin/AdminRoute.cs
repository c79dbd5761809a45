namespace Ecs.Server.Admin;

/// <summary>One thing that the API does.</summary>
/// <param name="Method">As HTTP has it.</param>
/// <param name="Template">The path, with <c>{name}</c> for what may be anything without a slash.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Fields">Of the JSON object that is sent with it; none for no body.</param>
/// <param name="Run">Does it, on a thread of the pool.</param>
internal sealed record AdminRoute(string Method, string Template, string Summary, IReadOnlyList<AdminField> Fields, Func<AdminCall, Task> Run)
{
    private readonly string[] _parts = Template.Split('/');

    /// <summary>What the answer is; empty for JSON.</summary>
    public string AnswerType { get; init; } = "application/json";

    /// <summary>Of the answer where all went well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The names in the path.</summary>
    public IEnumerable<string> Names => _parts.Where(IsName).Select(static part => part[1..^1]);

    /// <summary>Whether a path is of this route, and what stands for its name; empty where it has none.</summary>
    public bool Matches(string path, out string name)
    {
        name = "";
        var parts = path.Split('/');
        if (parts.Length != _parts.Length)
            return false;
        for (var index = 0; index < parts.Length; index++)
        {
            if (IsName(_parts[index]) && parts[index].Length != 0)
                name = parts[index];
            else if (parts[index] != _parts[index])
                return false;
        }

        return true;
    }

    private static bool IsName(string part) => part.StartsWith('{');
}

/// <summary>A field of what is sent to a route.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="IsNumber">A whole number; else a text.</param>
/// <param name="IsNeeded">Without it the request is refused.</param>
/// <param name="Text">What it means.</param>
internal readonly record struct AdminField(string Name, bool IsNumber, bool IsNeeded, string Text);
