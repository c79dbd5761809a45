using System.Buffers;
using System.Net;
using System.Text;

namespace Ecs.Server.Net.Proxies;

/// <summary>
/// Finds whom a chain of HTTP proxies speaks for, in <c>X-Forwarded-For</c> and <c>Forwarded</c> (RFC 7239). Each proxy adds at the
/// right whom it heard from, so the lists are read from there, and no further than one trusts the speaker: what stands left of that
/// the client may have made up.
/// </summary>
internal static class ForwardedReader
{
    /// <summary>Bytes of the longest address with its port, and to spare.</summary>
    private const int NodeLimit = 64;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>
    /// False when a trusted proxy's word cannot be read, or there are both lists and they name two people: a proxy that keeps one of them
    /// passes on whatever its client says in the other.
    /// </summary>
    /// <param name="lines">The head of a request behind its first line, read once already.</param>
    /// <param name="peer">Who sent it.</param>
    /// <param name="proxies">Whose word is taken.</param>
    /// <param name="person">The last one whom a trusted proxy names; the proxy itself when it does not say.</param>
    public static bool TryFind(ReadOnlySpan<byte> lines, IPEndPoint peer, TrustedProxies proxies, out IPEndPoint person)
    {
        person = peer;
        if (!proxies.Contains(peer.Address))
            return true;
        var plain = new List<ForwardedHop>();
        var standard = new List<ForwardedHop>();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf("\r\n"u8);
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? [] : lines[(end + 2)..];
            var colon = Math.Max(0, line.IndexOf((byte)':'));
            if (Ascii.EqualsIgnoreCase(line[..colon], "x-forwarded-for"u8))
                ReadPlain(line[(colon + 1)..], plain);
            else if (Ascii.EqualsIgnoreCase(line[..colon], "forwarded"u8))
                ReadStandard(line[(colon + 1)..], standard);
        }

        if (!TryWalk(plain, peer, proxies, out var one) || !TryWalk(standard, peer, proxies, out var other))
            return false;
        person = plain.Count != 0 ? one : other;
        return plain.Count == 0 || standard.Count == 0 || one.Address.Equals(other.Address);
    }

    private static bool TryWalk(List<ForwardedHop> hops, IPEndPoint peer, TrustedProxies proxies, out IPEndPoint person)
    {
        person = peer;
        for (var index = hops.Count - 1; index >= 0 && proxies.Contains(person.Address); index--)
        {
            if (hops[index].IsFaulty)
                return false;
            if (hops[index].From is not { } from)
                return true;
            person = from;
        }

        return true;
    }

    private static void ReadPlain(ReadOnlySpan<byte> list, List<ForwardedHop> hops)
    {
        foreach (var part in list.Split((byte)','))
        {
            var node = list[part].Trim(" \t"u8);
            if (!node.IsEmpty)
                hops.Add(ForwardedHop.Read(node, needsBrackets: false));
        }
    }

    /// <summary><c>for=192.0.2.60;proto=http;by=203.0.113.43, for="[2001:db8::17]:4711"</c></summary>
    private static void ReadStandard(ReadOnlySpan<byte> list, List<ForwardedHop> hops)
    {
        Span<byte> value = stackalloc byte[NodeLimit];
        ForwardedHop? hop = null;
        var hasPairs = false;
        while (true)
        {
            list = list.TrimStart(" \t"u8);
            if (!list.IsEmpty && list[0] is not ((byte)',' or (byte)';'))
            {
                if (!TryTakePair(ref list, value, out var isFor, out var length) || (isFor && hop is not null))
                {
                    // Where one element ends and the next begins is unknown from here on, so nobody's word is left of the line.
                    hops.Add(ForwardedHop.Faulty);
                    return;
                }

                hasPairs = true;
                if (isFor)
                    hop = length < 0 ? ForwardedHop.Faulty : ForwardedHop.Read(value[..length], needsBrackets: true);
                list = list.TrimStart(" \t"u8);
            }

            if (list.IsEmpty || list[0] == ',')
            {
                if (hasPairs)
                    hops.Add(hop ?? ForwardedHop.Hidden);
                (hop, hasPairs) = (null, false);
            }
            else if (list[0] != ';')
            {
                hops.Add(ForwardedHop.Faulty);
                return;
            }

            if (list.IsEmpty)
                return;
            list = list[1..];
        }
    }

    /// <summary>Takes <c>name=value</c> from the front; the length is -1 when the value is longer than any address.</summary>
    private static bool TryTakePair(scoped ref ReadOnlySpan<byte> list, scoped Span<byte> value, out bool isFor, out int length)
    {
        length = 0;
        var nameEnd = list.IndexOfAnyExcept(TokenBytes);
        isFor = nameEnd > 0 && Ascii.EqualsIgnoreCase(list[..nameEnd], "for"u8);
        if (nameEnd <= 0 || list[nameEnd] != '=')
            return false;
        list = list[(nameEnd + 1)..];
        if (list.StartsWith("\""u8))
            return TryTakeQuoted(ref list, value, out length);
        var end = list.IndexOfAnyExcept(TokenBytes);
        if (isFor && end > 0 && list[end] == ':')
        {
            // A port wants quotes, and proxies forget them; brackets without quotes are left to the readers that guess.
            var port = list[(end + 1)..].IndexOfAnyExcept(TokenBytes);
            end = port < 0 ? list.Length : end + 1 + port;
        }

        end = end < 0 ? list.Length : end;
        length = end <= value.Length ? end : -1;
        if (length > 0)
            list[..length].CopyTo(value);
        list = list[end..];
        return end != 0;
    }

    private static bool TryTakeQuoted(scoped ref ReadOnlySpan<byte> list, scoped Span<byte> value, out int length)
    {
        length = 0;
        for (var index = 1; index < list.Length; index++)
        {
            var letter = list[index];
            if (letter == '"')
            {
                list = list[(index + 1)..];
                return true;
            }

            if (letter == '\\' && ++index < list.Length)
                letter = list[index];
            if (length >= 0 && length < value.Length)
                value[length++] = letter;
            else
                length = -1;
        }

        return false;
    }
}
