using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ecs.Protocol;

/// <summary>
/// What a client draws to have its password asked for: 144 random bits as letters of Base64. On the wire it is a text behind a mark, which
/// takes the place of a token.
/// </summary>
/// <param name="Text"><see cref="Limits.NonceCodePoints"/> of A to Z, a to z, 0 to 9, + and /.</param>
public readonly record struct ScramNonce(string Text)
{
    /// <summary>How the token begins; the nonce follows.</summary>
    public const string Mark = "scram:";

    private const int RandomBytes = Limits.NonceCodePoints / 4 * 3;

    public static ScramNonce Create() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>Whether a token's text is one of these.</summary>
    public static bool TryParse(ReadOnlySpan<char> token, out ScramNonce nonce)
    {
        nonce = default;
        if (!token.StartsWith(Mark, StringComparison.Ordinal) || !IsNonce(token[Mark.Length..]))
            return false;

        nonce = new(token[Mark.Length..].ToString());
        return true;
    }

    /// <summary>The other side's half of what stands in an <see cref="Messages.AuthChallenge"/>; false when this one is not the first half.</summary>
    public bool TryGetOther(ReadOnlySpan<char> both, out ReadOnlySpan<char> other)
    {
        other = default;
        if (Text is null || !both.StartsWith(Text, StringComparison.Ordinal) || !IsNonce(both[Text.Length..]))
            return false;

        other = both[Text.Length..];
        return true;
    }

    public string ToToken() => Mark + Text;

    private static bool IsNonce(ReadOnlySpan<char> text) =>
        text.Length == Limits.NonceCodePoints && !text.Contains('=') && Base64.IsValid(text, out var bytes) && bytes == RandomBytes
        && !text.ContainsAny(" \t\r\n");
}
