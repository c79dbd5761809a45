using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// The table from packet names to the codes of one generation of clients, in both directions. It is data: the codes have
/// changed between generations and may again.
/// </summary>
public sealed class PacketCodes
{
    /// <summary>Where the table that comes with the program lies.</summary>
    public const string FileName = "packet-codes.json";

    /// <summary>UTF-8 bytes of a code.</summary>
    private const int CodeLimit = 16;

    private readonly byte[][] _ofServer;
    private readonly byte[]?[] _ofClient;

    private PacketCodes(string column, byte[][] ofServer, byte[]?[] ofClient)
    {
        Column = column;
        _ofServer = ofServer;
        _ofClient = ofClient;
    }

    /// <summary>Which generation of clients these codes are of.</summary>
    public string Column { get; }

    /// <summary>The file beside the program.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "Survival", FileName);

    /// <summary>The code of a packet in UTF-8.</summary>
    public ReadOnlySpan<byte> CodeOf(SurvivalServerPacket packet) => _ofServer[(int)packet];

    /// <inheritdoc cref="CodeOf(SurvivalServerPacket)"/>
    /// <remarks>Empty when clients of this generation have no such packet.</remarks>
    public ReadOnlySpan<byte> CodeOf(SurvivalClientPacket packet) => _ofClient[(int)packet];

    public bool TryFind(ReadOnlySpan<byte> code, out SurvivalServerPacket packet)
    {
        packet = (SurvivalServerPacket)IndexOf(_ofServer, code);
        return packet >= 0;
    }

    public bool TryFind(ReadOnlySpan<byte> code, out SurvivalClientPacket packet)
    {
        packet = (SurvivalClientPacket)IndexOf(_ofClient, code);
        return packet >= 0;
    }

    /// <summary>Reads one column of a table: every packet must have a code in it, except that clients may lack some (null).</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="column">One of the file's "columns".</param>
    /// <param name="codes">The column, when the result is true.</param>
    /// <param name="fault">Otherwise what is wrong.</param>
    public static bool TryParse(ReadOnlyMemory<byte> json, string column, [NotNullWhen(true)] out PacketCodes? codes, out string fault)
    {
        codes = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var index = IndexOfColumn(document.RootElement, column);
            if (index < 0)
            {
                fault = $"there is no column '{column}' of packet codes";
                return false;
            }

            var ofServer = Read<SurvivalServerPacket>(document.RootElement, "server", index);
            var ofClient = Read<SurvivalClientPacket>(document.RootElement, "client", index);
            fault = FaultIn(ofServer, ofClient);
            if (fault.Length == 0)
                codes = new PacketCodes(column, [.. ofServer.Select(static code => code!)], ofClient);
        }
        catch (JsonException exception)
        {
            fault = "the packet codes are no JSON: line " + (exception.LineNumber + 1);
        }

        return codes is not null;
    }

    private static int IndexOf(byte[]?[] codes, ReadOnlySpan<byte> code)
    {
        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] is { } known && code.SequenceEqual(known))
                return index;
        }

        return -1;
    }

    private static int IndexOfColumn(JsonElement root, string column)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("columns", out var columns) || columns.ValueKind != JsonValueKind.Array)
            return -1;
        var index = 0;
        foreach (var name in columns.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String && name.GetString() == column)
                return index;
            index++;
        }

        return -1;
    }

    /// <summary>Null where the table has no usable code.</summary>
    private static byte[]?[] Read<TPacket>(JsonElement root, string direction, int column)
        where TPacket : struct, Enum
    {
        var names = Enum.GetNames<TPacket>();
        var codes = new byte[]?[names.Length];
        if (!root.TryGetProperty(direction, out var table) || table.ValueKind != JsonValueKind.Object)
            return codes;
        for (var packet = 0; packet < names.Length; packet++)
        {
            if (table.TryGetProperty(JsonNamingPolicy.KebabCaseLower.ConvertName(names[packet]), out var row)
                && row.ValueKind == JsonValueKind.Array
                && row.GetArrayLength() > column
                && row[column].ValueKind == JsonValueKind.String
                && row[column].GetString() is { Length: > 0 and <= CodeLimit } code)
            {
                codes[packet] = Encoding.UTF8.GetBytes(code);
            }
        }

        return codes;
    }

    private static string FaultIn(byte[]?[] ofServer, byte[]?[] ofClient)
    {
        var missing = Array.IndexOf(ofServer, null);
        if (missing >= 0)
            return $"the packet codes lack '{(SurvivalServerPacket)missing}' of the server";
        return HasTwins(ofServer) || HasTwins(ofClient) ? "two packets of one direction have the same code" : "";
    }

    private static bool HasTwins(byte[]?[] codes)
    {
        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] is { } code && IndexOf(codes, code) != index)
                return true;
        }

        return false;
    }
}
