using System.Text;
using System.Text.Unicode;

namespace Ecs.Server.Net.WebSocket;

/// <summary>Percent-encoding of paths and queries (RFC 3986), read strictly.</summary>
public static class UrlText
{
    /// <summary>The text that was encoded; null when an escape is broken or what it says is no UTF-8.</summary>
    /// <param name="encoded">ASCII.</param>
    /// <param name="isQuery">Whether a plus is a space.</param>
    public static string? Decode(ReadOnlySpan<char> encoded, bool isQuery)
    {
        var bytes = encoded.Length <= 1024 ? stackalloc byte[encoded.Length] : new byte[encoded.Length];
        var length = 0;
        for (var index = 0; index < encoded.Length; index++)
        {
            var letter = encoded[index];
            if (letter == '%')
            {
                if (index + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[index + 1]) || !char.IsAsciiHexDigit(encoded[index + 2]))
                    return null;
                bytes[length++] = (byte)((HexValue(encoded[index + 1]) << 4) | HexValue(encoded[index + 2]));
                index += 2;
            }
            else if (char.IsAscii(letter))
            {
                bytes[length++] = (byte)(isQuery && letter == '+' ? ' ' : letter);
            }
            else
            {
                return null;
            }
        }

        return Utf8.IsValid(bytes[..length]) ? Encoding.UTF8.GetString(bytes[..length]) : null;
    }

    /// <summary>The first value of a name in a query such as <c>a=1&amp;b=2</c>, decoded; null when there is none or it is badly encoded.</summary>
    public static string? ValueOf(ReadOnlySpan<char> query, string name)
    {
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (Decode(key, isQuery: true) == name)
                return equals < 0 ? "" : Decode(pair[(equals + 1)..], isQuery: true);
        }

        return null;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
