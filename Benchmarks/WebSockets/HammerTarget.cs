using System.Net;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>What of a server is hammered.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Rate">Requests a second, unless somebody says otherwise.</param>
/// <param name="Options">That the server is started with.</param>
/// <param name="ReadyWord">What its place stands behind in the ready line.</param>
/// <param name="Make">Begins to hammer.</param>
internal sealed record HammerTarget(string Name, int Rate, string[] Options, string ReadyWord, Func<IPEndPoint, PacedHammer> Make)
{
    public static HammerTarget Page { get; } = new("page", 2_000, ["--web", "127.0.0.1:0"], "web=", static place => new PageHammer(place));

    public static HammerTarget Admin { get; } = new(
        "admin", 2_000, ["--web", "off", "--admin", "127.0.0.1:0", "--admin-token", AdminHammer.Token], "admin=", static place => new AdminHammer(place));

    public static HammerTarget Query { get; } = new("query", 10_000, ["--web", "off", "--query", "0"], "query=", static place => new QueryHammer(place));

    public static HammerTarget Rcon { get; } = new(
        "rcon", 500, ["--web", "off", "--rcon", "0", "--rcon-password", GuessHammer.Password], "rcon=", static place => new GuessHammer(place));

    /// <summary>From the ready line.</summary>
    public IPEndPoint PlaceIn(string readyLine)
    {
        var word = readyLine.Split(' ').Single(word => word.StartsWith(ReadyWord, StringComparison.Ordinal))[ReadyWord.Length..];
        var port = Uri.TryCreate(word, UriKind.Absolute, out var url) ? url.Port : int.Parse(word, System.Globalization.CultureInfo.InvariantCulture);
        return new IPEndPoint(IPAddress.Loopback, port);
    }
}
