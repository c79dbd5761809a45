using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Console;
using Ecs.Server.Rooms;
using Ecs.Tests.Server.Console;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Rooms;

/// <summary>The people of a room give it another map, and go on there.</summary>
public sealed class MapVoteTests : IDisposable
{
    private readonly CommandRig _rig = new(null, new RoomOptions { Name = "arena", Mode = "arena", Bots = 3, PlayerLimit = 8 });
    private readonly MapVote _vote;
    private readonly List<string> _changes = [];

    public MapVoteTests()
    {
        _vote = new MapVote(_rig.Rig.Room);
        new MapCommands(static _ => ["arena", "bunkers"], Change, _ => _vote, () => _rig.Rig.Server.Clock.Now).AddTo(_rig.Registry);
    }

    [Fact]
    public void More_than_half_of_those_seated_decide_and_bots_have_no_voice()
    {
        var (ana, bob) = (_rig.Rig.Seat("ana"), _rig.Rig.Seat("bob"));
        _rig.Rig.Seat("cid");
        Say(ana, "/vote map bunkers");
        Assert.Equal((VoteResult.None, 1, 3), (_vote.Judge(Now), _vote.Voices, _vote.People));

        Say(bob, "/vote yes");
        Assert.Equal(2, _vote.Voices);
        Assert.Equal(VoteResult.Passed, _vote.Judge(Now));
        Assert.Equal(VoteResult.None, _vote.Judge(Now));
        Assert.Contains("ana wants the map bunkers", Heard(bob), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_is_not_enough_and_the_next_vote_waits()
    {
        var (ana, bob) = (_rig.Rig.Seat("ana"), _rig.Rig.Seat("bob"));
        Say(ana, "/vote map bunkers");
        Say(bob, "/vote no");
        _rig.Rig.RunSeconds(29);
        Assert.Equal(VoteResult.None, _vote.Judge(Now));
        _rig.Rig.RunSeconds(2);
        Assert.Equal(VoteResult.Failed, _vote.Judge(Now));

        Say(bob, "/vote map bunkers");
        Assert.False(_vote.IsOpen);
        Assert.Contains("The next vote can begin in", Heard(bob), StringComparison.Ordinal);
        _rig.Rig.RunSeconds(150);
        Say(bob, "/vote map bunkers");
        Assert.True(_vote.IsOpen);
    }

    [Fact]
    public void Whoever_goes_takes_the_voice_along_and_may_be_what_was_missing()
    {
        var (ana, bob) = (_rig.Rig.Seat("ana"), _rig.Rig.Seat("bob"));
        Say(ana, "/vote map bunkers");
        bob.Client.Leave();
        _rig.Rig.Run(20);
        Assert.Equal(VoteResult.Passed, _vote.Judge(Now));
    }

    [Theory]
    [InlineData("/vote map moon", "There is no map of that name for arena; there are arena, bunkers.")]
    [InlineData("/vote map arena", "arena is what is played on.")]
    [InlineData("/vote yes", "There is no vote.")]
    [InlineData("/map bunkers", "Only operators may do that.")]
    public void What_makes_no_sense_is_answered(string line, string answer)
    {
        var ana = _rig.Rig.Seat("ana");
        Say(ana, line);
        Assert.False(_vote.IsOpen);
        Assert.Contains(answer, Heard(ana), StringComparison.Ordinal);
        Assert.Empty(_changes);
    }

    [Fact]
    public void The_console_names_any_map()
    {
        Assert.Equal("The map comes as soon as it is read.", _rig.Type("map other.tmj"));
        Assert.Equal(["other.tmj"], _changes);
        Assert.Equal("arena plays on arena. There are arena, bunkers.", _rig.Type("map"));
    }

    [Fact]
    public void On_another_map_everybody_goes_on_and_hears_each_other()
    {
        var rig = _rig.Rig;
        var (ana, bob) = (rig.Seat("ana"), rig.Seat("bob"));
        var watcher = rig.Seat("wim", with: static options => options with { Role = PlayerRole.Spectator });
        rig.RunSeconds(3);
        var before = rig.Room;
        var bots = before.BotCount;

        rig.Server.ChangeMap(before, TestMaps.Load("bunkers"));
        rig.RunSeconds(2);

        Assert.NotSame(before, rig.Room);
        Assert.Equal(("arena", "bunkers", bots, 2), (rig.Room.Name, rig.Room.World.Map.Name, rig.Room.BotCount, rig.Room.PlayerCount - rig.Room.BotCount));
        Assert.Equal((ClientState.Playing, ClientState.Playing, ClientState.Spectating), (ana.Client.State, bob.Client.State, watcher.Client.State));
        Assert.Equal("bunkers", ana.Client.Room.Map);
        Assert.All([ana, bob, watcher], player => Assert.InRange(rig.Room.World.Tick.Since(player.Client.View.Tick), 0, 12));
        ana.Client.Say("here");
        rig.Run(20);
        Assert.Contains("here", Heard(bob), StringComparison.Ordinal);
        Assert.Same(rig.Room, _rig.Caller.Room);

        // What they do counts there.
        var applied = rig.SeatOf("ana").Inputs.Applied;
        rig.RunSeconds(1);
        Assert.InRange(rig.SeatOf("ana").Inputs.Applied - applied, 50, 61);
        before.Dispose();
    }

    [Fact]
    public void Who_was_away_comes_back_into_the_new_room()
    {
        var rig = _rig.Rig;
        var ana = rig.Seat("ana");
        rig.RunSeconds(1);
        ana.Transport.Socket!.Vanish();
        rig.RunSeconds(1);
        var before = rig.Room;
        rig.Server.ChangeMap(before, TestMaps.Load("bunkers"));
        rig.RunSeconds(15);

        Assert.Equal((ClientState.Playing, "bunkers"), (ana.Client.State, ana.Client.Room.Map));
        before.Dispose();
    }

    public void Dispose() => _rig.Dispose();

    private TimeSpan Now => _rig.Rig.Server.Clock.Now;

    private static string Heard(Player player) => string.Join('\n', player.Chat.Select(static line => line.Text));

    private bool Change(Room room, string map)
    {
        _changes.Add(map);
        return true;
    }

    private void Say(Player player, string line)
    {
        player.Client.Say(line);
        _rig.Rig.Run(20);
    }
}
