using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Ecs.Protocol;

/// <summary>128 random bits as the wire has them: 32 hexadecimal digits behind a mark that says what they are good for.</summary>
internal static class SecretText
{
    public const int Digits = 32;

    public static UInt128 Create()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    /// <summary>Whether a text is one with that mark.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, string mark, out UInt128 value)
    {
        value = default;
        return text.Length == mark.Length + Digits
            && text.StartsWith(mark, StringComparison.Ordinal)
            && UInt128.TryParse(text[mark.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    public static string Write(string mark, UInt128 value) => mark + value.ToString("x32", CultureInfo.InvariantCulture);
}
