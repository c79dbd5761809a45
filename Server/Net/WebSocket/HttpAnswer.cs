namespace Ecs.Server.Net.WebSocket;

/// <summary>What becomes of a request. All but an upgrade end the connection.</summary>
public readonly struct HttpAnswer
{
    /// <summary>Bytes of a body.</summary>
    public const int BodyLimit = 64 * 1024;

    private HttpAnswer(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
    }

    /// <summary>The connection becomes a WebSocket.</summary>
    public static HttpAnswer Upgrade { get; } = new(HttpStatus.SwitchingProtocols, "", default);

    public int Status { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>A refusal; its body is the status in words.</summary>
    /// <param name="status">400 to 599.</param>
    public static HttpAnswer Refuse(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new HttpAnswer(status, "", default);
    }

    /// <summary>A body with status 200.</summary>
    /// <param name="contentType">For example <c>application/json</c>.</param>
    /// <param name="body">At most <see cref="BodyLimit"/> bytes; copied before the handler is called again.</param>
    public static HttpAnswer Ok(string contentType, ReadOnlyMemory<byte> body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, BodyLimit);
        return new HttpAnswer(HttpStatus.Ok, contentType, body);
    }
}
