using System.Globalization;
using Ecs.Tests.House;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>One line of a recorded session.</summary>
/// <param name="Milliseconds">Since the first line.</param>
/// <param name="Client">A or B.</param>
/// <param name="IsFromClient">Otherwise the original server sent it.</param>
/// <param name="Hex">The payload, or OPEN or FIN.</param>
internal sealed record ArenaTranscriptLine(int Milliseconds, char Client, bool IsFromClient, string Hex);

/// <summary>A session between the original clients and the original server; where it comes from stands in the file.</summary>
internal static class ArenaTranscript
{
    public static IReadOnlyList<ArenaTranscriptLine> Read() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "Tests", "Data", "Arena", "session.txt"))
            .Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static words => new ArenaTranscriptLine(
                int.Parse(words[0], CultureInfo.InvariantCulture), words[1].Trim('>')[0], words[1][1] == '>', words[2])),
    ];
}
