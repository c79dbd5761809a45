using System.Globalization;
using System.Security.Cryptography;

namespace Ecs.Protocol;

/// <summary>
/// 128 random bits that stand for the name and the password of an account until they are too old. On the wire they are a text, which takes the
/// place of another token: whoever reads it can use it, so it comes from a server over a connection that nobody reads.
/// </summary>
public readonly record struct AccountToken(UInt128 Value)
{
    /// <summary>How the text begins; 32 hexadecimal digits follow.</summary>
    public const string Mark = "account:";

    public const int TextLength = 40;

    private const int Digits = 32;

    public static AccountToken Create()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes));
    }

    /// <summary>Whether a token's text is one of these; says nothing about its being good.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountToken token)
    {
        token = default;
        if (text.Length != TextLength
            || !text.StartsWith(Mark, StringComparison.Ordinal)
            || !UInt128.TryParse(text[Mark.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        token = new(value);
        return true;
    }

    public string ToText() => Mark + Value.ToString("x" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Nobody should find a token in a log.</summary>
    public override string ToString() => nameof(AccountToken);
}
