using System.Globalization;
using System.Security.Cryptography;

namespace Ecs.Protocol;

/// <summary>
/// 128 random bits that give a session back to whoever connects anew: once, and only for the name that they were given to. On the
/// wire they are a text, which takes the place of another token.
/// </summary>
public readonly record struct ResumeToken(UInt128 Value)
{
    /// <summary>How the text begins; 32 hexadecimal digits follow.</summary>
    public const string Mark = "resume:";

    public const int TextLength = 39;

    private const int Digits = 32;

    public static ResumeToken Create()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes));
    }

    /// <summary>Whether a token's text is one of these; says nothing about its being good.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ResumeToken token)
    {
        var isOne = text.Length == TextLength
            && text.StartsWith(Mark, StringComparison.Ordinal)
            && UInt128.TryParse(text[Mark.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        token = isOne ? new(UInt128.Parse(text[Mark.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)) : default;
        return isOne;
    }

    public string ToText() => Mark + Value.ToString("x" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Nobody should find a token in a log.</summary>
    public override string ToString() => nameof(ResumeToken);
}
