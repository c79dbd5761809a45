using System.Diagnostics;
using System.Globalization;

namespace Ecs.Benchmarks.Doors.Argentum;

/// <summary>
/// Two characters are made, see each other, walk, talk, use their things and leave; the server is stopped and started, and they come
/// back where they were. A native bot lives beside them.
/// </summary>
internal sealed class ArgentumStory : IDoorStory
{
    private const int FrameMilliseconds = 8;
    private const int StepMilliseconds = 270;   // the client's own pace
    private const int PingMilliseconds = 1_000;
    private const int TalkMilliseconds = 5_000;
    private const int ItemMilliseconds = 7_000;
    private const int FirstCreature = 10_001;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<ArgentumPlayer> _players = [];
    private Action _turnNative = static () => { };
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
        _turnNative = native.Update;
        Await(() => native.IsInRoom, "the native bot is not let in");
        using var pepe = Connect(server);
        using var ana = Connect(server);
        var dice = ThrowDice(pepe);
        Create(pepe, "Pepe1", "secreto1");
        Create(ana, "Ana22", "secreto2");
        Await(() => pepe.All(29).Any(static packet => packet.Text == "Ana22"), "Pepe1 does not see Ana22");
        StoryException.Unless(ana.All(29).Any(static packet => packet.Text == "Pepe1"), "Ana22 does not see Pepe1");
        StoryException.Unless(ana.All(29).Any(static packet => packet.Text == "Nativo"), "Ana22 does not see the native bot");
        Live(pepe, ana, length);
        Await(() => native.AvatarsSeen == 3, "the native bot does not see both");
        StoryException.Unless(pepe.SeenWalking.Count(static number => number < FirstCreature) == 2, "Pepe1 did not see both Ana22 and the native bot walk");
        var places = Leave(pepe, ana);
        server.Stop();
        _players.Clear();
        _turnNative = static () => { };
        ComeBack(store, places);
        return Tell(dice, pepe, ana);
    }

    private ArgentumPlayer Connect(DoorServer server)
    {
        var player = new ArgentumPlayer(server.Door);
        _players.Add(player);
        return player;
    }

    /// <summary>The milliseconds that the quickest of ten answers was held back.</summary>
    private double ThrowDice(ArgentumPlayer player)
    {
        var least = double.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            player.Forget();
            var asked = Stopwatch.GetTimestamp();
            player.Say(1);
            Await(() => player.Has(67), "dice are not answered");
            least = Math.Min(least, Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        StoryException.Unless(least >= 49, $"a dice answer came after {least:0.0} ms: the client would sit in an empty game");
        return least;
    }

    private void Create(ArgentumPlayer player, string name, string password)
    {
        player.Forget();
        player.Say(ClientBytes.Create(name, password));
        Await(() => player.Has(24), $"{name} is not let in");
        StoryException.Unless(player.Heard[0].Id == 0, "the welcome does not begin with 0");
    }

    private void Live(ArgentumPlayer pepe, ArgentumPlayer ana, TimeSpan length)
    {
        var begin = Stopwatch.GetTimestamp();
        var beat = 0L;
        while (Stopwatch.GetElapsedTime(begin) is var now && now < length)
        {
            Turn();
            var due = (long)now.TotalMilliseconds / 10;
            for (; beat < due; beat++)
            {
                Do(pepe, beat * 10, "hola, ¿qué tal?");
                Do(ana, beat * 10 + 130, "muy bien, niño");
            }
        }

        Settle();
        foreach (var player in (ArgentumPlayer[])[pepe, ana])
        {
            var believed = player.At;
            player.Forget();
            player.Say(7);
            Await(() => player.Has(22), "a position is not answered");
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
        {
            player.Ping();
        }

        if (time % TalkMilliseconds == 0)
        {
            player.Say(ClientBytes.Talk(line));
            _lines++;
        }

        if (time % ItemMilliseconds == 0)
        {
            player.Say([36, 2, 24, 3, 1, 0, 9]); // Three packets in one write: hold the sword, drop an axe, take it back.
        }
    }

    private (string Name, string Password, (int X, int Y) At)[] Leave(ArgentumPlayer pepe, ArgentumPlayer ana)
    {
        StoryException.Unless(
            pepe.LinesHeard == _lines && ana.LinesHeard == _lines, $"of {_lines} lines they heard {pepe.LinesHeard} and {ana.LinesHeard}");
        ana.Forget();
        pepe.Say(71);
        Await(pepe.IsEnded, "quit does not end the connection");
        _players.Remove(pepe);
        Await(() => ana.All(30).Any(packet => (int)packet.Fields[0] == pepe.Index), "Ana22 still sees Pepe1");
        _players.Remove(ana);
        ana.Dispose();
        Settle();
        return [("Pepe1", "secreto1", pepe.At), ("Ana22", "secreto2", ana.At)];
    }

    private void ComeBack(string store, (string Name, string Password, (int X, int Y) At)[] places)
    {
        using var server = DoorServer.Start(Mode, "--store", store);
        foreach (var (name, password, at) in places)
        {
            using var stranger = Connect(server);
            stranger.Say(ClientBytes.LogIn(name, "wrongpass"));
            Await(() => stranger.Has(55), "a wrong password is not answered");
            _players.Remove(stranger);
            var player = Connect(server);
            player.Say(ClientBytes.LogIn(name, password));
            Await(() => player.Has(24), $"{name} cannot come back");
            StoryException.Unless(player.At == at, $"{name} was at {at} and is at {player.At}");
            StoryException.Unless(player.All(47).Count() == 9, $"{name} has lost things");
        }

        foreach (var player in _players)
        {
            player.Dispose();
        }

        _players.Clear();
        server.Stop();
    }

    private object Tell(double dice, params ArgentumPlayer[] players)
    {
        double[] trips = [.. players.SelectMany(static player => player.RoundTrips).Order()];
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
            pingMedianMs = Math.Round(trips[trips.Length / 2], 1),
            pingWorstMs = Math.Round(trips[^1], 1),
        };
    }

    private void Turn()
    {
        _turnNative();
        foreach (var player in _players)
        {
            player.Frame();
        }

        Thread.Sleep(FrameMilliseconds);
    }

    private void Settle()
    {
        for (var frame = 0; frame < 60; frame++)
        {
            Turn();
        }
    }

    private void Await(Func<bool> condition, string fault)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            StoryException.Unless(
                Stopwatch.GetElapsedTime(begin) < Patience,
                string.Create(CultureInfo.InvariantCulture, $"argentum: {fault} within {Patience.TotalSeconds:0} s"));
            Turn();
        }
    }
}
