using System.Buffers;
using System.Text;

namespace Ecs.Server.Net.WebSocket;

/// <summary>
/// Reads the head of an HTTP/1.1 request, strictly: what two readers could understand differently is refused. Nothing is copied.
/// </summary>
internal static class HttpHeadReader
{
    /// <summary>Bytes of the first line, its end included.</summary>
    public const int RequestLineLimit = 2048;

    /// <summary>Bytes of the whole head, the empty line included.</summary>
    public const int HeadLimit = 8192;

    /// <summary>Lines after the first.</summary>
    public const int LineCountLimit = 64;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>
    /// A target's bytes: visible ASCII without what ends or begins something else. Brackets and their like should be escaped, but
    /// browsers send them bare in a query.
    /// </summary>
    private static readonly SearchValues<byte> TargetBytes =
        SearchValues.Create("!$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>0 while more is to come, <see cref="HttpStatus.Ok"/> for a head, else the status of its refusal.</summary>
    /// <param name="bytes">What arrived so far.</param>
    /// <param name="head">The head, when there is one.</param>
    /// <param name="length">Its bytes.</param>
    public static int Read(ReadOnlySpan<byte> bytes, out HttpHead head, out int length)
    {
        head = default;
        length = 0;
        var lineEnd = bytes[..Math.Min(bytes.Length, RequestLineLimit)].IndexOf("\r\n"u8);
        if (lineEnd < 0)
            return bytes.Length >= RequestLineLimit ? HttpStatus.UriTooLong : MayBegin(bytes) ? 0 : HttpStatus.BadRequest;
        var end = bytes[lineEnd..Math.Min(bytes.Length, HeadLimit)].IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return bytes.Length >= HeadLimit ? HttpStatus.HeaderFieldsTooLarge : 0;
        length = lineEnd + end + 4;
        head.Lines = bytes[(lineEnd + 2)..(length - 2)];
        var status = ReadRequestLine(bytes[..lineEnd], ref head);
        return status == HttpStatus.Ok ? ReadLines(head.Lines, ref head) : status;
    }

    /// <summary>Whether a list such as <c>keep-alive, Upgrade</c> has a word in it, whatever its case.</summary>
    public static bool HasToken(ReadOnlySpan<byte> list, ReadOnlySpan<byte> word)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(Trim(list[range]), word))
                return true;
        }

        return false;
    }

    /// <summary>Another protocol shows in its first byte: no need to wait for a line's end that never comes.</summary>
    private static bool MayBegin(ReadOnlySpan<byte> bytes) => bytes.IsEmpty || char.IsAsciiLetterUpper((char)bytes[0]);

    private static int ReadRequestLine(ReadOnlySpan<byte> line, ref HttpHead head)
    {
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
            return HttpStatus.BadRequest;
        var method = line[..first];
        var version = line[(last + 1)..];
        head.Target = WithoutAuthority(line[(first + 1)..last]);
        if (method.ContainsAnyExcept(TokenBytes) || head.Target.IsEmpty || head.Target[0] != '/' || head.Target.ContainsAnyExcept(TargetBytes))
            return HttpStatus.BadRequest;
        if (!version.SequenceEqual("HTTP/1.1"u8))
            return version.StartsWith("HTTP/"u8) ? HttpStatus.VersionNotSupported : HttpStatus.BadRequest;
        head.IsGet = method.SequenceEqual("GET"u8);
        return HttpStatus.Ok;
    }

    /// <summary>A target may be a whole address, as proxies send it: what counts is its path. Empty when it has none.</summary>
    private static ReadOnlySpan<byte> WithoutAuthority(ReadOnlySpan<byte> target)
    {
        var scheme = Ascii.EqualsIgnoreCase(target[..Math.Min(target.Length, 7)], "http://"u8) ? 7
            : Ascii.EqualsIgnoreCase(target[..Math.Min(target.Length, 8)], "https://"u8) ? 8
            : 0;
        if (scheme == 0)
            return target;
        var path = target[scheme..].IndexOf((byte)'/');
        return path <= 0 ? [] : target[(scheme + path)..];
    }

    private static int ReadLines(ReadOnlySpan<byte> lines, ref HttpHead head)
    {
        for (var count = 0; !lines.IsEmpty; count++)
        {
            if (count == LineCountLimit)
                return HttpStatus.HeaderFieldsTooLarge;
            var end = lines.IndexOf("\r\n"u8);
            var line = lines[..end];
            lines = lines[(end + 2)..];

            // Without a name before the colon it is a folded line, or a trick.
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes))
                return HttpStatus.BadRequest;
            var value = Trim(line[(colon + 1)..]);
            if (!IsText(value) || !Take(line[..colon], value, ref head))
                return HttpStatus.BadRequest;
        }

        return head.Host.IsEmpty ? HttpStatus.BadRequest : HttpStatus.Ok;
    }

    /// <summary>False when a line that may stand once stands twice.</summary>
    private static bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref HttpHead head)
    {
        if (Ascii.EqualsIgnoreCase(name, "host"u8))
            return TakeOnce(0, value, ref head.Host, ref head.Seen);
        if (Ascii.EqualsIgnoreCase(name, "sec-websocket-key"u8))
            return TakeOnce(1, value, ref head.Key, ref head.Seen);
        if (Ascii.EqualsIgnoreCase(name, "sec-websocket-version"u8))
            return TakeOnce(2, value, ref head.Version, ref head.Seen);
        if (Ascii.EqualsIgnoreCase(name, "origin"u8))
            return TakeOnce(3, value, ref head.Origin, ref head.Seen);
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            return TakeOnce(4, value, ref head.ContentLength, ref head.Seen);
        if (Ascii.EqualsIgnoreCase(name, "upgrade"u8))
        {
            head.HasUpgrade = true;
            head.NamesWebSocket |= HasToken(value, "websocket"u8);
        }
        else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
        {
            head.NamesUpgrade |= HasToken(value, "upgrade"u8);
        }
        else
        {
            head.IsTransferEncoded |= Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8);
        }

        return true;
    }

    private static bool TakeOnce(int bit, ReadOnlySpan<byte> value, ref ReadOnlySpan<byte> field, ref int seen)
    {
        var isFirst = (seen & (1 << bit)) == 0;
        seen |= 1 << bit;
        field = value;
        return isFirst;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t"u8);

    /// <summary>Visible bytes, spaces and tabs; from 128 on anything, as the standard has it.</summary>
    private static bool IsText(ReadOnlySpan<byte> value)
    {
        foreach (var letter in value)
        {
            if (letter is < 32 and not 9 or 127)
                return false;
        }

        return true;
    }
}
