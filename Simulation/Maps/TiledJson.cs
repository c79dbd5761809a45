using System.Text.Json;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>What map editors of several generations write, read the same way: text, properties, classes.</summary>
internal static class TiledJson
{
    /// <summary>Faults and remarks quote at most so many characters of what the file says.</summary>
    private const int QuoteLimit = 40;

    /// <summary>The text behind a key; empty where there is none.</summary>
    public static string TextOf(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : "";

    /// <summary>The elements behind a key; false where there is no array.</summary>
    public static bool TryGetArray(JsonElement item, string key, out JsonElement array)
    {
        array = default;
        return item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out array) && array.ValueKind == JsonValueKind.Array;
    }

    /// <summary>
    /// The class of an object: its key is "type", but "class" in files of Tiled 1.9. Where both stand and differ there is no
    /// telling which one is meant.
    /// </summary>
    public static bool TryGetClass(JsonElement item, out string name)
    {
        name = TextOf(item, "type");
        var other = TextOf(item, "class");
        if (name.Length == 0)
            name = other;

        return other.Length == 0 || other == name;
    }

    /// <summary>Finds a custom property: an array of them since Tiled 1.2, one JSON object before.</summary>
    public static bool TryFindProperty(JsonElement item, string name, out JsonElement value)
    {
        value = default;
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("properties", out var properties))
            return false;

        if (properties.ValueKind == JsonValueKind.Object)
            return properties.TryGetProperty(name, out value);

        if (properties.ValueKind != JsonValueKind.Array)
            return false;

        foreach (var property in properties.EnumerateArray())
        {
            if (TextOf(property, "name") == name && property.TryGetProperty("value", out value))
                return true;
        }

        return false;
    }

    /// <summary>The names of an object's custom properties, of either form.</summary>
    public static List<string> PropertyNamesOf(JsonElement item)
    {
        var names = new List<string>();
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("properties", out var properties))
            return names;

        if (properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
                names.Add(property.Name);
        }
        else if (properties.ValueKind == JsonValueKind.Array)
        {
            foreach (var property in properties.EnumerateArray())
                names.Add(TextOf(property, "name"));
        }

        return names;
    }

    public static bool IsZero(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number
        && DecimalText.TryParse(number.GetRawText(), out var value, out _)
        && value == Fixed.Zero;

    public static string Quote(string text) => $"\"{(text.Length <= QuoteLimit ? text : text[..QuoteLimit] + "...")}\"";

    /// <summary>How an object is called in faults.</summary>
    public static string Label(JsonElement item)
    {
        var id = 0;
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number)
            number.TryGetInt32(out id);

        return $"object {id} {Quote(TextOf(item, "name"))}";
    }

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
