using Ecs.Load;
using Ecs.Scenes.Doors.Arena;

namespace Ecs.Benchmarks.Doors.Arena;

/// <summary>
/// Two original players of the arena fight beside a native bot, to kills, rankings and returns; they chat, and leave one after the
/// other. Before, one of them walks alone: every move must count.
/// </summary>
internal sealed class ArenaStory : IDoorStory
{
    private const double Step = 500 / 60.0;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(2);

    public string Mode => "arena";

    public object Play(TimeSpan length)
    {
        using var server = DoorServer.Start(Mode);
        var stage = new Stage();
        using var ana = Enter(stage, server, "ana");
        var walked = Walk(stage, ana);
        using var bo = Enter(stage, server, "bo");
        StoryException.Unless(
            bo.Heard.First(static heard => heard.Code == ArenaHeard.Connected).Name == "bo", "bo hears of somebody else first");
        using var native = new NativeGuest(server.Native, "Nat", Mode);
        stage.Add(native.Update);
        stage.Await(() => ana.Known.Count == 3 && bo.Known.Count == 3, "not everybody knows of three");
        Chat(stage, ana, bo, native);

        ana.Begin();
        bo.Begin();
        stage.Play(length, now =>
        {
            ana.Fight(now);
            bo.Fight(now);
        });
        stage.Settle();
        Judge(ana, bo, native);

        var (kills, rankings, respawns) = (ana.Witness.Kills.Count, ana.Witness.Rankings, Spread.Of([.. ana.Witness.RespawnSeconds]));
        Leave(stage, ana, bo, native);
        return new
        {
            walkedOfWay = Math.Round(walked, 4),
            moves = ana.Moves + bo.Moves,
            shots = ana.Witness.Shots.Values.Sum(),
            hits = ana.Witness.Hits,
            kills,
            rankings,
            respawnSeconds = respawns,
            pings = ana.RoundTrips.Count + bo.RoundTrips.Count,
            pingMs = Spread.Of([.. ana.RoundTrips, .. bo.RoundTrips]),
            messagesHeard = ana.Messages + bo.Messages,
            server = server.Stop(),
        };
    }

    private static ArenaPlayer Enter(Stage stage, DoorServer server, string name)
    {
        var player = new ArenaPlayer(server.Door);
        stage.Add(player.Frame);
        player.Authenticate("admin");
        stage.Await(() => player.Has(ArenaHeard.Refused), "admin is not refused");
        player.Authenticate(name);
        stage.Await(() => player.Has(ArenaHeard.Authenticated), $"{name} is not authenticated");
        player.Enter();
        stage.Await(() => player.Has(ArenaHeard.Connected), $"{name} is not let in");
        var own = player.Heard.First(static heard => heard.Code == ArenaHeard.Connected);
        StoryException.Unless(
            own is { Kind: 67, Health: 100, IsAlive: 1, Speed: 500, Cooldown: 0.3f }, $"{name} is welcomed with {own.Hex}");
        return player;
    }

    /// <summary>Two seconds to the right and two back: the part of the asked way that was told.</summary>
    private static double Walk(Stage stage, ArenaPlayer player)
    {
        var way = 0.0;
        foreach (var direction in (int[])[1, -1])
        {
            var from = player.Self.X;
            player.Begin();
            stage.Play(Leg, now => player.Walk(now, direction));
            stage.Settle();
            way += Math.Abs(player.Self.X - from);
        }

        var part = way / (player.Moves * Step);
        StoryException.Unless(part is > 0.99 and < 1.001, $"{player.Moves} moves went {way} units");
        return part;
    }

    private static void Chat(Stage stage, ArenaPlayer ana, ArenaPlayer bo, NativeGuest native)
    {
        ana.Say("olá, bo");
        native.Say("hello [you]");
        var fromAna = $"[color=#63ffff][{ana.Id}][ana][/color] olá, bo";
        var fromNative = $"[color=#63ffff][{ana.NumberOf("Nat")}][Nat][/color] hello [lb]you]";
        stage.Await(() => ana.HasRead(fromAna) && bo.HasRead(fromAna) && native.Lines.Contains("olá, bo"), "ana is not heard by all");
        stage.Await(() => ana.HasRead(fromNative) && bo.HasRead(fromNative), "the native bot is not heard by both");
    }

    /// <summary>Both lived through all of it and tell the same story, and so does the native bot, as far as it looks.</summary>
    private static void Judge(ArenaPlayer ana, ArenaPlayer bo, NativeGuest native)
    {
        StoryException.Unless(ana.Witness.Kills.SequenceEqual(bo.Witness.Kills), "they heard of different kills");
        StoryException.Unless(
            ana.Witness.Kills.Exists(kill => kill.Killer == ana.Id || kill.Killer == bo.Id), "neither of them killed anybody");
        StoryException.Unless(ana.Witness.Rankings > 0 && ana.Witness.Rankings == bo.Witness.Rankings, "they heard different rankings");
        StoryException.Unless(ana.Witness.RespawnSeconds.Count > 0, "nobody came back");
        StoryException.Unless(ana.RoundTrips.Count > 0 && bo.RoundTrips.Count > 0, "pings are not answered");
        StoryException.Unless(ana.Witness.Shots.ContainsKey(ana.NumberOf("Nat")), "ana saw no shot of the native bot");
        StoryException.Unless(native.AvatarsSeen == 3, $"the native bot sees {native.AvatarsSeen} avatars of 3");
        StoryException.Unless(native.HasSeenMove("ana") && native.HasSeenMove("bo"), "the native bot did not see both of them move");
    }

    private static void Leave(Stage stage, ArenaPlayer ana, ArenaPlayer bo, NativeGuest native)
    {
        bo.Leave();
        stage.Await(() => !ana.Knows("bo") && native.AvatarsSeen == 2, "ana and the native bot still see bo");
        stage.Remove(native.Update);
        native.Dispose();
        stage.Await(() => ana.Known.Count == 1, "ana still sees the native bot");
        ana.Leave();
        stage.Settle();
    }
}
