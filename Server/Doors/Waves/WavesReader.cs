using System.Text.Json;

namespace Ecs.Server.Doors.Waves;

/// <summary>Reads what clients of the original wave shooter send. Total: any bytes give an answer, and none throws.</summary>
public static class WavesReader
{
    /// <summary>Bytes of the header before each payload: a decimal length, padded on the right with blanks.</summary>
    public const int HeaderLength = 64;

    /// <summary>A longer payload ends the connection; genuine ones have up to 3,584 bytes.</summary>
    public const int PayloadLimit = 1024 * 1024;

    /// <summary>Keys of one frame, by their scan codes.</summary>
    public const int KeyCount = 512;

    /// <param name="header">Exactly <see cref="HeaderLength"/> bytes.</param>
    /// <param name="length">Of the payload; above <see cref="PayloadLimit"/> it stands for any number that is too large.</param>
    /// <returns>False when it is not digits followed by blanks.</returns>
    public static bool TryReadLength(ReadOnlySpan<byte> header, out int length)
    {
        length = 0;
        var digits = header.TrimEnd((byte)' ');
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;

            length = Math.Min(length * 10 + (digit - '0'), PayloadLimit + 1);
        }

        return !digits.IsEmpty;
    }

    /// <summary>The word that a client begins with; no JSON.</summary>
    public static bool IsHello(ReadOnlySpan<byte> payload) => payload.SequenceEqual("hello"u8);

    /// <summary>The other word that is no JSON.</summary>
    public static bool IsFarewell(ReadOnlySpan<byte> payload) => payload.SequenceEqual("!DISCONNECT"u8);

    /// <summary>False unless it is one object with both values as booleans; what else it holds is not looked at.</summary>
    public static bool TryReadUserData(ReadOnlySpan<byte> payload, out WavesUserData userData)
    {
        userData = default;
        try
        {
            return TryReadObject(payload, out userData);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>False unless it is one array of exactly <see cref="KeyCount"/> booleans.</summary>
    public static bool TryReadKeys(ReadOnlySpan<byte> payload, out WavesKeys keys)
    {
        keys = WavesKeys.None;
        try
        {
            return TryReadArray(payload, out keys);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadObject(ReadOnlySpan<byte> payload, out WavesUserData userData)
    {
        userData = default;
        bool? connection = null;
        bool? ready = null;
        var reader = new Utf8JsonReader(payload);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isConnection = IsNamed(reader, "connection"u8);
            var isReady = IsNamed(reader, "ready"u8);
            if (!reader.Read())
                return false;

            if (!isConnection && !isReady)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                return false;

            connection = isConnection ? reader.TokenType == JsonTokenType.True : connection;
            ready = isReady ? reader.TokenType == JsonTokenType.True : ready;
        }

        if (reader.TokenType != JsonTokenType.EndObject || connection is null || ready is null || reader.Read())
            return false;

        userData = new WavesUserData(connection.Value, ready.Value);
        return true;
    }

    /// <summary>As it is spelled: the library throws when it compares a name whose escapes stand for no text.</summary>
    private static bool IsNamed(in Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);

    private static bool TryReadArray(ReadOnlySpan<byte> payload, out WavesKeys keys)
    {
        keys = WavesKeys.None;
        var pressed = WavesKeys.None;
        var reader = new Utf8JsonReader(payload);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;

        for (var scanCode = 0; scanCode < KeyCount; scanCode++)
        {
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                return false;

            if (reader.TokenType == JsonTokenType.True)
                pressed |= KeyOf(scanCode);
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray || reader.Read())
            return false;

        keys = pressed;
        return true;
    }

    private static WavesKeys KeyOf(int scanCode) => scanCode switch
    {
        4 => WavesKeys.Left,   // A
        7 => WavesKeys.Right,  // D
        22 => WavesKeys.Down,  // S
        26 => WavesKeys.Up,    // W
        44 => WavesKeys.Fire,  // space
        _ => WavesKeys.None,
    };
}
