using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>A connection to a Redis that shares nothing with the server's: bytes as its protocol has them.</summary>
internal sealed class RedisTalk : IDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;

    public RedisTalk(int port, TimeSpan? patience = null)
    {
        _client = new TcpClient("127.0.0.1", port) { ReceiveTimeout = (int)(patience ?? Patience.Limit).TotalMilliseconds };
        _stream = new BufferedStream(_client.GetStream());
    }

    /// <summary>The answer as text: nothing there is "(nil)", a list its elements with blanks between, an error its words.</summary>
    public string Ask(params string[] words)
    {
        Say(words);
        return Read();
    }

    public void Say(params string[] words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _stream.Flush();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private string Read()
    {
        var line = ReadLine();
        var rest = line[1..];
        if (line[0] == '*')
            return string.Join(' ', Enumerable.Range(0, int.Parse(rest, CultureInfo.InvariantCulture)).Select(_ => Read()).ToArray());
        if (line[0] != '$')
            return rest;

        var length = int.Parse(rest, CultureInfo.InvariantCulture);
        if (length < 0)
            return "(nil)";
        var bytes = new byte[length + 2];
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (_stream.ReadByte() is var next && next != '\n')
        {
            if (next < 0)
                throw new IOException("the connection ended");
            if (next != '\r')
                line.Append((char)next);
        }

        return line.ToString();
    }
}
