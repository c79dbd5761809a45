using Ecs.Server.Base;

namespace Ecs.Server.Doors.Survival;

/// <summary>Opens the survival door on a port, with the packet codes that lie beside the program.</summary>
internal static class SurvivalDoorOpener
{
    /// <param name="column">Of the table of packet codes.</param>
    /// <param name="addressLimit">Connections of one address at once, at least 1.</param>
    public static DoorKind Kind(string column, int addressLimit) => new(
        "survival",
        3000,
        ["survival"],
        (DoorOpening opening, out IDoor? door, out string fault) => TryOpen(opening, column, addressLimit, out door, out fault));

    private static int TryOpen(DoorOpening opening, string column, int addressLimit, out IDoor? door, out string fault)
    {
        door = null;
        if (!TryReadCodes(column, out var codes, out fault, out var code))
            return code;
        var options = new SurvivalOptions { AddressLimit = addressLimit };
        var limit = Math.Min(options.WebSocket.ConnectionLimit, opening.Connection.Limit);
        options = options with { WebSocket = options.WebSocket with { ConnectionLimit = limit } };
        return WebSocketDoor.Open(
            opening,
            options.WebSocket,
            new SurvivalPingWord(codes!),
            streams => new SurvivalDoor(opening.Context, null, streams, options, codes!),
            out door,
            out fault);
    }

    private static bool TryReadCodes(string column, out PacketCodes? codes, out string fault, out int code)
    {
        codes = null;
        code = ExitCode.NoSuchFile;
        byte[] json;
        try
        {
            json = File.ReadAllBytes(PacketCodes.DefaultPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"the packet codes of the survival door cannot be read: {PacketCodes.FileName}";
            return false;
        }

        code = ExitCode.BadOption;
        return PacketCodes.TryParse(json, column, out codes, out fault);
    }
}
