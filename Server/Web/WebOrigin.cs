using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Web;

/// <summary>Which pages may open the socket and change accounts: ours, and those that the operator names.</summary>
internal static class WebOrigin
{
    /// <summary>Whether the request comes from our own page, or from no page at all.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && page.Scheme is "http" or "https"
                && page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
                && page.Port == (request.Host.Port ?? PortOf(page.Scheme)));
    }

    /// <summary>The same, or from a page that was named.</summary>
    /// <param name="request">Asks.</param>
    /// <param name="named">In lower case.</param>
    public static bool IsAllowed(HttpRequest request, IReadOnlyList<string> named) =>
        IsOwn(request) || named.Contains(request.Headers.Origin.ToString().ToLowerInvariant());

    private static int PortOf(string scheme) => scheme == "https" ? 443 : 80;
}
