using System.Net;
using System.Text;
using Ecs.Server.Guards;
using Ecs.Server.Net.Proxies;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Web;

/// <summary>Who asks for something over HTTP.</summary>
/// <param name="Remote">Behind a trusted proxy whom it names, with port 0 where it names none.</param>
/// <param name="IsLocal">Whether they are on this machine, as far as anybody can tell.</param>
/// <param name="IsPrivate">Whether nobody between them and this machine can read along: TLS, or no network at all.</param>
internal readonly record struct WebVisitor(IPEndPoint Remote, bool IsLocal, bool IsPrivate)
{
    private static readonly string[] Forwarding = ["X-Forwarded-For", "Forwarded"];

    /// <summary>False when a trusted proxy's word cannot be read.</summary>
    public static bool TryFind(HttpContext context, TrustedProxies proxies, out WebVisitor visitor)
    {
        visitor = default;
        var address = AddressKey.Plain(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var peer = new IPEndPoint(address, context.Connection.RemotePort);
        if (!ForwardedReader.TryFind(LinesOf(context.Request), peer, proxies, out var person))
            return false;
        var isProxy = proxies.Contains(address);
        var isTls = context.Request.IsHttps
            || (isProxy && context.Request.Headers["X-Forwarded-Proto"].ToString().Equals("https", StringComparison.OrdinalIgnoreCase));
        var isLocal = IPAddress.IsLoopback(AddressKey.Plain(person.Address)) && IsPlainly(context.Request, isProxy);
        visitor = new WebVisitor(person, isLocal, isTls || isLocal);
        return true;
    }

    /// <summary>
    /// A proxy on this machine that nobody told us of looks like a person here, unless it says for whom it comes; and a foreign page whose name
    /// was made to lead here looks like ours, but for its name.
    /// </summary>
    private static bool IsPlainly(HttpRequest request, bool isProxy) =>
        (isProxy || !Array.Exists(Forwarding, name => request.Headers.ContainsKey(name)))
        && (request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(request.Host.Host, out _));

    private static byte[] LinesOf(HttpRequest request)
    {
        var lines = new StringBuilder();
        foreach (var name in Forwarding)
        {
            foreach (var value in request.Headers[name])
                lines.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(lines.ToString());
    }
}
