using Ecs.Load;

namespace Ecs.Benchmarks.Doors.Survival;

/// <summary>
/// Two players of the original survival game gather, meet in the middle, greet, fight, die and come back, over and over, while a native
/// bot plays in the same room; then they leave.
/// </summary>
internal sealed class SurvivalStory : IDoorStory
{
    private const double UpdatesPerSecond = 10;
    private const string NativeName = "Nat";
    private const string NativeLine = "hello, field";

    public string Mode => "survival";

    public object Play(TimeSpan length)
    {
        using var server = DoorServer.Start(Mode);
        var stage = new Stage();
        using var native = new NativeGuest(server.Native, NativeName, Mode, new FieldPilot());
        stage.Add(native.Update);
        using var zoe = new SurvivalClient(server.Door, "Zoe");
        using var ann = new SurvivalClient(server.Door, "Ann");
        SurvivalClient[] clients = [zoe, ann];
        var hasSpoken = false;
        foreach (var client in clients)
            stage.Add(client.Frame);

        stage.Play(length, now =>
        {
            foreach (var client in clients)
                client.Speak(now);

            // Said when both have come, so that both must hear it.
            if (!hasSpoken && native.AvatarsSeen == clients.Length + 1)
            {
                hasSpoken = true;
                native.Say(NativeLine);
            }
        });
        stage.Settle();
        foreach (var client in clients)
            Judge(client, native, length);

        StoryException.Unless(clients.Sum(static client => client.Player.Deaths) > 0, "nobody died");
        Leave(stage, zoe, ann, native);
        return new { players = Array.ConvertAll(clients, Tell), server = server.Stop() };
    }

    private static void Judge(SurvivalClient client, NativeGuest native, TimeSpan length)
    {
        var player = client.Player;
        StoryException.Unless(
            player.HasSeenItAll && player.Wounds > 0 && player.Hits > 0,
            $"{player.Name} gathered {player.Wood}, heard {player.Chat.Count} lines, hit {player.Hits} times, "
            + $"was hit {player.Wounds} times, killed {player.Kills}, died {player.Deaths}");
        StoryException.Unless(
            player.Updates >= 0.95 * UpdatesPerSecond * (length.TotalSeconds - 1),
            $"{player.Name} heard {player.Updates} updates in {length}");
        StoryException.Unless(
            client.RoundTrips.Count >= length.TotalSeconds - 2, $"{client.RoundTrips.Count} pings of {player.Name} are answered");
        StoryException.Unless(player.Chat.Contains(NativeLine), $"{player.Name} did not hear the native bot");
        StoryException.Unless(player.SeenMoving.Contains(NativeName), $"{player.Name} did not see the native bot move");
        StoryException.Unless(native.HasSeenMove(player.Name), $"the native bot did not see {player.Name} move");
        StoryException.Unless(native.Lines.Contains($"hello from {player.Name}"), $"the native bot did not hear {player.Name}");
    }

    private static void Leave(Stage stage, SurvivalClient zoe, SurvivalClient ann, NativeGuest native)
    {
        zoe.Leave();
        stage.Await(() => !ann.Player.Knows("Zoe") && native.AvatarsSeen == 2, "Ann or the native bot still sees Zoe");
        ann.Leave();
        stage.Settle();
    }

    private static object Tell(SurvivalClient client) => new
    {
        name = client.Player.Name,
        sent = client.Sent,
        updates = client.Player.Updates,
        longestGapMs = Math.Round(client.LongestGap, 1),
        pingMs = Spread.Of([.. client.RoundTrips]),
        wood = client.Player.Wood,
        hits = client.Player.Hits,
        wounds = client.Player.Wounds,
        kills = client.Player.Kills,
        deaths = client.Player.Deaths,
        lives = client.Player.Lives,
        lines = client.Player.Chat.Count,
    };
}
