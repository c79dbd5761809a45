using System.Text.Json;

namespace Ecs.Simulation.Maps;

/// <summary>Tells what a file is that is no map of ours, and what makes one of it.</summary>
internal static class MapFormat
{
    private const string Export = "in Tiled choose File > Export As and \"JSON map files (.tmj)\", or run: tiled --export-map IN.tmx OUT.tmj";

    /// <summary>Some editors put this before UTF-8.</summary>
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Bytes without the mark that says nothing about UTF-8.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>What bytes are that are no JSON; empty when nobody can tell.</summary>
    public static string ExplainText(ReadOnlySpan<byte> bytes)
    {
        var text = WithoutMark(bytes).TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return "the file is empty";

        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || text.IndexOf((byte)0) is 0 or 1)
            return "the file is UTF-16: save it as UTF-8";

        if (text.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || text.StartsWith("PK\x03\x04"u8) || text.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return "the file is packed: unpack it first";

        if (text[0] == '<')
            return ExplainMarkup(text);

        return text.StartsWith("return {"u8) || text.StartsWith("(function("u8)
            ? "it is a map for Lua or a browser: " + Export
            : "";
    }

    /// <summary>What JSON is that has no layers.</summary>
    public static string ExplainRoot(JsonElement root)
    {
        const string NoLayers = "it has no array \"layers\"";
        if (root.ValueKind != JsonValueKind.Object)
            return NoLayers;

        if (Is(root, "tileset", "tilecount"))
            return NoLayers + ": it is a tileset (.tsj); name the map instead";

        if (Is(root, "template", "object"))
            return NoLayers + ": it is a template (.tj); name the map instead, exported with \"Detach templates\"";

        if (Is(root, "world", "maps"))
            return NoLayers + ": it is a world of several maps; name one of them, of each room its own";

        return root.TryGetProperty("levels", out _) || root.TryGetProperty("propertyTypes", out _) || root.TryGetProperty("folders", out _)
            ? NoLayers + ": it is the project of an editor; name a map of Tiled's instead"
            : NoLayers;
    }

    private static bool Is(JsonElement root, string type, string key) =>
        TiledJson.TextOf(root, "type") is var said && (said == type || (said.Length == 0 && root.TryGetProperty(key, out _)));

    private static string ExplainMarkup(ReadOnlySpan<byte> text)
    {
        // The first tag that is no declaration or comment says what it is.
        while (text.IndexOf((byte)'<') is >= 0 and var at)
        {
            text = text[(at + 1)..];
            if (text.StartsWith("tileset"u8))
                return "it is a tileset (.tsx), not a map";

            if (text.StartsWith("template"u8))
                return "it is a template (.tx), not a map";

            if (text.StartsWith("map"u8))
                return "it is Tiled's XML (.tmx): " + Export;

            if (!text.IsEmpty && text[0] is not ((byte)'?' or (byte)'!'))
                break;
        }

        return "it is XML or a web page: " + Export;
    }
}
