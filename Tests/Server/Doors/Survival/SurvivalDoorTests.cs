using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>What the door says when, and what it makes of what it hears.</summary>
public sealed class SurvivalDoorTests
{
    [Fact]
    public void A_connection_hears_its_id_and_the_clans_and_nothing_else_before_it_spawns()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        rig.RunSeconds(2);

        Assert.Equal(["[\"io-init\",[\"s1\"]]", "[\"id\",[{\"teams\":[]}]]"], zoe.All);
        Assert.DoesNotContain("permessage-deflate", zoe.Client.Answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Spawning_is_answered_in_the_order_of_the_original()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        zoe.Forget();
        zoe.Say("sp", ("name", "Zoe"));
        rig.Run(2);
        var place = rig.Of<Position>("Zoe");

        Assert.Equal(["\"1\"", "\"2\"", "\"17\"", "\"17\"", "\"6\"", "\"33\""], zoe.All.Select(static text => text[1..text.IndexOf(',', StringComparison.Ordinal)]));
        Assert.Equal("[0]", zoe.Heard("1")[0]);
        Assert.Equal($"[[\"s1\",0,\"Zoe\",{Wire(place.X)},{Wire(place.Y)},0,100,100,35,0],true]", zoe.Heard("2")[0]);
        Assert.Equal(["[[0],1]", "[[],0]"], zoe.Heard("17"));
        Assert.Equal(0, zoe.LastFlat("6").Length % 8);
        Assert.Equal($"[[0,{Wire(place.X)},{Wire(place.Y)},0,-1,0,0,null,0,0,0,0,0]]", zoe.Heard("33")[0]);
    }

    [Fact]
    public void In_the_present_generation_it_is_the_same_under_other_ids()
    {
        using var rig = new SurvivalRig(column: "present");
        var zoe = rig.Connect();
        zoe.Say("M", ("name", "Zoe"));
        rig.Run(2);

        Assert.Equal(["io-init", "A", "C", "D", "V", "V", "H", "a"], zoe.All.Select(static text => text[2..text.IndexOf("\",", StringComparison.Ordinal)]));
        zoe.Forget();
        zoe.Do("0").Do("9", 0.0).Do("6", "hi");
        rig.Run(30);

        Assert.Equal("[]", Assert.Single(zoe.Heard("0")));
        Assert.Equal("[0,\"hi\"]", Assert.Single(zoe.Heard("6")));
        Assert.True(rig.Of<Momentum>("Zoe").X > 0);
    }

    [Theory]
    [InlineData("", "unknown")]
    [InlineData("  \u0007 ", "unknown")]
    [InlineData("\u0301\u0301", "unknown")]
    [InlineData("\u0430dmin", "unknown")]
    [InlineData("[ADM|N]", "unknown")]
    [InlineData("abcdefghijklmnopqrst", "abcdefghijklmnop")]
    public void Names_are_cut_to_sixteen_and_nobody_is_nameless(string wish, string name)
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter(wish);

        Assert.Contains($"\"{name}\"", zoe.Heard("2")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_use_gets_a_number()
    {
        using var rig = new SurvivalRig();
        rig.Enter("unknown");
        rig.Enter("");
        rig.Enter("abcdefghijklmnop");
        rig.Enter("ABCDEFGHIJKLMNOP");

        Assert.NotNull(rig.Server.Server.FindSeat("unknown-2"));
        Assert.NotNull(rig.Server.Server.FindSeat("ABCDEFGHIJKLMN-2"));
    }

    [Fact]
    public void Spawning_twice_and_input_before_it_change_nothing()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        zoe.Do("33", 0.0).Do("c", 1, null).Do("ch", "hello?").Do("5", 3, true);
        Assert.Equal(4, rig.Drops(DropCause.InputBeforeEntering));
        Assert.Equal(0, rig.Room.PlayerCount);

        zoe.Do("sp", ("name", "Zoe")).Do("sp", ("name", "Zoe")).Do("sp", ("name", "Ann"));
        rig.Run(2);
        Assert.Equal(1, rig.Room.PlayerCount);
        Assert.Single(zoe.Heard("1"));
        Assert.Equal(2, rig.Drops(DropCause.OutOfOrder));
        Assert.Empty(zoe.Heard("ch"));
    }

    [Fact]
    public void Keys_that_are_pressed_right_behind_the_spawn_are_held()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        zoe.Say("sp", ("name", "Zoe"));
        zoe.Say("33", 0.0);
        zoe.Say("c", 1, Math.PI / 2);
        rig.Run(1);
        rig.Place("Zoe", 3200, 3200);
        rig.RunSeconds(0.5);

        Assert.InRange(rig.Of<Position>("Zoe").X.Floor(), 3_240, 3_400);
        Assert.InRange(zoe.Heard("7").Count, 1, 2);
        Assert.Equal(0, rig.Drops(DropCause.InputBeforeEntering));
    }

    [Fact]
    public void Updates_come_ten_times_a_second_with_thirteen_values_a_player()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Enter("Ann");
        rig.Place("Zoe", 3200, 3200);
        rig.Place("Ann", 3300, 3200);
        rig.RunSeconds(1);
        zoe.Forget();
        rig.RunSeconds(3);

        Assert.Equal(30, zoe.Heard("33").Count);
        Assert.Equal(26, zoe.LastFlat("33").Length);
    }

    [Theory]
    [InlineData(0.0, 1, 0)]
    [InlineData(0.7853981633974483, 1, 1)]
    [InlineData(-1.5707963267948966, 0, -1)]
    [InlineData(3.141592653589793, -1, 0)]
    [InlineData(-2.5, -1, -1)]
    public void A_move_goes_in_the_nearest_of_eight_directions_until_nil(double angle, int x, int y)
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Place("Zoe", 3200, 3200);
        zoe.Do("33", angle);
        rig.Run(30);
        var place = rig.Of<Position>("Zoe");

        Assert.Equal((x, y), (Math.Sign(place.X.Round() - 3200), Math.Sign(place.Y.Round() - 3200)));
        zoe.Do("33", new object?[] { null });
        rig.RunSeconds(1);
        Assert.Equal(default, rig.Of<Velocity>("Zoe"));
    }

    [Theory]
    [InlineData("92a2333390")]   // a move without arguments
    [InlineData("92a2333391c0")]
    [InlineData("92a3726d6490")] // focus lost
    public void Every_kind_of_stop_stops(string hex)
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Place("Zoe", 3200, 3200);
        zoe.Do("33", 0.0);
        rig.Run(10);
        Assert.NotEqual(default, rig.Of<Velocity>("Zoe"));
        zoe.SayHex(hex);
        rig.RunSeconds(1);

        Assert.Equal(default, rig.Of<Velocity>("Zoe"));
    }

    [Fact]
    public void A_tap_between_two_ticks_is_a_stroke_and_a_held_button_one_per_300_milliseconds()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        zoe.Forget();
        zoe.Say("c", 1, 1.0);
        zoe.Say("c", 0, 1.0);
        rig.RunSeconds(2);
        Assert.Equal("[0,0,0]", Assert.Single(zoe.Heard("7")));
        Assert.Equal(WireFacing(1.0), rig.Of<Weapon>("Zoe").Barrel);

        zoe.Forget();
        zoe.Do("c", true);
        rig.RunSeconds(3);
        Assert.InRange(zoe.Heard("7").Count, 10, 11);
        zoe.Forget();
        zoe.Do("rmd");
        rig.RunSeconds(1);
        Assert.Empty(zoe.Heard("7"));
    }

    [Fact]
    public void Aim_turns_and_a_nil_angle_keeps_it()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        zoe.Do("2", 2.5).Do("c", 0, null);
        rig.Run(12);

        Assert.Equal(2.5, double.Parse(zoe.LastFlat("33")[3], System.Globalization.CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public void What_is_in_the_hand_is_shown()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        zoe.Do("5", 4, true).Do("5", 3, false);
        rig.Run(12);
        Assert.Equal(["3", "4"], zoe.LastFlat("33")[4..6]);

        zoe.Do("5", 0, true);
        rig.Run(12);
        Assert.Equal(["-1", "0"], zoe.LastFlat("33")[4..6]);
    }

    [Fact]
    public void Known_packets_without_effect_are_no_faults()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        for (var count = 0; count < 50; count++)
        {
            zoe.SayHex("92a331336393000700");
            zoe.SayHex("92a1379101");
        }

        rig.RunSeconds(2);
        Assert.True(zoe.Client.Stream.IsClosed is false && rig.Door.SessionCount == 1);
        Assert.Equal(0, rig.Drops(DropCause.UnknownMessage) + rig.Drops(DropCause.Malformed) + rig.Drops(DropCause.OutOfRange));
    }

    [Fact]
    public void A_ping_of_the_envelope_is_answered_before_and_after_spawning()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        zoe.Do("pp");
        Assert.Single(zoe.Heard("pp"));
        rig.Enter("Ann").Do("pp");
        zoe.Client.SendFrame(WebSocketOpcode.Ping, "x"u8);
        rig.Run(1);
        Assert.True(zoe.Client.TryTake(out var frame));
        Assert.Equal(WebSocketOpcode.Pong, frame.Opcode);
    }

    [Fact]
    public void Text_frames_are_taken_for_their_bytes()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        zoe.Client.SendText("{\"id\":1}");
        rig.Run(1);

        Assert.Equal(1, rig.Drops(DropCause.Malformed));
        Assert.True(zoe.Client.CloseCode == 0);
    }

    [Fact]
    public void Players_come_and_go_with_the_view_and_by_their_string_ids()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        rig.Place("Zoe", 1000, 1000);
        rig.Place("Ann", 4000, 1000);
        rig.Run(12);
        zoe.Forget();
        rig.Place("Ann", 1960, 1540);
        rig.Run(7);
        Assert.Equal("[[\"s2\",1,\"Ann\",1960,1540,0,100,100,35,0],false]", Assert.Single(zoe.Heard("2")));
        Assert.Equal(26, zoe.LastFlat("33").Length);

        rig.Place("Ann", 1961, 1540);
        rig.Run(7);
        Assert.Equal("[\"s2\"]", Assert.Single(zoe.Heard("4")));
        Assert.Equal(13, zoe.LastFlat("33").Length);

        rig.Place("Ann", 1000, 1100);
        rig.Run(7);
        zoe.Forget();
        ann.Client.SendClose(1000);
        rig.Run(10);
        Assert.Equal("[\"s2\"]", Assert.Single(zoe.Heard("4")));
    }

    [Fact]
    public void Objects_are_told_once_as_they_come_into_view()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Place("Zoe", 1000, 1000);
        rig.Run(12);
        rig.Place("Zoe", 5400, 5400);
        rig.Run(12);
        rig.Place("Zoe", 1000, 1000);
        rig.Run(12);
        var told = zoe.Heard("6").SelectMany(static text => text[2..^2].Split(',').Chunk(8)).ToArray();

        Assert.Equal(told.Length, told.Select(static row => row[0]).Distinct().Count());
        Assert.InRange(told.Length, 10, 60);
        Assert.All(told, static row =>
        {
            Assert.InRange(int.Parse(row[5], System.Globalization.CultureInfo.InvariantCulture), 0, 3);
            Assert.Equal(["null", "-1"], row[6..8]);
        });
    }

    [Fact]
    public void A_long_word_of_the_operator_comes_whole_in_pieces()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var text = string.Concat(Enumerable.Range(0, 80).Select(static number => (char)('a' + (number % 26))));
        rig.Server.Server.Say(text);
        rig.Run(1);

        Assert.Equal([$"[0,\"{text[..30]}\"]", $"[0,\"{text[30..60]}\"]", $"[0,\"{text[60..]}\"]"], zoe.Heard("ch"));
    }

    [Fact]
    public void Grants_reach_the_client_as_own_values()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        rig.Order(OperatorCode.GrantWood, "Zoe", 70);
        Assert.True(rig.Room.TryOrder(new OperatorCommand(OperatorCode.GrantPoints, Ecs.Simulation.Values.PlayerSlot.None, 5)));
        rig.Run(1);

        Assert.Equal(["[\"wood\",70,1]", "[\"points\",5,1]"], zoe.Heard("9"));
        Assert.Equal(["[\"points\",5,1]"], ann.Heard("9"));
    }

    [Fact]
    public void The_leaderboard_has_the_best_ten_and_follows_changes()
    {
        using var rig = new SurvivalRig(bots: 12);
        var zoe = rig.Enter("Zoe");
        rig.Order(OperatorCode.GrantPoints, "Zoe", 1_000_000);
        rig.RunSeconds(1.5);

        var flat = zoe.LastFlat("5");
        Assert.Equal(30, flat.Length);
        Assert.Equal(["\"Zoe\"", "1000000"], flat[1..3]);
    }

    [Fact]
    public void The_dead_hear_it_and_spawn_again_when_they_ask()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        rig.Place("Zoe", 3200, 3200);
        rig.Place("Ann", 3300, 3200);
        rig.Run(12);
        zoe.Forget();
        ann.Forget();
        rig.Order(OperatorCode.Kill, "Zoe");
        rig.RunSeconds(20);
        Assert.Equal("[]", Assert.Single(zoe.Heard("11")));
        Assert.Equal("[\"s1\"]", Assert.Single(ann.Heard("4")));
        Assert.Equal(13, zoe.LastFlat("33").Length); // Only Ann.

        zoe.Forget();
        zoe.Do("sp", ("name", "Zoe"));
        rig.Run(3);
        Assert.Equal("[0]", Assert.Single(zoe.Heard("1")));
        Assert.EndsWith(",100,100,35,0],true]", Assert.Single(zoe.Heard("2")), StringComparison.Ordinal);
        Assert.Equal(100, rig.Of<Health>("Zoe").Current);
    }

    [Fact]
    public void Who_comes_back_between_two_updates_is_whole_in_everybodys_eyes()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        rig.Place("Zoe", 3200, 3200);
        rig.Place("Ann", 3300, 3200);
        rig.Run(12);
        ann.Forget();
        while (ann.Heard("33").Count == 0) // the next update is a tenth of a second away then
            rig.Run(1);

        ann.Forget();
        rig.Order(OperatorCode.Kill, "Zoe");
        zoe.Do("sp", ("name", "Zoe"));
        rig.Run(1);

        Assert.Equal(["[0,0]", "[0,100]"], ann.Heard("h"));
        Assert.Equal(2, zoe.Heard("1").Count);
    }

    [Fact]
    public void A_stop_is_told_before_the_connection_ends()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Server.Server.BeginStop();
        rig.Run(2);

        Assert.Equal("[2]", Assert.Single(zoe.Heard("20")));
        zoe.Client.Read();
        Assert.Equal(1001, zoe.Client.CloseCode);
        zoe.Client.SendClose(1001);
        rig.Run(5);
        Assert.True(rig.Door.IsDrained);
    }

    [Fact]
    public void A_kick_is_told_with_its_reason()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        Assert.True(rig.Server.Server.Kick("zoe", "go away"));
        rig.Run(2);

        Assert.Equal("[\"go away\"]", Assert.Single(zoe.Heard("d")));
        Assert.Equal(1008, zoe.Client.CloseCode);
        Assert.Equal(0, rig.Room.PlayerCount);
        rig.Enter("Zoe");
    }

    [Fact]
    public void Another_path_is_not_found()
    {
        using var rig = new SurvivalRig();
        var client = Testing.WebSocketClient.Open(rig.Streams, "/rooms");
        rig.Run(2);
        client.Read();

        Assert.StartsWith("HTTP/1.1 404", client.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_do_not_pile_up_while_the_room_stands_still()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Place("Zoe", 3200, 3200);
        rig.Room.Pause();
        zoe.Do("33", 0.0);
        rig.RunSeconds(1);
        rig.Room.Resume();
        rig.Run(2);
        var before = rig.Of<Momentum>("Zoe").X;
        Assert.True(before > 0);
        zoe.Do("33", 3.141592653589793);
        Assert.True(rig.Of<Momentum>("Zoe").X < before, "the turn came late");
    }

    private static string Wire(Fixed value) => value.Raw % Fixed.RawPerUnit == 0
        ? (value.Raw / Fixed.RawPerUnit).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : ((double)value.Raw / Fixed.RawPerUnit).ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture);

    private static Angle WireFacing(double radians) => Ecs.Server.Doors.Survival.WireAngle.FromRadians(radians);
}
