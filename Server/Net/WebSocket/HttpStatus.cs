namespace Ecs.Server.Net.WebSocket;

/// <summary>The HTTP statuses that the listener itself knows (RFC 9110, section 15).</summary>
public static class HttpStatus
{
    public const int SwitchingProtocols = 101;
    public const int Ok = 200;
    public const int BadRequest = 400;
    public const int Unauthorized = 401;
    public const int Forbidden = 403;
    public const int NotFound = 404;
    public const int MethodNotAllowed = 405;
    public const int RequestTimeout = 408;
    public const int ContentTooLarge = 413;
    public const int UriTooLong = 414;
    public const int UpgradeRequired = 426;
    public const int TooManyRequests = 429;
    public const int HeaderFieldsTooLarge = 431;
    public const int ServiceUnavailable = 503;
    public const int VersionNotSupported = 505;

    /// <summary>The status in words.</summary>
    public static string PhraseOf(int status) => status switch
    {
        SwitchingProtocols => "Switching Protocols",
        Ok => "OK",
        BadRequest => "Bad Request",
        Unauthorized => "Unauthorized",
        Forbidden => "Forbidden",
        NotFound => "Not Found",
        MethodNotAllowed => "Method Not Allowed",
        RequestTimeout => "Request Timeout",
        ContentTooLarge => "Content Too Large",
        UriTooLong => "URI Too Long",
        UpgradeRequired => "Upgrade Required",
        TooManyRequests => "Too Many Requests",
        HeaderFieldsTooLarge => "Request Header Fields Too Large",
        ServiceUnavailable => "Service Unavailable",
        VersionNotSupported => "HTTP Version Not Supported",
        _ => "Refused",
    };
}
