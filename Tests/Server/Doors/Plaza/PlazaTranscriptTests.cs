using System.Globalization;
using Ecs.Server.Metrics;
using Ecs.Tests.House;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>
/// A recorded session of the original server with original clients, played again: what its clients sent goes to this door at
/// the same moments, and everybody must hear what they heard then, byte for byte. The differences are those of docs/doors.md.
/// </summary>
public sealed class PlazaTranscriptTests
{
    /// <summary>A line with somebody else's id in it, as it came and as it goes on here.</summary>
    private const string Forged = "040000007b00000006666f72676564";
    private const string Honest = "04000001f400000006666f72676564";

    private readonly Line[] _lines = Read();

    [Fact]
    public void Everybody_hears_what_they_heard_from_the_original_server()
    {
        using var rig = new PlazaRig(time: new FixedTime());
        var people = Replay(rig);
        foreach (var (who, person) in people)
        {
            var told = _lines.Where(line => line.Who == who && !line.IsToServer && line.What == "bin");
            var before = told.Select(static line => line.Hex).ToList();
            var now = person.Heard.Where(static bytes => bytes[0] <= 4).Select(Convert.ToHexStringLower).ToList();

            // A newcomer hears of those present here, and did not there.
            var welcome = who switch { "A" => 0, "B" => 2, _ => 4 };
            Assert.All(now.Take(welcome), static hex => Assert.Matches("^0[12]", hex));
            now.RemoveRange(0, welcome);

            // An empty line says nothing to anybody here, and whoever writes is named by their connection.
            before.RemoveAll(static hex => hex == "04000001f4000000004ed6020c");
            before = [.. before.Select(static hex => hex.Replace(Forged, Honest, StringComparison.Ordinal))];

            string[] ids = ["0000007b", "0000004d", "000001f4"];
            Assert.All(now, hex => Assert.Contains(hex.Substring(2, 8), ids)); // nobody else speaks, the server neither
            foreach (var id in ids)
            {
                var (then, today) = (OfSender(before, id), OfSender(now, id));
                Assert.Equal(then, today.Where(then.Contains));

                // The recording leaves out some relays, and nothing else.
                Assert.All(today.Except(then), static hex => Assert.StartsWith("01", hex, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Every_update_and_line_that_was_sent_reached_everybody()
    {
        using var rig = new PlazaRig(time: new FixedTime());
        var people = Replay(rig);
        var heardByA = people["A"].Heard.Select(Convert.ToHexStringLower).ToHashSet();
        var sent = _lines
            .Where(static line => line.IsToServer && line.Who is "B" or "RAW" && line.What == "bin")
            .Where(static line => line.Hex.StartsWith("01", StringComparison.Ordinal))
            .Select(static line => line.Hex)
            .ToList();

        Assert.Equal(33, sent.Count);
        Assert.All(sent, hex => Assert.Contains(hex, heardByA));
        Assert.Equal((1L, 2L), (rig.Drops(DropCause.UnknownMessage), rig.Drops(DropCause.Empty)));
        Assert.Equal(0, rig.Drops(DropCause.Rate) + rig.Drops(DropCause.Malformed) + rig.Drops(DropCause.OutOfRange));
        Assert.Equal(1000, people["RAW"].Client.CloseCode);
        Assert.Equal(1000, people["B"].Client.CloseCode);
    }

    private Dictionary<string, PlazaPerson> Replay(PlazaRig rig)
    {
        var people = new Dictionary<string, PlazaPerson>();
        var now = 0.0;
        foreach (var line in _lines.Where(static line => line.IsToServer))
        {
            for (; now < line.Milliseconds; now += rig.Server.TickLength.TotalMilliseconds)
            {
                rig.Run(1);
                foreach (var person in people.Values)
                    person.Hear();
            }

            switch (line.What)
            {
                case "get":
                    people.Add(line.Who, rig.Dial(line.Hex));
                    break;
                case "bin" or "close" when line.Raw.Length != 0:
                    people[line.Who].Client.Stream.Send(Convert.FromHexString(line.Raw));
                    break;
                case "bin":
                    people[line.Who].Send(Convert.FromHexString(line.Hex));
                    break;
                case "close":
                    people[line.Who].Client.SendClose(1000);
                    break;
                case "end":
                    people[line.Who].Client.Stream.Close();
                    break;
            }
        }

        rig.Run(10);
        Assert.All(people.Values, static person => person.Hear());
        return people;
    }

    private static List<string> OfSender(List<string> messages, string id) =>
        [.. messages.Where(hex => hex.AsSpan(2).StartsWith(id, StringComparison.Ordinal))];

    private static Line[] Read() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "Tests", "Data", "Plaza", "session.txt"))
            .Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static parts => new Line(
                int.Parse(parts[0], CultureInfo.InvariantCulture),
                parts[1].Trim('>'),
                parts[1].EndsWith('>'),
                parts[2],
                HexOf(parts),
                parts[1] == "RAW>" && parts[2] is "bin" or "close" ? parts[^1] : "")),
    ];

    /// <summary>An empty message has only its frame.</summary>
    private static string HexOf(string[] parts) =>
        parts.Length < 4 || (parts[1] == "RAW>" && parts[2] == "bin" && parts.Length == 4) ? "" : parts[3];

    private readonly record struct Line(int Milliseconds, string Who, bool IsToServer, string What, string Hex, string Raw);
}
