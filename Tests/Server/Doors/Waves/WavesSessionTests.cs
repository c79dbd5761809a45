using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecs.Server.Doors.Waves;
using Ecs.Simulation.Games.Waves;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>The recorded session of the original programs (Tests/Data/Waves/session.txt), said again to our door.</summary>
public sealed partial class WavesSessionTests
{
    private const int RecordedPort1 = 57308;
    private const int RecordedPort2 = 57312;

    private static readonly string[] ObjectParts = ["lasers1", "lasers2", "enemies"];

    private static readonly string[] Lines =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "Waves", "session.txt"));

    /// <summary>
    /// The door's answer to each recorded round is the recorded one in every byte but ports and random enemies, unless the
    /// recording says what is different here; and then it is different. An answer tells of the tick before its round, so
    /// the round is said again after the tick that took it.
    /// </summary>
    [Fact]
    public void The_door_answers_the_recorded_session_as_the_original_did()
    {
        using var rig = new WavesRig();
        var links = new Dictionary<char, MemoryWavesLink>();
        var round = new Dictionary<char, List<string>>();
        var compared = 0;
        for (var at = 0; at < Lines.Length; at++)
        {
            var line = Lines[at];
            if (line.StartsWith('#') || line == "tick" || line.StartsWith('!'))
                continue;

            if (line.EndsWith("OPEN", StringComparison.Ordinal))
            {
                links[line[0]] = rig.Listener.Connect();
            }
            else if (line[1] == '>')
            {
                Say(links[line[0]], round, line);
            }
            else if (line.EndsWith("RESET", StringComparison.Ordinal))
            {
                rig.Run(1);
                Assert.True(links[line[1]].IsClosed);
            }
            else if (line.Contains("\"ip\"", StringComparison.Ordinal))
            {
                rig.Run(2);
                Assert.Equal(Here(line[3..], links), WavesWire.Split(links[line[1]].Writes.Dequeue(), 1)[0]);
            }
            else
            {
                var link = links[line[1]];
                rig.Run(1);
                link.Writes.Clear();
                SayAgain(link, round[line[1]]);
                Compare(WavesWire.Split(Assert.Single(link.Writes), 4), at, links);
                link.Writes.Clear();
                round[line[1]].Clear();
                at += 3;
                compared++;
            }
        }

        Assert.Equal(9, compared);
    }

    [Fact]
    public void Every_recorded_frame_of_the_server_is_written_to_the_byte()
    {
        var enemies = "[]";
        var written = 0;
        for (var at = 0; at < Lines.Length; at++)
        {
            if (!Lines[at].StartsWith('>') || !Lines[at].Contains("\"ready\"", StringComparison.Ordinal))
                continue;

            var payloads = Lines.AsSpan(at, 4).ToArray().Select(line => line[3..]).ToArray();
            payloads[3] = enemies = payloads[3] == "enemies" ? enemies : payloads[3];
            var writer = new WavesWriter();
            writer.AddPicture(PictureOf(payloads));

            Assert.Equal(string.Concat(payloads.Select(payload => Encoding.UTF8.GetString(WavesWire.Frame(payload)))), Encoding.UTF8.GetString(writer.Written));
            written++;
        }

        Assert.Equal(9, written);
    }

    [Fact]
    public void The_recorded_keys_are_those_that_the_tests_make()
    {
        var recorded = Lines.Single(line => line.StartsWith("A> [", StringComparison.Ordinal))[3..];

        Assert.Equal(WavesWire.KeysText(), recorded);
    }

    private static void Say(MemoryWavesLink link, Dictionary<char, List<string>> round, string line)
    {
        var payload = Expand(line[3..]);
        link.Send(WavesWire.Frame(payload));
        if (!round.TryGetValue(line[0], out var said))
            round[line[0]] = said = [];

        if (payload != "hello")
            said.Add(payload);
    }

    private static void SayAgain(MemoryWavesLink link, List<string> payloads)
    {
        foreach (var payload in payloads)
            link.Send(WavesWire.Frame(payload));
    }

    private static string Expand(string payload) => !payload.StartsWith("keys", StringComparison.Ordinal)
        ? payload
        : WavesWire.KeysText([.. payload.Split(' ').Skip(1).Select(code => int.Parse(code, CultureInfo.InvariantCulture))]);

    private static void Compare(string[] answer, int at, Dictionary<char, MemoryWavesLink> links)
    {
        var different = at + 4 < Lines.Length && Lines[at + 4].StartsWith('!') ? Lines[at + 4][2..].Split(' ') : [];
        var recorded = Lines.AsSpan(at, 4).ToArray().Select(line => Here(line[3..], links)).ToArray();
        var expected = JsonDocument.Parse(recorded[0]).RootElement.EnumerateObject().ToArray();
        var actual = JsonDocument.Parse(answer[0]).RootElement.EnumerateObject().ToArray();
        Assert.Equal(expected.Select(field => field.Name), actual.Select(field => field.Name));
        for (var i = 0; i < expected.Length; i++)
        {
            var isSame = expected[i].Value.GetRawText() == actual[i].Value.GetRawText();
            Assert.True(isSame != different.Contains(expected[i].Name), $"line {at + 1}, {expected[i].Name}: {actual[i].Value} for {expected[i].Value}");
        }

        if (!different.Intersect(expected.Select(field => field.Name)).Any())
            Assert.Equal(recorded[0], answer[0]); // In every byte, blanks included.

        for (var i = 0; i < ObjectParts.Length; i++)
        {
            var isSame = recorded[i + 1] == answer[i + 1] || (i == 2 && Shape(recorded[3]) == Shape(answer[3]));
            Assert.True(isSame != different.Contains(ObjectParts[i]), $"line {at + 2 + i}: {answer[i + 1]} for {recorded[i + 1]}");
        }
    }

    /// <summary>A list of enemies without what is drawn by lot: places and colours.</summary>
    private static string Shape(string enemies) => Lot().Replace(enemies, "?");

    private static string Here(string payload, Dictionary<char, MemoryWavesLink> links)
    {
        foreach (var (who, link) in links)
        {
            payload = payload.Replace(
                (who == 'A' ? RecordedPort1 : RecordedPort2).ToString(CultureInfo.InvariantCulture),
                link.Remote.Port.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
        }

        return payload;
    }

    private static WavesPicture PictureOf(string[] payloads)
    {
        var state = JsonDocument.Parse(payloads[0]).RootElement;
        var picture = new WavesPicture
        {
            IsPlaying = state.GetProperty("ready").GetBoolean(),
            Level = state.GetProperty("level").GetInt32(),
            First = ShipOf(state, 1),
            Second = ShipOf(state, 2),
        };
        picture.FirstLasers.AddRange(ObjectsOf(payloads[1], "x", "y"));
        picture.SecondLasers.AddRange(ObjectsOf(payloads[2], "x", "y"));
        picture.Enemies.AddRange(ObjectsOf(payloads[3], "ex", "ey"));
        return picture;
    }

    private static WavesShipPicture ShipOf(JsonElement state, int number)
    {
        var user = state.GetProperty($"user{number}");
        var isTaken = user.ValueKind == JsonValueKind.Array;
        return new(
            isTaken ? user[0].GetString() : null,
            isTaken ? user[1].GetInt32() : 0,
            state.GetProperty($"x{number}").GetInt32(),
            state.GetProperty($"y{number}").GetInt32(),
            state.GetProperty($"health{number}").GetInt32(),
            state.GetProperty($"lost{number}").GetBoolean(),
            state.GetProperty($"win{number}").GetBoolean());
    }

    private static IEnumerable<WavesObjectPicture> ObjectsOf(string payload, string x, string y) =>
        JsonDocument.Parse(payload).RootElement.EnumerateArray().Select(item => new WavesObjectPicture(
            0,
            item.GetProperty(x).GetInt32(),
            item.GetProperty(y).GetInt32(),
            item.TryGetProperty("ecolor", out var colour)
                ? colour.GetString() switch { "red" => WavesShapes.Red, "green" => WavesShapes.Green, _ => WavesShapes.Blue }
                : (ushort)0));

    [GeneratedRegex("-?[0-9]+|red|green|blue")]
    private static partial Regex Lot();
}
