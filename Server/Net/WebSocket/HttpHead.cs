namespace Ecs.Server.Net.WebSocket;

/// <summary>The parts of a request's head that matter here, as slices of the bytes that arrived.</summary>
internal ref struct HttpHead
{
    public ReadOnlySpan<byte> Target;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> Origin;
    public ReadOnlySpan<byte> Key;
    public ReadOnlySpan<byte> Version;
    public ReadOnlySpan<byte> ContentLength;

    /// <summary>All lines behind the first, each with its end.</summary>
    public ReadOnlySpan<byte> Lines;
    public bool IsGet;
    public bool IsTransferEncoded;

    /// <summary>Whether any Upgrade line has the token <c>websocket</c>, and any Connection line the token <c>upgrade</c>.</summary>
    public bool NamesWebSocket;
    public bool NamesUpgrade;

    /// <summary>Whether there is an Upgrade line at all.</summary>
    public bool HasUpgrade;

    /// <summary>Lines that may stand once, and were there; a bit each.</summary>
    public int Seen;
}
