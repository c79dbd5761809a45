using System.Text.Json;
using Ecs.Server.Metrics;
using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>Whole stories of original clients, as they play.</summary>
public sealed class WavesStoryTests
{
    [Fact]
    public void Two_clients_meet_play_two_waves_lose_begin_again_and_one_leaves_in_mid_match()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        Assert.Equal((1, 2), (first.Ship, second.Ship));
        Assert.Equal(("220", "400"), (first.State.GetProperty("x1").GetRawText(), first.State.GetProperty("x2").GetRawText()));
        Assert.False(first.IsPlaying);

        rig.Begin(first, second);
        Assert.Equal(1, first.Level);
        Assert.Equal(20, first.Enemies.GetArrayLength());

        // Two waves: both hunt what has come furthest.
        var killed = 0;
        var before = 20;
        var level = 1;
        rig.Rig.RunUntil(
            () =>
            {
                Hunt(first);
                Hunt(second);
                var now = first.Enemies.GetArrayLength();
                killed += now < before ? before - now : 0;
                (before, level) = (now, first.Level);
                return level >= 3 || !first.IsPlaying;
            },
            seconds: 90);
        Assert.Equal(3, level);
        Assert.True(killed >= 45, $"{killed} enemies gone");
        Assert.True(rig.Room.View.Entities.ToArray().Sum(entity => entity.Kills) > 10);

        // The first flies against the stream until it has lost.
        second.Down.Clear();
        var costs = 0;
        var health = first.Number("health1");
        rig.Rig.RunUntil(
            () =>
            {
                Seek(first);
                var now = first.Number("health1");
                costs += now < health ? 1 : 0;
                health = now;
                return !first.IsPlaying && !second.IsPlaying;
            },
            seconds: 300);
        Assert.Equal(0, health);
        Assert.True(costs > 0, "no contact was seen to cost anything");
        first.Down.Clear();
        rig.Run(200);
        Assert.Equal(("lost", "won"), (first.EndText, second.EndText));
        Assert.Equal((true, true, false, false), (first.Flag("lost1"), first.Flag("win2"), first.Flag("lost2"), first.Flag("win1")));
        Assert.Equal((0, 0), (first.Level, first.Enemies.GetArrayLength()));

        // One press each, one after the other, and they play again.
        rig.Begin(first, second);
        Assert.Equal((100, 1, false), (first.Number("health1"), first.Level, first.Flag("lost1")));
        rig.Run(60);

        first.Leave();
        rig.Run(4);

        Assert.True(first.Link.IsClosed);
        Assert.False(second.HasBoth);
        Assert.Equal((false, 0, 0), (second.IsPlaying, second.Level, second.Enemies.GetArrayLength()));
        Assert.False(second.Ready);
        Assert.Equal(1, rig.Door.SessionCount);
        Assert.Equal(1, rig.Room.PlayerCount);

        // The next one comes in and gets the free ship.
        var third = rig.Connect();
        rig.Run(6);
        Assert.Equal(1, third.Ship);
        rig.Begin(third, second);
        Assert.Equal(0, rig.Drops(DropCause.Malformed) + rig.Drops(DropCause.OutOfOrder) + rig.Drops(DropCause.Timeout) + rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void Holding_space_through_the_end_of_a_match_does_not_begin_the_next()
    {
        using var rig = new WavesRig();
        var (first, second) = rig.ConnectBoth();
        rig.Begin(first, second);
        first.Down.Add(WavesRig.Space);
        second.Down.Add(WavesRig.Space);
        rig.Run(30);
        Assert.True(rig.Room.TryOrder(new(Ecs.Simulation.Inputs.OperatorCode.Kill, rig.Rig.SeatOf("ship 1").Slot, 0)));

        rig.Run(120);

        Assert.False(first.IsPlaying);
        Assert.Equal("lost", first.EndText);
        first.Down.Clear();
        second.Down.Clear();
        rig.Run(10);
        rig.Begin(first, second);
    }

    [Fact]
    public void A_native_player_and_an_original_client_see_each_other()
    {
        using var rig = new WavesRig();
        var client = rig.Connect();
        rig.Run(5);
        var native = rig.Rig.Seat("nora");
        rig.Rig.RunUntil(() => client.HasBoth && native.Client.View.Tick != default, seconds: 1);

        Assert.Equal(2, native.Client.View.Entities.ToArray().Count(entity => entity.Kind == EntityKind.Avatar));
        Assert.Equal("[\"127.0.0.1\", 2]", client.State.GetProperty("user2").GetRawText()); // In memory there is no address.

        native.Client.Act(new(Ecs.Simulation.Inputs.PlayerActionCode.Ready, 1, 0));
        rig.Press(client);
        rig.Rig.RunUntil(() => client.IsPlaying && native.Count(WorldEventKind.WaveBegan) == 1, seconds: 2);

        client.Down.UnionWith([4, WavesRig.Space]);
        rig.Run(30);
        var seen = native.Client.View.Entities.ToArray();
        var ship = seen.Single(entity => entity.Kind == EntityKind.Avatar && entity.Id.Value != native.Client.Snapshot.OwnEntity.Value);
        Assert.InRange(ship.X.Floor() - 50, 100, 200);
        Assert.Equal(20, seen.Count(entity => entity.Kind == EntityKind.Creature));
        Assert.Contains(seen, entity => entity.Kind == EntityKind.Bullet && entity.Slot == ship.Slot);
    }

    [Fact]
    public void A_bot_and_an_original_client_play_a_match_together()
    {
        using var rig = new WavesRig(bots: 1);
        rig.Run(3);
        var client = rig.Connect();
        rig.Run(3);
        Assert.Equal(2, client.Ship);
        Assert.Equal("[\"127.0.0.1\", 1]", client.State.GetProperty("user1").GetRawText());
        rig.Press(client);
        rig.Rig.RunUntil(() => client.IsPlaying, seconds: 2);
        var shots = 0;
        rig.Rig.RunUntil(
            () =>
            {
                shots += client.Lasers[0].GetArrayLength() > 0 ? 1 : 0;
                return client.Level > 1 || !client.IsPlaying;
            },
            seconds: 60);

        Assert.True(shots > 100, $"the bot's lasers were seen in {shots} rounds");
        Assert.Equal(2, client.Level);
    }

    /// <summary>Below the lowest enemy that is still above the ship, and shooting.</summary>
    private static void Hunt(OriginalWavesClient client) => Steer(client);

    /// <summary>Into the lowest enemy.</summary>
    private static void Seek(OriginalWavesClient client)
    {
        Steer(client);
        client.Down.Remove(WavesRig.Space);
    }

    private static void Steer(OriginalWavesClient client)
    {
        client.Down.Clear();
        var x = client.Number($"x{client.Ship}");
        var y = client.Number($"y{client.Ship}");
        var target = client.Enemies.EnumerateArray()
            .Where(enemy => Middle(enemy) is >= 60 and <= 690 && enemy.GetProperty("ey").GetInt32() is var ey && ey < y && ey > -600)
            .OrderByDescending(enemy => enemy.GetProperty("ey").GetInt32() - Math.Abs(Middle(enemy) - (x + 50)))
            .FirstOrDefault();
        if (target.ValueKind == JsonValueKind.Undefined)
            return;

        var apart = Middle(target) - (x + 50);
        if (Math.Abs(apart) > 6)
            client.Down.Add(apart > 0 ? 7 : 4);
        else
            client.Down.Add(WavesRig.Space);
    }

    private static int Middle(JsonElement enemy) =>
        enemy.GetProperty("ex").GetInt32() + (enemy.GetProperty("ecolor").GetString() == "blue" ? 25 : 35);
}
