using Ecs.Server.Console;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Server.Console;

public sealed class CommandTests : IDisposable
{
    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Status_tells_of_a_store_once_there_is_one_and_when_it_is_degraded()
    {
        Assert.DoesNotContain("store", _rig.Type("status"), StringComparison.Ordinal);
        _rig.Rig.Metrics.Store.AddSaves(3);
        Assert.Contains("store good  saves 3, 0 waiting, 0 failed", _rig.Type("status"), StringComparison.Ordinal);
        _rig.Rig.Metrics.Store.AddFailure();
        _rig.Rig.Metrics.Store.Waiting = 2;
        _rig.Rig.Metrics.Store.IsDegraded = true;
        Assert.Contains("store degraded  saves 3, 2 waiting, 1 failed", _rig.Type("status"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "")]
    [InlineData("status", "")]
    [InlineData("rooms", "")]
    [InlineData("room", "")]
    [InlineData("pause", "")]
    [InlineData("step", "")]
    [InlineData("resume", "")]
    [InlineData("quit", "")]
    [InlineData("say", "")]
    [InlineData("op", "")]
    [InlineData("deop", "")]
    [InlineData("team", "")]
    [InlineData("friendlyfire", "ff")]
    [InlineData("players", "playerlist pl")]
    [InlineData("damageid", "di damage")]
    [InlineData("killid", "ki kill")]
    [InlineData("killall", "kia")]
    [InlineData("killallexcept", "kiae")]
    [InlineData("respawn", "re")]
    [InlineData("respawnid", "rei")]
    [InlineData("respawnall", "rea")]
    [InlineData("respawnalldead", "read")]
    [InlineData("moveall", "ma")]
    [InlineData("speedid", "sid speed")]
    [InlineData("kick", "")]
    public void Every_command_is_there_with_its_short_forms_and_explains_itself(string name, string shortForms)
    {
        Command command = Assert.Single(_rig.Registry.All, command => command.Name == name);
        Assert.Equal(shortForms, string.Join(' ', command.ShortForms));
        Assert.Contains(command.Usage, _rig.Type($"help {name}"), StringComparison.Ordinal);
        Assert.Contains(name, _rig.Type("help"), StringComparison.Ordinal);
        foreach (var form in command.ShortForms)
            Assert.Same(command, _rig.Registry.Find(form.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("killall now")]
    [InlineData("kill")]
    [InlineData("killid")]
    [InlineData("ki 1 2")]
    [InlineData("damageid ana")]
    [InlineData("di ana 0")]
    [InlineData("di ana 256")]
    [InlineData("di ana -5")]
    [InlineData("di ana many")]
    [InlineData("sid ana 32001")]
    [InlineData("sid ana 1.5")]
    [InlineData("team ana green")]
    [InlineData("team ana")]
    [InlineData("ff perhaps")]
    [InlineData("step 0")]
    [InlineData("step 3601")]
    [InlineData("step x")]
    [InlineData("say")]
    [InlineData("say \u001b\u001b")]
    [InlineData("kick")]
    [InlineData("op")]
    [InlineData("op ana bob")]
    [InlineData("room")]
    [InlineData("quit now")]
    [InlineData("respawn ana bob")]
    [InlineData("respawn")]
    [InlineData("help me please")]
    [InlineData("help nothing")]
    [InlineData("kick \"ana")]
    public void Wrong_arguments_get_the_usage_line_and_do_nothing(string line)
    {
        _rig.Rig.Enter("ana");
        var before = _rig.Rig.WorldHash;

        var answer = _rig.Type(line);

        Assert.StartsWith("Usage: ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer);
        Assert.Equal(before, _rig.Rig.WorldHash);
        Assert.False(_rig.Stop.IsMade);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("/quit")]
    [InlineData("killall;quit")]
    [InlineData("\u001b[31mquit")]
    public void An_unknown_command_is_said_to_be_one(string line) =>
        Assert.Matches("^Invalid command \"[^\\p{C}]*\"\\. Try help\\.$", _rig.Type(line));

    [Fact]
    public void A_line_that_is_too_long_is_refused_whole()
    {
        Assert.Contains("at most 512", _rig.Type("say " + new string('x', 600)), StringComparison.Ordinal);
        Assert.Empty(_rig.Log.Lines);
    }

    [Fact]
    public void Orders_reach_the_world_by_name_and_by_number()
    {
        _rig.Rig.Enter("ana");
        _rig.Rig.Enter("bob");

        Assert.Equal("Hurts: ana", _rig.Order("di ANA 20"));
        Assert.Equal(80, _rig.Avatar("ana").Health);
        Assert.Equal("Hurts: bob", _rig.Order($"damageid {_rig.Rig.SeatOf("bob").Slot} 30"));
        Assert.Equal(70, _rig.Avatar("bob").Health);
        Assert.Equal("Dies: ana", _rig.Order("ki ana"));
        Assert.Equal(EntityFlags.None, _rig.Avatar("ana").Flags & EntityFlags.Alive);
        _rig.Order("read");
        Assert.Equal(100, _rig.Avatar("ana").Health);
        Assert.Equal(70, _rig.Avatar("bob").Health);
        _rig.Order("killallexcept bob");
        Assert.Equal(0, _rig.Avatar("ana").Health);
        Assert.Equal(70, _rig.Avatar("bob").Health);
        _rig.Order("killall");
        _rig.Order("respawn bob");
        Assert.Equal(100, _rig.Avatar("bob").Health);
        Assert.Equal(0, _rig.Avatar("ana").Health);
        _rig.Order("rea");
        Assert.Equal(100, _rig.Avatar("ana").Health);
    }

    [Fact]
    public void Teams_speed_places_and_friendly_fire_change_by_order()
    {
        _rig.Rig.Enter("ana");
        var team = _rig.Avatar("ana").Team;
        var speed = _rig.Avatar("ana").Speed;

        _rig.Order($"team ana {(team == 0 ? "bloom" : "SKY")}");
        _rig.Order("speed ana 600");
        _rig.Order("moveall");

        Assert.NotEqual(team, _rig.Avatar("ana").Team);
        Assert.NotEqual(speed, _rig.Avatar("ana").Speed);
        Assert.Contains("turns about", _rig.Order("ff"), StringComparison.Ordinal);
        Assert.Contains("spare", _rig.Order("ff off"), StringComparison.Ordinal);
        Assert.Contains("hurt", _rig.Order("friendlyfire ON"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_of_that_name_is_an_answer()
    {
        Assert.Contains("Nobody", _rig.Type("killid ana"), StringComparison.Ordinal);
        Assert.Contains("Nobody", _rig.Type("killid 7"), StringComparison.Ordinal);
        Assert.Contains("Nobody", _rig.Type("kick ana"), StringComparison.Ordinal);
        Assert.Contains("Nobody", _rig.Type("op ana"), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_mean_a_seat_and_never_somebody_who_calls_himself_so()
    {
        _rig.Rig.Enter("5");

        Assert.Contains("Nobody", _rig.Type("op 5"), StringComparison.Ordinal);
        Assert.Contains("Nobody", _rig.Type("kick 5"), StringComparison.Ordinal);
        Assert.Contains("Nobody", _rig.Type("kill 99999999999"), StringComparison.Ordinal);
        Assert.Equal("5 is now an operator.", _rig.Type("op 0"));
    }

    [Theory]
    [InlineData("argentum", "killall")]
    [InlineData("argentum", "damage ana 5")]
    [InlineData("plaza", "kill ana")]
    [InlineData("plaza", "team ana sky")]
    [InlineData("waves", "respawn ana")]
    [InlineData("arena", "grant ana wood 5")]
    [InlineData("arena", "grant all wood 5")]
    public void An_order_that_means_nothing_in_a_game_is_answered_so(string mode, string line)
    {
        using var rig = new CommandRig(null, new RoomOptions { Name = mode, Mode = mode });
        rig.Rig.Enter("ana");

        Assert.Equal($"That means nothing in {mode}.", rig.Order(line));
    }

    [Fact]
    public void A_paused_world_stands_still_and_runs_as_many_ticks_as_it_is_told()
    {
        uint TickNow() => _rig.Rig.Room.World.Tick.Value;
        _rig.Rig.Run(5);
        _rig.Type("pause");
        var paused = TickNow();
        _rig.Rig.Run(50);
        Assert.Equal(paused, TickNow());
        _rig.Type("step 3");
        _rig.Rig.Run(50);
        Assert.Equal(paused + 3, TickNow());
        _rig.Type("resume");
        _rig.Rig.Run(10);

        Assert.Equal(paused + 13, TickNow());
        Assert.Contains("not paused", _rig.Type("step"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_status_name_who_and_what_is_there()
    {
        _rig.Rig.Room.SetBots(2);
        _rig.Rig.Enter("ana");

        var players = _rig.Type("pl");
        Assert.Contains("ana, team ", players, StringComparison.Ordinal);
        Assert.Contains("bot-1", players, StringComparison.Ordinal);
        Assert.Equal(3, players.Split('\n').Length);
        Assert.Contains("players 3 (2 bots)", _rig.Type("status"), StringComparison.Ordinal);
        Assert.Contains("* arena (arena, map arena): 3 of ", _rig.Type("rooms"), StringComparison.Ordinal);
    }

    [Fact]
    public void Kicking_ends_a_connection_or_takes_a_bot_out()
    {
        _rig.Rig.Room.SetBots(1);
        var ana = _rig.Rig.Enter("ana");

        Assert.Equal("ana is out.", _rig.Type("kick ana be kind"));
        Assert.Equal("bot-1 is out.", _rig.Type("kick bot-1"));
        _rig.Rig.RunSeconds(1);

        Assert.Equal(Ecs.Protocol.Reason.Kicked, ana.End?.Reason);
        Assert.Equal("be kind", ana.End?.Text);
        Assert.Equal(0, _rig.Rig.Room.PlayerCount);
    }

    [Fact]
    public void Quit_asks_for_a_stop_with_its_own_name()
    {
        Assert.Equal("Stopping.", _rig.Type("quit"));
        Assert.Equal("quit", _rig.Stop.Reason);
    }

    [Fact]
    public void The_console_chooses_the_room_that_it_means()
    {
        using var rig = new CommandRig(new NativeOptions(), new RoomOptions(), new RoomOptions { Name = "lobby" });
        Assert.Equal("Commands now mean lobby.", rig.Type("room LOBBY"));
        rig.Type("pause");

        Assert.False(rig.Rig.Server.Rooms.All[0].IsPaused);
        Assert.True(rig.Rig.Server.Rooms.All[1].IsPaused);
        Assert.Contains("no room", rig.Type("room attic"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_console_says_reaches_everybody_clean()
    {
        var ana = _rig.Rig.Enter("ana");

        _rig.Order("say  hello \u001b[31mthere\u202e");
        _rig.Rig.RunSeconds(0.2);

        Assert.Contains(ana.All<Ecs.Protocol.Messages.ChatReceived>(), static chat => chat.Text == "hello [31mthere");
    }
}
