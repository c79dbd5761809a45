using System.Globalization;
using Ecs.Scenes.Doors.Arena;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>
/// What the original clients sent is sent to our door at the recorded moments; what it sends back is compared with what the original
/// server sent, message by message. The differences that docs/doors.md lists are the only ones.
/// </summary>
public sealed class ArenaTranscriptTests(ITestOutputHelper output)
{
    /// <summary>The recorded match had two minutes left then; ours must, too.</summary>
    private const double WarningAt = 19.402;

    private const double MatchSecondsBeforeWarning = 60;

    /// <summary>A step is rounded to 1/4096, and the longest way is 42 steps there and 42 back.</summary>
    private const float Quanta = 84 / 4096f;

    /// <summary>
    /// The original's floats had not quite come back to 100 after 42 steps there and 42 back, so it tells the place of the one who
    /// returns; our integers had, so there is nothing to tell.
    /// </summary>
    private static readonly (string Theirs, string Ours) ReturnOfA = ("70000d000000c8420164", "70000c000164");

    [Theory]
    [InlineData('A')]
    [InlineData('B')]
    public void The_door_sends_what_the_original_server_sent(char who)
    {
        var lines = ArenaTranscript.Read();
        var ours = Replay(lines)[who];
        List<ArenaHeard> theirs =
        [
            .. lines.Where(line => line.Client == who && !line.IsFromClient)
                .Select(static line => ArenaHeard.Read(Convert.FromHexString(line.Hex))),
        ];

        string[] expected = [.. theirs.Where(IsCompared).Select(TextOf)];
        Assert.Equal(expected, ours.Where(IsCompared).Select(TextOf));
        AssertMoves(theirs, ours, 0);
        AssertMoves(theirs, ours, 1);
        output.WriteLine($"{who}: {expected.Length} messages alike, {theirs.Count(IsStep)} recorded steps found");
    }

    [Fact]
    public void Every_ping_is_answered_with_its_stamp()
    {
        var lines = ArenaTranscript.Read();
        var heard = Replay(lines);

        foreach (var who in "AB")
        {
            string[] stamps =
            [
                .. lines.Where(line => line.Client == who && line.IsFromClient && line.Hex.StartsWith("fe", StringComparison.Ordinal))
                    .Select(static line => line.Hex[2..]),
            ];
            var pongs = heard[who].Where(static message => message.Code == ArenaHeard.Pong);
            Assert.Equal(stamps, pongs.Select(static pong => pong.Hex[2..]));
            Assert.NotEmpty(stamps);
        }
    }

    private static Dictionary<char, List<ArenaHeard>> Replay(IReadOnlyList<ArenaTranscriptLine> lines)
    {
        using var rig = new ArenaRig();
        rig.RunSeconds(MatchSecondsBeforeWarning - WarningAt);
        var clients = new Dictionary<char, ArenaClient>();
        var next = 0;
        for (double now = 0; next < lines.Count || now < lines[^1].Milliseconds + 100; now += rig.Server.TickLength.TotalMilliseconds)
        {
            for (; next < lines.Count && lines[next].Milliseconds <= now; next++)
            {
                if (lines[next].IsFromClient)
                    Play(rig, clients, lines[next]);
            }

            rig.Run(1);
        }

        return clients.ToDictionary(static client => client.Key, static client => client.Value.Heard.ToList());
    }

    private static void Play(ArenaRig rig, Dictionary<char, ArenaClient> clients, ArenaTranscriptLine line)
    {
        switch (line.Hex)
        {
            case "OPEN":
                clients[line.Client] = new ArenaClient(WebSocketClient.Open(rig.Streams));
                rig.Server.Add(clients[line.Client]);
                break;
            case "FIN":
                clients[line.Client].Socket.Stream.Close();
                break;
            default:
                // The original lets anybody give orders.
                if (line.Hex.StartsWith("642f6b69", StringComparison.Ordinal))
                    rig.Promote("Devmj");
                clients[line.Client].Send(line.Hex);
                break;
        }
    }

    /// <summary>Steps and pongs are compared by themselves; empty masks we never send; answers to commands are in our own words.</summary>
    private static bool IsCompared(ArenaHeard heard) =>
        heard.Code != ArenaHeard.Pong && !IsStep(heard) && heard is not { Code: ArenaHeard.Updated, Mask: 0 } && !IsAnswer(heard);

    private static bool IsStep(ArenaHeard heard) => heard is { Code: ArenaHeard.Updated, Mask: > 0 and <= 3 };

    private static bool IsAnswer(ArenaHeard heard) => heard.Code == ArenaHeard.Chat
        && !heard.Text.StartsWith("[color", StringComparison.Ordinal) && !heard.Text.EndsWith("was killed", StringComparison.Ordinal);

    private static string TextOf(ArenaHeard heard) => heard.Code switch
    {
        // Where somebody stands when another comes in is as exact as the steps that led there.
        ArenaHeard.Connected => string.Create(
            CultureInfo.InvariantCulture,
            $"connected {heard.Kind} {heard.Id} {heard.X:0.0} {heard.Y:0.0} {heard.IsAlive} {heard.Health} {heard.TeamId} {heard.Team} "
            + $"{heard.Kills} {heard.Speed} {heard.Cooldown} {heard.Name} {heard.PowerUp}"),
        _ => heard.Hex == ReturnOfA.Theirs ? ReturnOfA.Ours : heard.Hex,
    };

    /// <summary>Every recorded place is passed, in its order; the recording leaves some out, so ours has more of them.</summary>
    private static void AssertMoves(List<ArenaHeard> theirs, List<ArenaHeard> ours, byte id)
    {
        var places = new Queue<(float X, float Y)>(PlacesOf(ours, id));
        foreach ((var x, var y) in PlacesOf(theirs, id))
        {
            var isPassed = false;
            while (!isPassed && places.TryDequeue(out var place))
                isPassed = Math.Abs(place.X - x) <= Quanta && Math.Abs(place.Y - y) <= Quanta;
            Assert.True(isPassed, $"{id} never was at {x} {y}");
        }
    }

    private static IEnumerable<(float X, float Y)> PlacesOf(List<ArenaHeard> heard, byte id)
    {
        var player = new ArenaOther();
        foreach (var message in heard.Where(message => message.Id == id && message.Code is (ArenaHeard.Connected or ArenaHeard.Updated)))
        {
            player.Take(message);
            if (IsStep(message))
                yield return (player.X, player.Y);
        }
    }
}
