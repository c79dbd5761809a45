using System.Buffers;
using System.Text.Json;

namespace Ecs.Server.Admin;

/// <summary>Writes what the API is as an OpenAPI document (version 3.1), of the routes themselves.</summary>
internal static class AdminDocument
{
    public static byte[] Write(IReadOnlyList<AdminRoute> routes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Ecs, the operator's API");
            json.WriteString("version", "1");
            json.WriteEndObject();
            WriteSecurity(json);
            json.WriteStartObject("paths");
            foreach (var path in routes.GroupBy(static route => route.Template))
            {
                json.WriteStartObject(path.Key);
                foreach (var route in path)
                    Write(json, route);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSecurity(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("token");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("security");
        json.WriteStartObject();
        json.WriteStartArray("token");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, AdminRoute route)
    {
        json.WriteStartObject(route.Method.ToLowerInvariant());
        json.WriteString("summary", route.Summary);
        WriteParameters(json, route);
        WriteBody(json, route);
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "It is done, or this is it.");
        json.WriteStartObject("content");
        json.WriteStartObject(route.AnswerType);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteResponse(json, "400", "That makes no sense.");
        WriteResponse(json, "401", "That takes the token.");
        WriteResponse(json, "404", "There is nothing of that name.");
        WriteResponse(json, "409", "That cannot be done as things are.");
        WriteResponse(json, "429", "Too many wrong tokens.");
        WriteResponse(json, "503", "The tick did not come to it.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, AdminRoute route)
    {
        json.WriteStartArray("parameters");
        foreach (var name in route.Names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("in", "path");
            json.WriteBoolean("required", true);
            WriteType(json, "string");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, AdminRoute route)
    {
        if (route.Fields.Count == 0)
            return;
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", true);
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WriteStartObject("schema");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var field in route.Fields)
        {
            json.WriteStartObject(field.Name);
            json.WriteString("type", field.IsNumber ? "integer" : "string");
            json.WriteString("description", field.Text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var field in route.Fields.Where(static field => field.IsNeeded))
            json.WriteStringValue(field.Name);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject("schema");
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, string status, string description)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        json.WriteEndObject();
    }
}
