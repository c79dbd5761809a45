using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Net.WebSocket;

/// <summary>Writes the few answers that there are, into a buffer that is used again.</summary>
internal sealed class HttpAnswerWriter(string allowOrigin)
{
    private const int HeadLimit = 1024;

    private readonly byte[] _buffer = new byte[HeadLimit + HttpAnswer.BodyLimit];
    private readonly byte[] _allowOrigin = Encoding.ASCII.GetBytes(allowOrigin);
    private int _length;

    /// <summary>The answer to a flawless key (RFC 6455, section 4.2.2).</summary>
    public ReadOnlySpan<byte> Upgrade(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        WebSocketKey.Hash(key, hash);
        Begin(HttpStatus.SwitchingProtocols);
        Add("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "u8);
        var fits = System.Buffers.Text.Base64.EncodeToUtf8(hash, _buffer.AsSpan(_length), out _, out var written) == System.Buffers.OperationStatus.Done;
        Debug.Assert(fits, "20 bytes in base 64 fit into the buffer");
        _length += written;
        Add("\r\n\r\n"u8);
        return _buffer.AsSpan(0, _length);
    }

    /// <summary>Any other answer; the connection ends behind it.</summary>
    public ReadOnlySpan<byte> Answer(in HttpAnswer answer)
    {
        Begin(answer.Status);
        Add("Connection: close\r\nCache-Control: no-store\r\n"u8);
        if (answer.Status == HttpStatus.UpgradeRequired)
            Add("Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"u8);
        if (answer.Status == HttpStatus.MethodNotAllowed)
            Add("Allow: GET\r\n"u8);
        if (answer.Status == HttpStatus.Ok && _allowOrigin.Length != 0)
        {
            Add("Access-Control-Allow-Origin: "u8);
            Add(_allowOrigin);
            Add("\r\n"u8);
        }

        Add("Content-Type: "u8);
        AddText(answer.ContentType.Length == 0 ? "text/plain" : answer.ContentType);
        Add("\r\nContent-Length: "u8);
        var phrase = HttpStatus.PhraseOf(answer.Status);
        var saysPhrase = answer.Body.IsEmpty && answer.Status != HttpStatus.Ok;
        AddNumber(saysPhrase ? phrase.Length : answer.Body.Length);
        Add("\r\n\r\n"u8);
        if (saysPhrase)
            AddText(phrase);
        else
            Add(answer.Body.Span);
        return _buffer.AsSpan(0, _length);
    }

    private void Begin(int status)
    {
        _length = 0;
        Add("HTTP/1.1 "u8);
        AddNumber(status);
        Add(" "u8);
        AddText(HttpStatus.PhraseOf(status));
        Add("\r\n"u8);
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void AddText(string ascii) => _length += Encoding.ASCII.GetBytes(ascii, _buffer.AsSpan(_length));

    private void AddNumber(int number)
    {
        var fits = System.Buffers.Text.Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        Debug.Assert(fits, "a number fits into the buffer");
        _length += written;
    }
}
