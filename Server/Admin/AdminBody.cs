using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Admin;

/// <summary>Reads what is sent to a route: a JSON object with known fields.</summary>
internal static class AdminBody
{
    /// <summary>The fields, or what is wrong with them.</summary>
    public static async Task<(IReadOnlyDictionary<string, JsonElement> Fields, string Fault)> ReadAsync(HttpRequest request, IReadOnlyList<AdminField> known)
    {
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (known.Count == 0)
            return (read, "");
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted).ConfigureAwait(false);
            return json.RootElement.ValueKind == JsonValueKind.Object ? (read, FaultOf(json.RootElement, known, read)) : (read, "The body is no JSON object.");
        }
        catch (JsonException)
        {
            return (read, "The body is no JSON object.");
        }
    }

    private static string FaultOf(JsonElement body, IReadOnlyList<AdminField> known, Dictionary<string, JsonElement> read)
    {
        foreach (var property in body.EnumerateObject())
            read[property.Name] = property.Value.Clone();
        foreach (var name in read.Keys)
        {
            if (!known.Any(field => field.Name == name))
                return "The body has a field that means nothing here.";
        }

        foreach (var field in known)
        {
            if (!read.TryGetValue(field.Name, out var value))
            {
                if (field.IsNeeded)
                    return $"The body has no {field.Name}.";
            }
            else if (field.IsNumber ? value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _) : !IsText(value))
            {
                return $"{field.Name} is no {(field.IsNumber ? "whole number" : $"text of at most {AdminCall.TextLimit} characters")}.";
            }
        }

        return "";
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= AdminCall.TextLimit;
}
