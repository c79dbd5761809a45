namespace Ecs.Server.Web;

/// <summary>The servers that the operator names for the page's menu.</summary>
internal static class OtherServers
{
    private const int Most = 64;
    private const int NameLimit = 64;

    /// <param name="text">A list NAME=URL,... or the name of a file with one in each line, and lines that begin with #.</param>
    /// <param name="servers">Those that it names.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool TryRead(string text, out List<KeyValuePair<string, string>> servers, out string fault)
    {
        servers = [];
        fault = "";
        var isList = text.Length == 0 || text.Contains("://", StringComparison.Ordinal);
        foreach (var line in isList ? text.Split(',') : File.ReadAllLines(text))
        {
            var entry = line.Trim();
            if (entry.Length == 0 || entry.StartsWith('#'))
                continue;
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 1 ? "" : entry[..equals].Trim();
            var url = entry[(equals + 1)..].Trim();
            if (name.Length is 0 or > NameLimit || Text.DisplayText.Clean(name, NameLimit) != name || !IsPage(url) || servers.Count == Most)
            {
                fault = $"{Options.OptionText.Quote(entry, 200)} is no server such as Friends=https://example.org, or one more than {Most}";
                return false;
            }

            servers.Add(new(name, url));
        }

        return true;
    }

    private static bool IsPage(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && page.UserInfo.Length == 0;
}
