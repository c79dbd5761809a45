using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>What players go through together, told with the client library from end to end.</summary>
public sealed class SessionStoryTests
{
    [Fact]
    public void Two_players_come_see_each_other_move_chat_and_part()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");
        rig.RunSeconds(1);

        Assert.Equal(["ana", "bob"], Names(ana));
        Assert.Equal(["ana", "bob"], Names(bob));
        var before = bob.Find(ana.Client.Room.Avatar.Value);
        Assert.Equal(EntityKind.Avatar, before.Kind);

        ana.Client.Intent = new PlayerIntent(127, 0, default, Buttons.None);
        rig.RunSeconds(1);
        var after = bob.Find(ana.Client.Room.Avatar.Value);
        var moved = (after.X - before.X).ToString();
        Assert.True(after.X - before.X > Fixed.FromInt(400) && after.X - before.X <= Fixed.FromInt(510), moved);

        ana.Client.Say("hello bob");
        rig.RunSeconds(0.2);
        Assert.Equal(new ChatReceived(ChatKind.Player, ana.Client.Slot, "ana", "hello bob"), Assert.Single(bob.Chat));
        Assert.Equal("hello bob", Assert.Single(ana.Chat).Text);

        ana.Client.Leave();
        rig.RunSeconds(0.5);
        Assert.Equal((ClientState.Ended, Reason.Left), (ana.Client.State, ana.Client.EndReason));
        Assert.Equal(["bob"], Names(bob));
        Assert.Equal(default, bob.Find(before.Id.Value));
        Assert.Equal(1, rig.Room.World.PlayerCount);
    }

    [Fact]
    public void Shots_kill_the_death_is_told_and_the_dead_come_back()
    {
        using var rig = new ServerRig();
        var sky = rig.Seat("ana");
        var bloom = rig.Seat("bob");
        rig.RunSeconds(1);

        // Both stand at x 100, sky above and shooting down.
        Assert.Equal((0, 1), (sky.Own.Team, bloom.Own.Team));
        sky.Client.Intent = new PlayerIntent(0, 0, default, Buttons.Fire);
        rig.RunUntil(() => bloom.Own is { Kind: EntityKind.Avatar } own && (own.Flags & EntityFlags.Alive) == 0, seconds: 10);
        sky.Client.Intent = default;
        rig.RunSeconds(0.2);

        Assert.Equal(1, sky.Own.Kills);
        Assert.Equal(1, bloom.Count(WorldEventKind.Died));
        Assert.Equal(5, bloom.Count(WorldEventKind.Hit));
        Assert.Equal(0, bloom.Count(WorldEventKind.ShotFired));
        Assert.Contains("bob was shot by ana", bloom.Lines(ChatKind.Announcement));
        Assert.Contains("Ranking: ana 1, bob 0", sky.Lines(ChatKind.Announcement));

        rig.RunSeconds(5.2);
        Assert.Equal(1, sky.Count(WorldEventKind.Respawned));
        Assert.Equal(100, bloom.Own.Health);
    }

    [Fact]
    public void Match_warns_of_its_end_and_names_the_best_player()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        rig.Seat("bob");
        ana.Client.Intent = new PlayerIntent(0, 0, default, Buttons.Fire);
        rig.RunSeconds(6);
        ana.Client.Intent = default;

        rig.RunSeconds(180);

        var lines = ana.Lines(ChatKind.Announcement).ToList();
        Assert.Equal(["120 s left", "60 s left", "30 s left", "10 s left"], lines.Where(static line => line.EndsWith("left", StringComparison.Ordinal)));
        Assert.Contains(lines, static line => line.StartsWith("Match over, ana won with ", StringComparison.Ordinal));
        Assert.Equal(1, ana.Count(WorldEventKind.MatchEnded));
    }

    [Fact]
    public void Kicked_player_learns_why_and_the_others_that_he_is_gone()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");

        Assert.True(rig.Server.Kick("BOB", "be nice"));
        rig.RunSeconds(0.5);

        Assert.Equal((Reason.Kicked, "be nice"), (bob.Client.EndReason, bob.Client.EndText));
        Assert.Equal(["ana"], Names(ana));
        Assert.False(rig.Server.Kick("bob", ""));
        Assert.True(rig.Server.Kick(rig.Room, ana.Client.Slot.Value, ""));
    }

    [Fact]
    public void Player_whose_line_is_cut_and_who_does_not_come_back_is_gone_after_the_timeout_and_half_a_minute()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");
        bob.Transport.Socket!.Vanish();
        rig.Remove(bob);

        rig.RunSeconds(37.8);
        Assert.Equal(2, rig.Room.World.PlayerCount);
        Assert.Equal(["ana", "bob"], Names(ana));
        rig.RunSeconds(0.4);

        Assert.Equal(1, rig.Room.World.PlayerCount);
        Assert.Equal(["ana"], Names(ana));
        Assert.Equal("bob", rig.Seat("bob").Client.Name);
    }

    [Fact]
    public void Spectator_sees_and_chats_and_has_no_avatar()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var eye = rig.Seat("eye", with: static options => options with { Role = PlayerRole.Spectator });
        eye.Client.Say("nice");
        rig.RunSeconds(0.5);

        Assert.Equal(ClientState.Spectating, eye.Client.State);
        Assert.Equal(1, rig.Room.World.PlayerCount);
        Assert.Equal(ana.Client.Room.Avatar, eye.Find(ana.Client.Room.Avatar.Value).Id);
        Assert.True(eye.Client.Slot.IsNone);
        Assert.Equal(new ChatReceived(ChatKind.Player, PlayerSlot.None, "eye", "nice"), Assert.Single(ana.Chat));
        Assert.Equal((1, 1), (rig.Room.SpectatorCount, rig.Room.PlayerCount));

        eye.Client.Leave();
        rig.RunSeconds(0.5);
        Assert.Equal(0, rig.Room.SpectatorCount);
    }

    [Fact]
    public void Change_of_team_asked_for_by_the_player_is_told_to_all()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");

        ana.Client.Act(new PlayerAction(PlayerActionCode.ChangeTeam, 0, 0));
        rig.RunSeconds(0.5);

        Assert.Equal(1, bob.Count(WorldEventKind.TeamChanged));
        Assert.Equal(1, bob.Find(ana.Client.Room.Avatar.Value).Team);
        Assert.True(bob.Client.Roster.TryGet(ana.Client.Slot, out var info));
        Assert.Equal((1, "ana"), (info.Team, info.Name));
    }

    [Fact]
    public void Rooms_do_not_hear_each_other()
    {
        using var rig = new ServerRig(1, null, new() { Name = "one" }, new() { Name = "two" });
        var ana = rig.Seat("ana", with: static options => options with { Room = "one" });
        var bob = rig.Seat("bob", with: static options => options with { Room = "two" });

        ana.Client.Say("hello");
        rig.RunSeconds(0.5);

        Assert.Empty(bob.Chat);
        Assert.Equal(["bob"], Names(bob));
        Assert.Equal("two", bob.Client.Room.Room);
        Assert.Equal(1, bob.Client.View.Entities.Length);
    }

    [Fact]
    public void Snapshots_come_thirty_times_a_second_where_something_happens()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        ana.Client.Pilot = new SpinPilot();
        rig.RunSeconds(1);
        var before = ana.Client.Figures.Snapshots;

        rig.RunSeconds(10);

        Assert.InRange(ana.Client.Figures.Snapshots - before, 299, 301);
    }

    private static IEnumerable<string> Names(Player player) => player.Client.Roster.Players.ToArray().Select(static info => info.Name).Order();
}
