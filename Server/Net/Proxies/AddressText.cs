using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Guards;

namespace Ecs.Server.Net.Proxies;

/// <summary>Addresses and numbers as proxies write them, strictly: the general parser takes 010.1 for 8.0.0.1.</summary>
internal static class AddressText
{
    /// <summary>Letters of the longest address, version 6 with a version 4 tail.</summary>
    private const int LengthLimit = 45;

    private static readonly SearchValues<byte> FourthBytes = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> SixthBytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>An address of either version, without brackets, zone or port.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="address">Version 4 written as version 6 is version 4.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPAddress? address) => TryRead(text, keepsMapped: false, out address);

    public static bool TryRead(ReadOnlySpan<byte> text, bool keepsMapped, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.IsEmpty || text.Length > LengthLimit)
            return false;
        var isSixth = text.Contains((byte)':');
        if (text.ContainsAnyExcept(isSixth ? SixthBytes : FourthBytes) || (!isSixth && !IsFourParts(text)))
            return false;
        Span<char> letters = stackalloc char[LengthLimit];
        for (var index = 0; index < text.Length; index++)
            letters[index] = (char)text[index];
        if (!IPAddress.TryParse(letters[..text.Length], out address))
            return false;
        if (!keepsMapped)
            address = AddressKey.Plain(address);
        return isSixth || address.AddressFamily == AddressFamily.InterNetwork;
    }

    /// <summary>Decimal digits, without sign and leading zeros.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, int most, out int number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > 5 || (text.Length > 1 && text[0] == '0'))
            return false;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + letter - '0';
        }

        return number <= most;
    }

    private static bool IsFourParts(ReadOnlySpan<byte> text)
    {
        var parts = 0;
        foreach (var part in text.Split((byte)'.'))
        {
            if (!TryReadNumber(text[part], byte.MaxValue, out _))
                return false;
            parts++;
        }

        return parts == 4;
    }
}
