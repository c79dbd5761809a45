using Ecs.Protocol;
using Ecs.Scenes.Doors.Arena;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>What people live through behind this door.</summary>
[Collection(AloneLane.Name)]
public sealed class ArenaStoryTests
{
    [Fact]
    public void Two_players_fight_to_a_kill_and_see_the_ranking_the_return_and_the_leaving()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        ana.Forget();
        bo.Forget();

        // They stand one above the other; BLOOM shoots up.
        for (var shot = 0; shot < 5; shot++)
        {
            bo.Shoot();
            rig.RunSeconds(0.32);
        }

        rig.RunUntil(() => ana.Has(ArenaHeard.Ranking));
        string[] told =
        [
            "6901" + "2b02" + "0000", "7000080050", "700008003c", "7000080028", "7000080014",
            "70000c000000", "700140000100",
        ];
        var fight = ana.Heard.Where(static heard => heard.Code is ArenaHeard.Shot or ArenaHeard.Updated);
        Assert.Equal(told, fight.Select(static heard => heard.Hex).Distinct());
        Assert.Equal(5, ana.All(ArenaHeard.Shot).Count());
        Assert.Equal(
            [ArenaHeard.Updated, ArenaHeard.Updated, ArenaHeard.Chat, ArenaHeard.Ranking], ana.Heard.TakeLast(4).Select(static heard => heard.Code));
        Assert.Equal("[color=red][PLAYER 1 MATOU O PLAYER 0] [/color] ", ana.Chats.Single());
        Assert.Equal(
            "======= RANKING =======\n1 Player 1 [color='gold'] 1 [/color] / [color='red'] 0 [/color]\n"
            + "2 Player 0 [color='gold'] 0 [/color] / [color='red'] 1 [/color]\n",
            ana.All(ArenaHeard.Ranking).Single().Text);
        Assert.Equal(ana.Heard.Select(static heard => heard.Hex), bo.Heard.Select(static heard => heard.Hex));

        ana.Forget();
        ana.Shoot();
        ana.Move(1, 0);
        ana.Send("0500");
        rig.RunSeconds(4.8);
        Assert.Empty(ana.Heard);
        rig.RunSeconds(0.3);
        Assert.Equal("70000c000164", Assert.Single(ana.Heard).Hex);

        ana.Socket.Stream.Close();
        bo.Forget();
        rig.Run(3);
        Assert.Equal("6600", Assert.Single(bo.Heard).Hex);
    }

    /// <summary>Each death is whole and in the order of the original, though a killer is a victim too.</summary>
    [Fact]
    public void Two_who_kill_each_other_in_one_tick_are_told_one_after_the_other()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        foreach (var client in (ArenaClient[])[ana, bo])
        {
            for (var hurt = 0; hurt < 4; hurt++)
            {
                client.Send("0400000a");
                rig.Run(2);
            }
        }

        // Side by side by two steps, so that their bullets pass each other.
        bo.Move(1, 0);
        bo.Move(1, 0);
        rig.Run(4);
        ana.Forget();
        ana.Shoot();
        bo.Shoot();
        rig.RunSeconds(1);

        Assert.Equal(
            [
                "70010c000000", "700040000100", "[color=red][PLAYER 0 MATOU O PLAYER 1] [/color] ",
                "70000c000000", "700140000100", "[color=red][PLAYER 1 MATOU O PLAYER 0] [/color] ",
            ],
            ana.Heard.Where(static heard => heard.Code is ArenaHeard.Updated or ArenaHeard.Chat)
                .Select(static heard => heard.Code == ArenaHeard.Chat ? heard.Text : heard.Hex));
        Assert.Single(ana.All(ArenaHeard.Ranking));
    }

    [Fact]
    public void Native_players_bots_and_this_doors_players_see_and_hear_each_other()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var native = rig.Server.Seat("neo");
        rig.Room.SetBots(1);
        rig.Run(3);

        Assert.Equal(["neo", "bot-1"], ana.Known.Where(other => other.Key != ana.Id).Select(static other => other.Value.Name));
        Assert.Contains(native.Client.View.Entities.ToArray(), static entity => entity.Slot.Value == 0);
        native.Client.Say("hi [there]");
        ana.Say("hello");
        rig.RunSeconds(0.5);

        Assert.Equal(["[color=#63ffff][0][ana][/color] hello", "[color=#ff66fa][1][neo][/color] hi [lb]there]"], ana.Chats.Order());
        Assert.Contains("hello", native.Lines(ChatKind.Player));
        native.Client.Intent = new(127, 0, default, Buttons.Fire);
        rig.RunSeconds(1);
        Assert.InRange(ana.Known[1].X, 400, 700);
        Assert.Contains(ana.All(ArenaHeard.Shot), static shot => shot.Id == 1);
    }

    [Fact]
    public void The_power_up_the_team_and_the_own_hand_are_told_as_the_original_tells_them()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        foreach (var hex in (string[])["07", "03", "03", "06", "0400000a"])
        {
            client.Send(hex);
            rig.Run(3);
        }

        Assert.Equal(
            ["70000005acc5273701", "69002b02be00", "69002b02c800", "7000300001424c4f4f4d00", "7000080050"],
            client.Heard.Skip(2).Select(static heard => heard.Hex));
        client.Forget();
        for (var hurt = 0; hurt < 4; hurt++)
        {
            client.Send("0400ff64");
            rig.Run(2);
        }

        // Death takes life and health first, then what it resets; nobody gets the credit, and no ranking comes.
        Assert.Equal(
            ["700008003c", "7000080028", "7000080014", "70000c000000", "700000059a99993e00", "c8506c61796572203020776173206b696c6c656400"],
            client.Heard.Select(static heard => heard.Hex));
    }

    [Fact]
    public void Somebody_else_cannot_be_hurt_by_a_message()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");

        ana.Send("0401000a");
        rig.Run(3);

        Assert.Equal((80, 100), (bo.Known[ana.Id].Health, bo.Self.Health));
    }

    [Fact]
    public void Commands_need_the_right_of_an_operator_and_are_answered_in_private()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        bo.Forget();

        ana.Say("/KI 1");
        ana.Say("/xx");
        rig.Run(3);
        Assert.Equal(["Only operators may do that.", "Invalid command \"xx\". Try help."], ana.Chats);
        Assert.Empty(bo.Heard);

        rig.Promote("ana");
        ana.Say("/KI 1");
        rig.Run(3);
        Assert.Equal(["70010c000000", "c8506c61796572203120776173206b696c6c656400"], bo.Heard.Select(static heard => heard.Hex));
        Assert.DoesNotContain("Player 1 was killed", ana.Chats.SkipLast(1));

        ana.Say("/sid 0");
        rig.Run(3);
        Assert.StartsWith("Usage: speedid PLAYER UNITS", ana.Chats.Last(), StringComparison.Ordinal);
        ana.Say("/sid 0 250");
        rig.Run(3);
        Assert.Equal("7000800000007a43", bo.Heard[^1].Hex);
        rig.Server.Server.Kick("bo", "enough");
        rig.Run(3);
        Assert.Equal((1000, "enough"), (bo.Socket.CloseCode, bo.Socket.CloseReason));
        Assert.Equal("6601", ana.Heard[^1].Hex);
    }

    [Fact]
    public void A_long_answer_comes_in_as_many_messages_as_it_needs()
    {
        using var rig = new ArenaRig(room: new RoomOptions { Bots = 120 });
        var ana = rig.Enter("ana[x]");
        ana.Say("/pl");
        rig.Run(3);

        Assert.InRange(ana.Chats.Count(), 2, 5);
        var lines = string.Join('\n', ana.Chats).Split('\n');
        Assert.Equal(121, lines.Length);
        Assert.Contains(lines, static line => line.Contains("120 ana[lb]x], team 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pasted_page_is_cut_to_a_line_and_a_name_to_a_name()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter(new string('n', 20_000));
        var bo = rig.Enter("bo");
        ana.Say(new string('a', 20_000));
        rig.RunSeconds(1);

        Assert.Equal(new string('n', 24), bo.Known[ana.Id].Name);
        Assert.EndsWith($"[/color] {new string('a', 256)}", bo.Chats.Single(), StringComparison.Ordinal);
        ana.Say(new string('a', 65_536));
        rig.Run(4);
        Assert.Equal((1009, "6600"), (ana.Socket.CloseCode, bo.All(ArenaHeard.Disconnected).Single().Hex));
    }

    [Fact]
    public void Who_writes_too_fast_is_told_once_and_one_line_a_second_never_is()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        for (var line = 0; line < 100; line++)
            ana.Say($"line {line}");
        rig.RunSeconds(1);

        Assert.InRange(bo.Chats.Count(), 5, 6);
        Assert.Single(ana.Chats, static text => text == "You write too fast: wait a moment.");
        bo.Forget();
        rig.RunSeconds(10);
        for (var line = 0; line < 20; line++)
        {
            ana.Say($"slow {line}");
            rig.RunSeconds(1);
        }

        Assert.Equal(20, bo.Chats.Count());
    }

    [Fact]
    public void A_line_has_the_colour_of_the_team_that_its_speaker_has_by_then()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        ana.Forget();
        bo.Say("one");
        rig.Run(2);
        bo.Send("06");
        bo.Say("two");
        rig.Run(2);
        ana.Send("06");
        rig.Run(2);
        ana.Say("three");
        rig.Run(2);

        Assert.Equal(
            ["[color=#ff66fa][1][bo][/color] one", "[color=#63ffff][1][bo][/color] two", "[color=#ff66fa][0][ana][/color] three"], ana.Chats);
    }

    [Fact]
    public void The_list_of_players_has_the_names_that_the_screen_shows()
    {
        using var rig = new ArenaRig();
        var first = rig.Enter("Devmj");
        var second = rig.Enter("Devmj");
        rig.Enter("");
        rig.Room.SetBots(1);
        rig.Run(3);
        first.Forget();
        first.Say("/pl");
        rig.Run(2);

        Assert.Equal(["Devmj", "Devmj", "", "bot-1"], second.Known.OrderBy(static known => known.Key).Select(static known => known.Value.Name));
        Assert.Equal(
            ["   0 Devmj", "   1 Devmj (Devmj-2)", "   2 (player)", "   3 bot-1"],
            first.Chats.Single().Split('\n').Select(static line => line[..line.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Fact]
    public void The_clock_warns_and_the_end_of_a_match_is_a_popup_that_clears_the_kills()
    {
        using var rig = new ArenaRig();
        rig.RunSeconds(60);
        var ana = rig.Enter("ana");
        var bo = rig.Enter("bo");
        for (var shot = 0; shot < 6; shot++)
        {
            bo.Shoot();
            rig.RunSeconds(0.32);
        }

        rig.RunSeconds(130);

        string[] told =
        [
            .. ana.Heard.Where(static heard => heard.Code is ArenaHeard.Popup or ArenaHeard.Chat).Select(static heard => heard.Text)
                .Where(static text => text.Contains("yellow", StringComparison.Ordinal) || text.Contains("BEST", StringComparison.Ordinal)),
        ];
        Assert.Equal(
            [
                "[color=yellow]Falta 1 minuto para o fim da partida![/color]",
                "[color=yellow]Faltam 30 segundos para o fim da partida![/color]",
                "[color=yellow]Faltam 10 segundos para o fim da partida![/color]",
                "1 bo IS THE BEST!",
                "[color=yellow]Nova partida de 3 minutos![/color]",
            ],
            told);
        Assert.Equal(0, ana.Known[bo.Id].Kills);
        Assert.Equal(2, ana.All(ArenaHeard.Ranking).Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_stops_reading_or_vanishes_leaves_and_nobody_else_notices(bool vanishes)
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        var stuck = rig.Enter("stuck");
        var bo = rig.Enter("bo");
        rig.Server.Remove(stuck);
        if (vanishes)
            stuck.Socket.Stream.Vanish();
        else
            stuck.Socket.Stream.IsReading = false;
        for (var move = 0; move < 60 * 35; move++)
        {
            ana.Move(move / 60 % 2 == 0 ? 1 : -1, 0);
            rig.Run(1);
        }

        Assert.Equal("6601", bo.All(ArenaHeard.Disconnected).Single().Hex);
        Assert.Equal(ana.Self.X, bo.Known[ana.Id].X);
        Assert.InRange(bo.All(ArenaHeard.Updated).Count(), 2_090, 2_110);
        Assert.Equal(2, rig.Room.PlayerCount);
    }

    [Fact]
    public void A_warm_tick_of_the_door_allocates_nothing()
    {
        using var rig = new ArenaRig();
        var ana = rig.Enter("ana");
        rig.Room.SetBots(4);
        rig.RunSeconds(20);
        var stream = ana.Socket.Stream;
        long received = 0;

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < 600; tick++)
            {
                rig.Server.Server.Tick.Run(rig.Server.TickLength);
                received += stream.Received.Length;
                stream.Consume(stream.Received.Length);
            }
        });

        Assert.True(received > 600);
    }
}
