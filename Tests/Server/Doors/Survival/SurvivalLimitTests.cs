using System.Net;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Metrics;
using Ecs.Simulation.Components;
using Ecs.Tests.Server.Text;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Every limit of the door: what breaks it, and that honest clients pass.</summary>
public sealed class SurvivalLimitTests
{
    [Fact]
    public void A_hundred_and_twenty_messages_in_a_second_pass_and_one_more_ends_the_connection()
    {
        using var rig = new SurvivalRig(new SurvivalOptions { WebSocket = new() { MessageLimit = 4096, FramesPerTick = 1000 } });
        var zoe = rig.Enter("Zoe");
        rig.RunSeconds(1.1);
        zoe.Forget();
        for (var count = 0; count < 120; count++)
            zoe.Say("pp");

        rig.Run(1);
        Assert.Equal(120, zoe.Heard("pp").Count);
        zoe.Do("pp");
        Assert.Equal("[\"too many messages\"]", Assert.Single(zoe.Heard("d")));
        Assert.Equal(1008, zoe.Client.CloseCode);
        Assert.Equal(1, rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void More_than_5400_messages_in_a_minute_end_the_connection_and_90_a_second_do_not()
    {
        using var rig = new SurvivalRig();
        var honest = rig.Enter("Ann");
        var loud = rig.Enter("Zoe");
        for (var tick = 0; tick < 60 * 59; tick++)
        {
            honest.Say("pp");
            if (tick % 2 == 0)
                honest.Say("33", 0.5);

            loud.Say("33", 0.5);
            if (tick % 10 != 0)
                loud.Say("33", 0.5);

            rig.Run(1);
        }

        Assert.Equal(0, honest.Client.CloseCode);
        Assert.Equal(1, rig.Door.SessionCount);
        loud.Hear();
        Assert.Equal(1008, loud.Client.CloseCode);
    }

    [Fact]
    public void Sixty_messages_a_second_in_bursts_of_thirty_milliseconds_pass()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        for (var tick = 0; tick < 60 * 70; tick++)
        {
            for (var count = 0; count < 2 && tick % 2 == 0; count++)
                zoe.Say("2", tick * 0.01);

            rig.Run(1);
            zoe.Forget();
        }

        Assert.Equal(0, zoe.Client.CloseCode);
        Assert.Equal(0, rig.Drops(DropCause.Rate));
    }

    /// <summary>A page that says its keys anew with every picture, over a network that delivers 30 ms of them at once.</summary>
    [Fact]
    public void A_client_whose_messages_come_in_bursts_goes_as_far_as_one_whose_do_not()
    {
        var (smooth, bursts) = (Travel(1), Travel(2));

        Assert.InRange(smooth, 1_000, 1_200); // five seconds, less the way to full speed
        Assert.InRange(bursts / smooth, 0.99, 1.01);
    }

    [Theory]
    [InlineData("c1", 1003, DropCause.Malformed)]
    [InlineData("92a36e756d90", 1008, DropCause.UnknownMessage)]
    [InlineData("92a2333391cb7ff8000000000000", 1008, DropCause.OutOfRange)]
    public void Twenty_bad_messages_are_forgiven_and_one_more_is_not(string hex, int code, DropCause cause)
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        for (var count = 0; count < 20; count++)
            zoe.SayHex(hex);

        rig.Run(1);
        Assert.Equal(20, rig.Drops(cause));
        Assert.Equal(0, zoe.Client.CloseCode);
        zoe.SayHex(hex);
        rig.Run(1);
        Assert.Equal("[\"malformed\"]", Assert.Single(zoe.Heard("d")));
        Assert.Equal(code, zoe.Client.CloseCode);
        Assert.Equal(0, rig.Door.SessionCount);
    }

    [Fact]
    public void Four_connections_of_an_address_are_enough_and_a_place_is_free_again_at_once()
    {
        using var rig = new SurvivalRig(new SurvivalOptions());
        var address = IPAddress.Parse("2001:db8::1");
        var neighbour = IPAddress.Parse("2001:db8::2");
        var first = rig.Connect(address);
        rig.Connect(address);
        rig.Connect(neighbour);
        rig.Connect(address);
        var fifth = rig.Connect(neighbour);
        Assert.Equal("[\"too many connections from this address\"]", Assert.Single(fifth.Heard("d")));
        Assert.Equal(1008, fifth.Client.CloseCode);
        Assert.Equal(1, rig.Drops(DropCause.Refused));

        rig.Connect(IPAddress.Parse("2001:db8:0:1::1"));
        Assert.Equal(5, rig.Door.SessionCount);
        first.Client.SendClose(1000);
        rig.Run(2);
        Assert.Empty(rig.Connect(address).Heard("d"));
    }

    [Fact]
    public void Who_is_refused_takes_nobodys_place_even_without_taking_leave()
    {
        var options = new SurvivalOptions();
        using var rig = new SurvivalRig(options with { WebSocket = options.WebSocket with { ConnectionLimit = 6 } });
        for (var count = 0; count < 20; count++)
            rig.Connect(IPAddress.Parse("192.0.2.1"));

        Assert.Equal(4, rig.Door.SessionCount);
        Assert.Empty(rig.Connect(IPAddress.Parse("192.0.2.2")).Heard("d"));
        Assert.Equal(5, rig.Door.SessionCount);
    }

    [Fact]
    public void Who_closes_and_returns_within_a_tick_has_a_place_again()
    {
        using var rig = new SurvivalRig(new SurvivalOptions());
        var all = Enumerable.Range(0, 4).Select(_ => rig.Connect()).ToList();
        all[0].Client.SendClose(1000);

        Assert.Empty(rig.Connect().Heard("d"));
    }

    [Fact]
    public void A_hundred_and_twenty_five_slots_are_enough()
    {
        using var rig = new SurvivalRig();
        for (var count = 0; count < 125; count++)
            rig.Connect();

        var late = rig.Connect();
        Assert.Equal("[\"server full\"]", Assert.Single(late.Heard("d")));
        Assert.Equal(1013, late.Client.CloseCode);
        Assert.Equal(125, rig.Door.SessionCount);
    }

    [Fact]
    public void A_full_room_is_told()
    {
        using var rig = new SurvivalRig(players: 1);
        rig.Enter("Zoe");
        var ann = rig.Connect();
        ann.Do("sp", ("name", "Ann"));
        rig.Run(1);

        Assert.Equal("[\"room full\"]", Assert.Single(ann.Heard("d")));
        Assert.Null(rig.Server.Server.FindSeat("Ann"));
    }

    [Fact]
    public void A_message_of_more_than_4_kib_ends_the_connection_with_1009()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        zoe.Client.SendBinary(new byte[4097]);
        rig.Run(2);
        zoe.Hear();

        Assert.Equal(1009, zoe.Client.CloseCode);
    }

    [Fact]
    public void Chat_is_heard_by_all_cut_to_thirty_characters()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        zoe.Do("ch", "niño 😀").Do("ch", new string('x', 40)).Do("ch", "").Do("ch", "a\u0007b");
        string[] heard = ["[0,\"niño 😀\"]", $"[0,\"{new string('x', 30)}\"]", "[0,\"ab\"]"];

        Assert.Equal(heard, zoe.Heard("ch"));
        Assert.Equal(heard, ann.Heard("ch"));
    }

    [Fact]
    public void A_chat_flood_is_muted_with_one_notice_and_one_line_a_second_never_is()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var ann = rig.Enter("Ann");
        for (var count = 0; count < 60; count++)
            zoe.Do("ch", $"line {count}");

        Assert.InRange(ann.Heard("ch").Count, 5, 6);
        Assert.InRange(zoe.Heard("ch").Count, ann.Heard("ch").Count + 1, ann.Heard("ch").Count + 3);
        rig.RunSeconds(6);
        ann.Forget();
        for (var second = 0; second < 20; second++)
        {
            zoe.Do("ch", $"second {second}");
            rig.RunSeconds(1);
        }

        Assert.Equal(20, ann.Heard("ch").Count);
    }

    [Fact]
    public void Nasty_names_and_lines_reach_nobody_as_they_are()
    {
        using var rig = new SurvivalRig(new SurvivalOptions { AddressLimit = 1000, SlotLimit = 1000, WebSocket = new() { MessageLimit = 4096, ConnectionLimit = 1000 } });
        var ann = rig.Enter("Ann");
        var count = 0;
        foreach (var text in NastyStrings.All().Where(static text => text.Length <= 300))
        {
            var zoe = rig.Connect();
            zoe.Do("sp", ("name", text));
            rig.Run(1);
            zoe.Do("ch", text);
            zoe.Client.SendClose(1000);
            rig.Run(2);
            count++;
        }

        Assert.True(count > 100, $"only {count} strings");
        foreach (var rune in string.Concat(ann.All).EnumerateRunes())
            Assert.True(Ecs.Server.Text.DisplayText.IsVisible(rune), $"U+{rune.Value:X4}");
    }

    /// <summary>The way in five seconds of a client that says "right" sixty times a second, so many at once, and then nothing.</summary>
    private static double Travel(int burst)
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        rig.Place("Zoe", 400, 40); // nothing stands along the edge
        for (var tick = 0; tick < 300; tick++)
        {
            for (var count = 0; count < burst && tick % burst == 0; count++)
                zoe.Say("33", 0.0);

            rig.Run(1);
        }

        zoe.Do("rmd");
        rig.RunSeconds(1);
        return (rig.Of<Position>("Zoe").X.Raw / (double)Ecs.Simulation.Numerics.Fixed.RawPerUnit) - 400;
    }

    [Fact]
    public void A_slow_reader_is_given_up_and_holds_up_nobody()
    {
        using var rig = new SurvivalRig(bots: 100);
        var ann = rig.Enter("Ann");
        var zoe = rig.Enter("Zoe");
        rig.Run(10);
        zoe.Client.Stream.IsReading = false;
        ann.Forget();
        var seconds = 0;
        while (rig.Server.Server.FindSeat("Zoe") is not null)
        {
            Assert.True(++seconds < 120, "still there");
            rig.RunSeconds(1);
            ann.Hear();
        }

        Assert.Equal(10 * seconds, ann.Heard("33").Count);
        Assert.Equal(1, rig.Door.SessionCount);
    }
}
