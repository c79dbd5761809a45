using System.Net;

namespace Ecs.Server.Net.WebSocket;

/// <summary>A GET, as a handler sees it.</summary>
/// <param name="Path">From the first slash to the question mark, as sent.</param>
/// <param name="Query">After the question mark, as sent; empty when there is none.</param>
/// <param name="Host">As sent, never empty.</param>
/// <param name="Origin">The page that the client is on, when it is a browser; else empty.</param>
/// <param name="IsUpgrade">Whether it asks for a WebSocket.</param>
/// <param name="Remote">Who asks.</param>
public readonly record struct HttpRequest(string Path, string Query, string Host, string Origin, bool IsUpgrade, IPEndPoint Remote)
{
    /// <summary>The part of the path behind a prefix, decoded; null when the path does not begin with it or is badly encoded.</summary>
    /// <param name="prefix">With its closing slash, for example <c>/ws/</c>.</param>
    public string? After(string prefix) =>
        Path.StartsWith(prefix, StringComparison.Ordinal) ? UrlText.Decode(Path.AsSpan(prefix.Length), isQuery: false) : null;

    /// <summary>The first value of a name in the query, decoded; null when there is none or it is badly encoded.</summary>
    public string? QueryValue(string name) => UrlText.ValueOf(Query, name);
}
