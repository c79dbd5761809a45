using System.Buffers.Text;
using System.Text;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>A stream whose client has not said what it wants, and how long it has had for that.</summary>
internal sealed class HttpExchange(ByteStream stream)
{
    public ByteStream Stream => stream;

    public TimeSpan Waited { get; set; }

    /// <summary>Whether a head that was read asks for something we do at all: 200, or the status of its refusal.</summary>
    public static int Judge(in HttpHead head)
    {
        if (!head.IsGet)
            return HttpStatus.MethodNotAllowed;
        var status = JudgeBody(head);
        if (status != HttpStatus.Ok || !head.NamesWebSocket)
            return status;
        if (!head.NamesUpgrade)
            return HttpStatus.BadRequest;
        if (!head.Version.SequenceEqual("13"u8))
            return HttpStatus.UpgradeRequired;
        return IsKey(head.Key) ? HttpStatus.Ok : HttpStatus.BadRequest;
    }

    public static HttpRequest Describe(in HttpHead head, ByteStream stream)
    {
        var question = head.Target.IndexOf((byte)'?');
        var path = question < 0 ? head.Target : head.Target[..question];
        var query = question < 0 ? [] : head.Target[(question + 1)..];
        return new HttpRequest(
            Encoding.ASCII.GetString(path),
            Encoding.ASCII.GetString(query),
            Encoding.Latin1.GetString(head.Host),
            Encoding.Latin1.GetString(head.Origin),
            head.NamesWebSocket,
            stream.Remote);
    }

    /// <summary>A GET needs no body. One that comes all the same is not read, but its length must be an honest one.</summary>
    private static int JudgeBody(in HttpHead head)
    {
        if (head.IsTransferEncoded)
            return HttpStatus.BadRequest;
        if (head.ContentLength.IsEmpty)
            return HttpStatus.Ok;
        if (head.ContentLength.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return HttpStatus.BadRequest;
        if (!Utf8Parser.TryParse(head.ContentLength, out long length, out _) || length > HttpAnswer.BodyLimit)
            return HttpStatus.ContentTooLarge;
        return length != 0 && head.NamesWebSocket ? HttpStatus.BadRequest : HttpStatus.Ok;
    }

    private static bool IsKey(ReadOnlySpan<byte> key)
    {
        Span<byte> nonce = stackalloc byte[18];
        return key.Length == WebSocketKey.Length
            && Base64.DecodeFromUtf8(key, nonce, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == 16;
    }
}
