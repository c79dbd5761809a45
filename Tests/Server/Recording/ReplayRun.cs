using System.CommandLine;
using System.Text.Json;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>What a replay command said and ended with.</summary>
internal sealed record ReplayRun(int Code, string Output, string Errors)
{
    /// <summary>The one object on standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static ReplayRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = ReplayCommand.Create(TestGames.Shipped).Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return new ReplayRun(code, output.ToString().TrimEnd(), errors.ToString().TrimEnd());
    }

    /// <summary>A text of the object; null when it has none of that name.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public bool Is(string name) => Json.GetProperty(name).GetBoolean();
}
