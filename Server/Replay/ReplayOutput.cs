using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecs.Server.Base;
using Ecs.Server.Recording;

namespace Ecs.Server.Replay;

/// <summary>What a replay command says: to a person in words, to a script as one JSON object, whatever happens.</summary>
internal sealed class ReplayOutput(InvocationConfiguration streams, bool isJson)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The result, which may be a bad one.</summary>
    public void Print(object facts, Func<string> words) => streams.Output.WriteLine(isJson ? JsonSerializer.Serialize(facts, Json) : words());

    /// <summary>The result as a line for each fact; those that are null are left out.</summary>
    public void PrintFacts(object facts) => Print(
        facts, () => string.Join('\n', JsonSerializer.SerializeToElement(facts, Json).EnumerateObject().Select(static fact => $"{fact.Name}: {fact.Value}")));

    /// <summary>There is no result: a line on standard error says why, and the exit code is handed back.</summary>
    public int Fail(int code, string fault)
    {
        if (isJson)
            Print(new { ok = false, complete = false, fault }, static () => "");

        streams.Error.WriteLine(fault);
        return code;
    }

    /// <summary>
    /// What was asked for lies outside the recording. Nobody knows whether one that is not complete had it: then the file is at fault,
    /// not the option.
    /// </summary>
    public int FailBeyond(RecordingReader reader, string fault) =>
        Fail(reader.IsComplete ? ExitCode.BadOption : ExitCode.BadFile, fault + AndState(reader));

    /// <summary>Empty for a complete recording.</summary>
    public static string AndState(RecordingReader reader) =>
        State(reader.Torn, reader.Damaged) is { Length: > 0 } words ? $"; the recording is {words}" : "";

    /// <summary>Empty for a complete recording.</summary>
    public static string State(string? torn, string? damaged) =>
        torn is not null ? $"torn: {torn}" : damaged is not null ? $"damaged: {damaged}" : "";
}
