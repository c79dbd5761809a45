using System.Globalization;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>
/// A recorded match of the original programs (Tests/Data/Waves/match.txt): both clients do the same at the same times, and the
/// ships do what they did there, but for the speeds.
/// </summary>
public sealed class WavesMatchReplayTests
{
    /// <summary>The recorded clients' pace.</summary>
    private const int RoundMilliseconds = 58;

    /// <summary>A recorded round took so long, and the place of a key within one is by chance.</summary>
    private const int Slack = 150;

    private static readonly string[] Axes = ["x1", "y1", "x2", "y2"];

    private static readonly Lazy<(HeardMatch Original, HeardMatch Ours)> Matches = new(Replay);

    [Fact]
    public void Ships_move_when_and_whereto_they_did_and_nowhere_else()
    {
        var (original, ours) = Matches.Value;
        foreach (var axis in Axes)
        {
            var expected = original.MovesOf(axis);
            var actual = ours.MovesOf(axis);
            Assert.Equal(expected.Select(move => move.Sign), actual.Select(move => move.Sign));
            foreach (var (there, here) in expected.Zip(actual))
            {
                Assert.InRange(here.From - there.From, -Slack, Slack);
                Assert.InRange(here.To - there.To, -Slack, Slack);
            }
        }

        Assert.Equal(4, Axes.Sum(axis => original.MovesOf(axis).Count));
    }

    [Fact]
    public void Lobby_match_and_leave_come_in_the_recorded_order()
    {
        var (original, ours) = Matches.Value;

        Assert.Equal(["False A", "False A B", "True A B"], original.PhasesOf('A'));
        Assert.Equal(original.PhasesOf('A'), ours.PhasesOf('A'));
        Assert.Equal(["False A B", "True A B", "False B"], original.PhasesOf('B'));
        Assert.Equal(original.PhasesOf('B'), ours.PhasesOf('B'));
        Assert.Equal(1, original.LevelOf("True A B"));
        Assert.Equal(1, ours.LevelOf("True A B"));
    }

    /// <summary>Level and places apart: the original's level is 1 once more, and its ships were elsewhere.</summary>
    [Fact]
    public void Who_stays_is_shown_a_free_ship_and_two_whole_ones_as_recorded()
    {
        var (original, ours) = Matches.Value;
        string[] leftOut = ["level", "user2", "x1", "y1"];

        Assert.Equal(Fields(original, leftOut), Fields(ours, leftOut));
    }

    [Fact]
    public void Each_contact_costs_ten_in_both()
    {
        var (original, ours) = Matches.Value;
        foreach (var ship in (string[])["health1", "health2"])
        {
            Assert.All(original.StepsOf(ship), step => Assert.Equal(-10, step));
            Assert.All(ours.StepsOf(ship), step => Assert.Equal(-10, step));
        }

        Assert.NotEmpty(original.StepsOf("health1"));
        Assert.NotEmpty(ours.StepsOf("health1").Concat(ours.StepsOf("health2")));
    }

    /// <summary>Ten pixels a tick and twenty ticks to the next shot; the original's pair of threads sometimes makes it nineteen.</summary>
    [Fact]
    public void Lasers_rise_in_steps_of_ten_above_their_ship_twenty_steps_apart()
    {
        var (original, ours) = Matches.Value;
        Assert.All(original.Gaps, gap => Assert.Contains(gap, new[] { 190, 200 }));
        Assert.All(ours.Gaps, gap => Assert.Equal(200, gap));
        Assert.True(original.Gaps.Count > 50 && ours.Gaps.Count > 50);
        Assert.True(original.AreLasersAboveTheirShip);
        Assert.True(ours.AreLasersAboveTheirShip);
        Assert.All((HeardMatch[])[original, ours], heard => Assert.InRange(heard.LaserReach.Top, 0, 40)); // A round sees every fourth step.
        Assert.Equal(original.LaserReach.Bottom, ours.LaserReach.Bottom);
    }

    private static IEnumerable<string> Fields(HeardMatch heard, string[] leftOut) => heard.Last('B').EnumerateObject()
        .Where(field => !leftOut.Contains(field.Name))
        .Select(field => $"{field.Name} {field.Value}");

    private static (HeardMatch Original, HeardMatch Ours) Replay()
    {
        var original = new HeardMatch();
        var ours = new HeardMatch();
        using var rig = new WavesRig();
        var links = new Dictionary<char, Pilot>();
        var now = 0.0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Waves", "match.txt")).Where(line => line[0] != '#'))
        {
            var parts = line.Split(' ', 3);
            var at = int.Parse(parts[0], CultureInfo.InvariantCulture);
            while (now < at)
            {
                rig.Run(1);
                now += 1000 / 60.0;
                foreach (var (who, pilot) in links)
                    pilot.Turn(who, (int)now, ours);
            }

            if (parts[1][0] == '>')
            {
                if (parts[2] == "RESET")
                {
                    rig.Run(2);
                    Assert.True(links[parts[1][1]].Link.IsClosed);
                }
                else
                {
                    original.Note(parts[1][1], at, parts[2]);
                }
            }
            else if (parts[2] == "OPEN")
            {
                links[parts[1][0]] = new Pilot(rig.Listener.Connect());
            }
            else
            {
                links[parts[1][0]].Do(parts[2]);
            }
        }

        return (original, ours);
    }

    /// <summary>One of the clients: the same round again and again, until the recording says another one.</summary>
    private sealed class Pilot
    {
        private int[] _down = [];
        private bool _isReady;
        private int _nextRound;
        private int _writes;

        public Pilot(MemoryWavesLink link)
        {
            Link = link;
            link.Send(WavesWire.Hello);
        }

        public MemoryWavesLink Link { get; }

        public void Do(string what)
        {
            switch (what.Split(' '))
            {
                case ["keys", .. var codes]:
                    _down = [.. codes.Where(code => code.Length > 0).Select(code => int.Parse(code, CultureInfo.InvariantCulture))];
                    break;
                case ["ready"]:
                    _isReady = true;
                    break;
                case ["not", "ready"]:
                    _isReady = false;
                    break;
                case ["leaves"]:
                    Link.Send([.. WavesWire.UserData(connection: false, _isReady), .. WavesWire.UserData(connection: false, _isReady), .. WavesWire.Keys(_down)]);
                    break;
                default:
                    Assert.Equal("FIN", what);
                    Link.Break();
                    break;
            }
        }

        public void Turn(char who, int now, HeardMatch heard)
        {
            while (Link.Writes.TryDequeue(out var write))
            {
                var frames = WavesWire.Split(write, _writes++ == 0 ? 1 : 4);
                if (frames.Length == 4)
                {
                    heard.Note(who, now, frames[0]);
                    heard.Note(who, now, "lasers1 " + frames[1]);
                }
            }

            if (_writes > 0 && now >= _nextRound && !Link.IsClosed)
            {
                _nextRound = now + RoundMilliseconds;
                Link.Send(WavesWire.Round(_isReady, _down));
            }
        }
    }
}
