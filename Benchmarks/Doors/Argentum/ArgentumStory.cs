using System.Diagnostics;
using Ecs.Load;
using Ecs.Scenes.Doors.Argentum;

namespace Ecs.Benchmarks.Doors.Argentum;

/// <summary>
/// Two characters are made, see each other, walk, talk, use their things and leave; the server is stopped and started, and they come
/// back where they were. A native bot lives beside them.
/// </summary>
internal sealed class ArgentumStory : IDoorStory
{
    private const int StepMilliseconds = 270;   // the client's own pace
    private const int PingMilliseconds = 1_000;
    private const int TalkMilliseconds = 5_000;
    private const int ItemMilliseconds = 7_000;
    private const int FirstCreature = 10_001;

    private int _steps;
    private int _lines;

    public string Mode => "argentum";

    public object Play(TimeSpan length)
    {
        var folder = Directory.CreateTempSubdirectory("ecs-doors-").FullName;
        try
        {
            return Play(length, Path.Combine(folder, "accounts.db"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private object Play(TimeSpan length, string store)
    {
        using var server = DoorServer.Start(Mode, "--store", store);
        using var native = new NativeGuest(server.Native, "Nativo", Mode);
        var stage = new Stage();
        stage.Add(native.Update);
        stage.Await(() => native.IsInRoom, "the native bot is not let in");
        using var pepe = Connect(stage, server);
        using var ana = Connect(stage, server);
        var dice = ThrowDice(stage, pepe);
        Create(stage, pepe, "Pepe1", "secreto1");
        Create(stage, ana, "Ana22", "secreto2");
        stage.Await(() => pepe.All(29).Any(static packet => packet.Text == "Ana22"), "Pepe1 does not see Ana22");
        StoryException.Unless(ana.All(29).Any(static packet => packet.Text == "Pepe1"), "Ana22 does not see Pepe1");
        StoryException.Unless(ana.All(29).Any(static packet => packet.Text == "Nativo"), "Ana22 does not see the native bot");
        Greet(stage, pepe, ana, native);
        Live(stage, pepe, ana, length);
        stage.Await(
            () => native.AvatarsSeen == 3 && native.HasSeenMove("Pepe1") && native.HasSeenMove("Ana22"),
            "the native bot does not see both walk");
        StoryException.Unless(
            pepe.SeenWalking.Count(static number => number < FirstCreature) == 2, "Pepe1 did not see both Ana22 and the native bot walk");
        var places = Leave(stage, pepe, ana, native);
        var first = server.Stop();
        return Tell(dice, first, ComeBack(store, places), pepe, ana);
    }

    private static ArgentumPlayer Connect(Stage stage, DoorServer server)
    {
        var player = new ArgentumPlayer(server.Door);
        stage.Add(player.Frame);
        return player;
    }

    /// <summary>The milliseconds that the quickest of ten answers was held back.</summary>
    private static double ThrowDice(Stage stage, ArgentumPlayer player)
    {
        var least = double.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            player.Forget();
            var asked = Stopwatch.GetTimestamp();
            player.Say(1);
            stage.Await(() => player.Has(67), "dice are not answered");
            least = Math.Min(least, Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        StoryException.Unless(least >= 49, $"a dice answer came after {least:0.0} ms: the client would sit in an empty game");
        return least;
    }

    private static void Create(Stage stage, ArgentumPlayer player, string name, string password)
    {
        player.Forget();
        player.Say(ClientBytes.Create(name, password));
        stage.Await(() => player.Has(24), $"{name} is not let in");
        StoryException.Unless(player.Heard[0].Id == 0, "the welcome does not begin with 0");
    }

    /// <summary>The native bot and the two hear each other.</summary>
    private static void Greet(Stage stage, ArgentumPlayer pepe, ArgentumPlayer ana, NativeGuest native)
    {
        native.Say("buenos días");
        pepe.Say(ClientBytes.Talk("buenas"));
        stage.Await(() => native.Lines.Contains("buenas"), "the native bot does not hear Pepe1");
        bool HasHeard(ArgentumPlayer player) => player.All(24).Any(static packet => packet.Text == "Nativo: buenos días");
        stage.Await(() => HasHeard(pepe) && HasHeard(ana), "the native bot is not heard by both");
        stage.Await(() => pepe.LinesHeard == 1 && ana.LinesHeard == 1, "Pepe1 is not heard by both");
    }

    private void Live(Stage stage, ArgentumPlayer pepe, ArgentumPlayer ana, TimeSpan length)
    {
        var beat = 0L;
        stage.Play(length, now =>
        {
            for (var due = (long)now.TotalMilliseconds / 10; beat < due; beat++)
            {
                Do(pepe, beat * 10, "hola, ¿qué tal?");
                Do(ana, beat * 10 + 130, "muy bien, niño");
            }
        });
        stage.Settle();
        foreach (var player in (ArgentumPlayer[])[pepe, ana])
        {
            var believed = player.At;
            player.Forget();
            player.Say(7);
            stage.Await(() => player.Has(22), "a position is not answered");
            StoryException.Unless(player.At == believed, $"the client believes {believed}, the server says {player.At}");
        }
    }

    /// <summary>What a player does at a time, in milliseconds and multiples of ten.</summary>
    private void Do(ArgentumPlayer player, long time, string line)
    {
        if (time % StepMilliseconds == 0)
        {
            // To and fro over four tiles, so that nobody walks into a wall: east, east, south, west, west, north.
            ReadOnlySpan<byte> way = [2, 2, 3, 4, 4, 1];
            player.Walk(way[(int)(time / StepMilliseconds % way.Length)]);
            _steps++;
        }

        if (time % PingMilliseconds == 0)
            player.Ping();

        if (time % TalkMilliseconds == 0)
        {
            player.Say(ClientBytes.Talk(line));
            _lines++;
        }

        if (time % ItemMilliseconds == 0)
            player.Say([36, 2, 24, 3, 1, 0, 9]); // Three packets in one write: hold the sword, drop an axe, take it back.
    }

    private (string Name, string Password, (int X, int Y) At)[] Leave(
        Stage stage, ArgentumPlayer pepe, ArgentumPlayer ana, NativeGuest native)
    {
        var lines = _lines + 1;
        StoryException.Unless(
            pepe.LinesHeard == lines && ana.LinesHeard == lines, $"of {lines} lines they heard {pepe.LinesHeard} and {ana.LinesHeard}");
        ana.Forget();
        pepe.Say(71);
        stage.Await(pepe.IsEnded, "quit does not end the connection");
        stage.Remove(pepe.Frame);
        stage.Await(
            () => ana.All(30).Any(packet => (int)packet.Fields[0] == pepe.Index) && native.AvatarsSeen == 2,
            "Ana22 or the native bot still sees Pepe1");
        stage.Remove(ana.Frame);
        ana.Dispose();
        stage.Await(() => native.AvatarsSeen == 1, "the native bot still sees Ana22");
        return [("Pepe1", "secreto1", pepe.At), ("Ana22", "secreto2", ana.At)];
    }

    private static object ComeBack(string store, (string Name, string Password, (int X, int Y) At)[] places)
    {
        using var server = DoorServer.Start("argentum", "--store", store);
        foreach (var (name, password, at) in places)
        {
            var stage = new Stage();
            using var stranger = Connect(stage, server);
            stranger.Say(ClientBytes.LogIn(name, "wrongpass"));
            stage.Await(() => stranger.Has(55), "a wrong password is not answered");
            stage.Remove(stranger.Frame);
            using var player = Connect(stage, server);
            player.Say(ClientBytes.LogIn(name, password));
            stage.Await(() => player.Has(24), $"{name} cannot come back");
            StoryException.Unless(player.At == at, $"{name} was at {at} and is at {player.At}");
            StoryException.Unless(player.All(47).Count() == 9, $"{name} has lost things");
        }

        return server.Stop();
    }

    private object Tell(double dice, object first, object second, params ArgentumPlayer[] players)
    {
        var trips = players.SelectMany(static player => player.RoundTrips).ToArray();
        return new
        {
            steps = _steps,
            refusals = players.Sum(static player => player.Refusals),
            lines = _lines,
            packets = players.Sum(static player => player.Packets),
            reads = players.Sum(static player => player.Reads),
            longestReadBytes = players.Max(static player => player.LongestRead),
            diceHeldMs = Math.Round(dice, 1),
            pings = trips.Length,
            pingMs = Spread.Of(trips),
            server = first,
            afterRestart = second,
        };
    }
}
