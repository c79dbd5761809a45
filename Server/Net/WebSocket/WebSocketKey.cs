using System.Security.Cryptography;

namespace Ecs.Server.Net.WebSocket;

/// <summary>What a client asks for a WebSocket with, and what it is answered with (RFC 6455, section 4.2.2).</summary>
internal static class WebSocketKey
{
    /// <summary>A key is 16 bytes in base 64.</summary>
    public const int Length = 24;

    private static ReadOnlySpan<byte> Mark => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    /// <summary>The hash that, in base 64, answers a key.</summary>
    public static void Hash(ReadOnlySpan<byte> key, Span<byte> hash)
    {
        var salted = key.Length <= Length ? stackalloc byte[Length + Mark.Length] : new byte[key.Length + Mark.Length];
        key.CopyTo(salted);
        Mark.CopyTo(salted[key.Length..]);

        // The standard fixes the function; it proves that we read the request, and protects nothing.
        SHA1.HashData(salted[..(key.Length + Mark.Length)], hash);
    }
}
