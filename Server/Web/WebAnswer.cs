using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Web;

/// <summary>Writes answers; each has the headers that keep a page to itself.</summary>
internal static class WebAnswer
{
    private const string Policy =
        "default-src 'self'; connect-src 'self' ws: wss: http: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string JsonType = "application/json";

    /// <param name="response">Gets the headers.</param>
    /// <param name="policy">What a page may load and do; null for that of the players' page.</param>
    public static void AddHeaders(HttpResponse response, string? policy = null)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy ?? Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    /// <summary>An empty body.</summary>
    public static Task StatusAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static Task JsonAsync(HttpResponse response, byte[] json)
    {
        response.ContentType = JsonType;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, response.HttpContext.RequestAborted).AsTask();
    }

    /// <param name="response">Gets the status and <c>{"error","text"}</c>.</param>
    /// <param name="status">From 400.</param>
    /// <param name="error">A word for programs.</param>
    /// <param name="text">A sentence for people.</param>
    public static Task ErrorAsync(HttpResponse response, int status, string error, string text)
    {
        response.StatusCode = status;
        return JsonAsync(response, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = error, ["text"] = text }));
    }

    /// <summary>A file, or that the browser's own copy is still good.</summary>
    public static Task FileAsync(HttpRequest request, HttpResponse response, PageFile file)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.Tag;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        response.ContentLength = file.Bytes.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(file.Bytes, response.HttpContext.RequestAborted).AsTask();
    }
}
