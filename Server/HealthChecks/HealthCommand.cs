using System.CommandLine;
using System.Net;
using System.Text.Json;
using Ecs.Server.Base;
using Ecs.Server.Text;

namespace Ecs.Server.HealthChecks;

/// <summary>
/// The command line of a container's or supervisor's check: asks a running server over its operator's listener how it is, prints one line,
/// and ends with 0 when it is well and with 1 when it is not, or does not answer.
/// </summary>
public static class HealthCommand
{
    private const int Unwell = 1;
    private const string UsualPath = "/healthz/live";
    private const string UsualUrl = "http://127.0.0.1:9081" + UsualPath;

    /// <summary>Longer than this nobody who checks waits.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"Where to ask: the address of --admin, with /healthz/live or /healthz/ready behind it. [{UsualUrl}]",
            HelpName = "URL",
            DefaultValueFactory = static _ => UsualUrl,
        };
        var command = new Command("health", "Asks a running server whether it is well: exit code 0 or 1, and one line") { url };
        command.SetAction(parsed => Run(parsed.GetValue(url)!, parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string url, InvocationConfiguration streams)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var where) || where.Scheme is not ("http" or "https"))
        {
            streams.Error.Write($"--url: {DisplayText.Clean(url, 100)} is no URL such as {UsualUrl}\n");
            return ExitCode.BadOption;
        }

        if (where.AbsolutePath is "/" or "")
            where = new Uri(where, UsualPath);
        var (isWell, line) = Ask(where);
        (isWell ? streams.Output : streams.Error).Write(line + "\n");
        return isWell ? ExitCode.Ok : Unwell;
    }

    private static (bool IsWell, string Line) Ask(Uri where)
    {
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
            using var http = new HttpClient(handler) { Timeout = AnswerPatience, MaxResponseContentBufferSize = 64 * 1024 };
            using var request = new HttpRequestMessage(HttpMethod.Get, where);
            using var answer = http.Send(request, HttpCompletionOption.ResponseContentRead);
            using var body = answer.Content.ReadAsStream();
            var isWell = answer.StatusCode == HttpStatusCode.OK;
            return TryRead(body, out var line) ? (isWell, line) : (false, $"{where.Authority} answered {(int)answer.StatusCode} and no health");
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException or IOException)
        {
            return (false, $"{where.Authority} does not answer: {DisplayText.Clean((silence.InnerException ?? silence).Message, 200)}");
        }
    }

    private static bool TryRead(Stream body, out string line)
    {
        line = "";
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("status", out var status) || !root.TryGetProperty("reasons", out var reasons))
                return false;
            string[] told = [.. reasons.EnumerateArray().Select(static reason => reason.GetString() ?? "")];
            line = DisplayText.Clean(told.Length == 0 ? $"{status.GetString()}" : $"{status.GetString()}: {string.Join("; ", told)}", 500);
            return true;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
