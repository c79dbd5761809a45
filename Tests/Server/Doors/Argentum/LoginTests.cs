using System.Net;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Metrics;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation.Games.Argentum;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>The way in: dice, new characters, logins and what refuses them.</summary>
public sealed class LoginTests
{
    private const string WrongPair = "Usuario o contraseña incorrectos";

    /// <summary>
    /// The original client takes an answer that comes in the frame in which it connects for a login, and sits in an empty game for good.
    /// </summary>
    [Theory]
    [InlineData(20, 1)]
    [InlineData(60, 3)]
    [InlineData(240, 12)]
    public void A_dice_answer_is_held_back_for_50_ms(int tickRate, int ticks)
    {
        using var rig = new ArgentumRig(tickRate: tickRate);
        var client = rig.Connect().Say(1);
        rig.Run(ticks);
        Assert.Empty(client.Heard);

        rig.Run();
        Assert.Equal("430c110c1008", Assert.Single(client.Heard).Hex);

        // A later throw waits as long: one rule for all of them.
        client.Forget().Say(1);
        rig.Run(ticks);
        Assert.Empty(client.Heard);
        rig.Run();
        Assert.Single(client.Heard);
    }

    [Fact]
    public void Every_throw_is_answered_and_five_values_lie_between_6_and_18()
    {
        using var rig = new ArgentumRig(dice: new DiceCup());
        var client = rig.Connect();
        var seen = new HashSet<int>();
        for (var round = 0; round < 100; round++)
        {
            client.Say(1);
            rig.Run(5);
        }

        Assert.Equal(100, client.All(67).Count());
        foreach (var value in client.All(67).SelectMany(packet => packet.Fields.Cast<int>()))
            seen.Add(value);

        Assert.Equal(Enumerable.Range(6, 13), seen.Order());
    }

    [Fact]
    public void The_last_throw_belongs_to_the_next_character_of_its_own_connection()
    {
        using var rig = new ArgentumRig(dice: new ScriptedDice(new(6, 6, 6, 6, 6), new(18, 17, 16, 15, 14), new(7, 7, 7, 7, 7)));
        var first = rig.Connect().Say(1).Say(1);
        rig.Run(5);
        var second = rig.Connect().Say(1);
        rig.Run(5);
        first.Say(ClientBytes.Create("Pepe1", "secreto1"));
        rig.Run(3);
        first.Forget().Say(13);
        rig.Run();

        Assert.Equal([18, 17, 16, 15, 14], Assert.Single(first.All(50)).Fields);
        Assert.Equal([7, 7, 7, 7, 7], Assert.Single(second.All(67)).Fields);
    }

    [Fact]
    public void Who_never_threw_gets_a_throw_of_the_servers()
    {
        using var rig = new ArgentumRig(dice: new ScriptedDice(new DiceThrow(9, 9, 9, 9, 9)));
        var client = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.Equal([90, 90, 90, 90, 100, 100, 0, 1, 300, 0], client.All(45).First().Fields);
    }

    [Fact]
    public void The_welcome_comes_in_the_order_of_the_original_server()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1"));
        rig.Run(3);

        int[] order = [0, 28, 21, 45, 45, 60, 49, 39, 29, 22, 44, 29, 29, .. Enumerable.Repeat(47, 9), 24, 24, 24, 24];
        Assert.Equal(order, client.Ids);
        Assert.Equal([1], client.Heard[0].Fields);
        Assert.Equal(1, client.Index);
        Assert.Equal("1d01000100050003323200000000000003000100050050657065310000", client.All(29).First().Hex);
        Assert.Equal("1d01000100050003323200000000000000000000050050657065310000", client.All(29).Last().Hex);
    }

    [Fact]
    public void Others_in_the_map_hear_29_of_the_newcomer_and_the_newcomer_29_of_them()
    {
        using var rig = new ArgentumRig();
        var first = rig.Enter("Pepe1").Forget();
        var second = rig.Enter("Ana22");

        Assert.Equal("1d020001000500033131000000000000000000000500416e6132320000", Assert.Single(first.Heard).Hex);
        Assert.Contains("1d01000100050003323200000000000000000000050050657065310000", second.All(29).Select(packet => packet.Hex));
    }

    [Theory]
    [InlineData("Pepe1", "wrongpass")]
    [InlineData("Nobody", "secreto1")]
    [InlineData("Pe", "secreto1")]
    [InlineData("Pepe1", "x")]
    public void A_wrong_password_an_unknown_user_and_an_impossible_one_get_the_same_text(string name, string password)
    {
        using var rig = new ArgentumRig();
        var owner = rig.Enter("Pepe1");
        owner.Say(71);
        rig.Run(3);
        var client = rig.Connect().Say(ClientBytes.LogIn(name, password));
        rig.Run(2);

        Assert.Equal(WrongPair, Assert.Single(client.Heard).Text);
        Assert.Equal(55, client.Heard[0].Id);
        Assert.False(client.Stream.IsClosed);
        client.Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);
        Assert.Contains(0, client.Ids);
    }

    [Fact]
    public void A_character_that_is_online_cannot_log_in_again()
    {
        using var rig = new ArgentumRig();
        rig.Enter("Pepe1");
        var client = rig.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.Equal("Ese personaje ya está conectado.", Assert.Single(client.All(55)).Text);
        Assert.Equal([55], client.Ids);
    }

    [Theory]
    [InlineData("Pe", "secreto1", "El nombre debe tener")]
    [InlineData("abcdefghijklmnopqrstu", "secreto1", "El nombre debe tener")]
    [InlineData("a  b", "secreto1", "El nombre debe tener")]
    [InlineData("<b>x</b>", "secreto1", "El nombre debe tener")]
    [InlineData("Pepe\u00011", "secreto1", "El nombre debe tener")]
    [InlineData("Pepe2", "12345", "La contraseña debe tener")]
    [InlineData("Pepe2", "123456789012345678901234567890123", "La contraseña debe tener")]
    [InlineData("PEPE1", "secreto1", "Ese nombre ya está en uso.")]
    [InlineData("Native", "secreto1", "Ese nombre ya está en uso.")]
    public void Names_of_3_to_20_letters_passwords_of_6_to_32_and_no_name_twice(string name, string password, string text)
    {
        using var rig = new ArgentumRig();
        rig.Enter("Pepe1");
        rig.EnterNative("Native");
        var client = rig.Connect().Say(ClientBytes.Create(name, password));
        rig.Run(3);

        Assert.StartsWith(text, Assert.Single(client.Heard).Text, StringComparison.Ordinal);
        Assert.Equal(55, client.Heard[0].Id);
    }

    [Theory]
    [InlineData("abc", "123456")]
    [InlineData("abcdefghijklmnopqrst", "12345678901234567890123456789012")]
    [InlineData("Ñandú Rey 7", "secreto1")]
    public void The_shortest_and_longest_names_and_passwords_are_good(string name, string password)
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(ClientBytes.Create(name, password));
        rig.Run(3);

        Assert.Equal(0, client.Heard[0].Id);
        Assert.Equal(name, client.All(29).First().Text);
    }

    [Theory]
    [InlineData(0, 1, 1, 5, 1, false)]
    [InlineData(6, 1, 1, 5, 1, false)]
    [InlineData(5, 2, 12, 0, 5, true)]
    [InlineData(1, 0, 1, 5, 1, false)]
    [InlineData(1, 3, 1, 5, 1, false)]
    [InlineData(1, 1, 0, 5, 1, false)]
    [InlineData(1, 1, 13, 5, 1, false)]
    [InlineData(1, 1, 1, -1, 1, false)]
    [InlineData(1, 1, 1, 5, 0, false)]
    [InlineData(1, 1, 1, 5, 6, false)]
    public void Races_1_to_5_genders_1_to_2_classes_1_to_12_and_homes_1_to_5(byte race, byte gender, byte profession, short head, byte home, bool isGood)
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1", race, gender, profession, head, home));
        rig.Run(3);

        Assert.Equal(isGood ? 0 : 55, client.Heard[0].Id);
        if (isGood)
        {
            rig.Room.World.TryRead(rig.Room.SeatAt(0)!.Avatar, out Character character);
            Assert.Equal((race, gender, profession), (character.Race, character.Gender, character.Class));
        }
    }

    [Fact]
    public void Five_refusals_end_the_connection()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.False(client.Stream.IsClosed);
            client.Say(ClientBytes.LogIn("Nobody", "secreto1"));
            rig.Run(3);
        }

        Assert.Equal(5, client.All(55).Count());
        Assert.True(client.Stream.IsClosed);
    }

    [Fact]
    public void Guessing_is_slowed_down_by_address_whatever_the_connection()
    {
        using var rig = new ArgentumRig(accounts: new AccountOptions { HashRounds = 3, RunsInline = true, FailuresPerMinute = 5 });
        rig.Enter("Pepe1").Say(71);
        rig.Run(3);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            rig.Connect(IPAddress.Parse("192.0.2.1")).Say(ClientBytes.LogIn("Pepe1", "guess" + attempt));
            rig.Run(3);
        }

        var guesser = rig.Connect(IPAddress.Parse("192.0.2.1")).Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        var owner = rig.Connect(IPAddress.Parse("192.0.2.2")).Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.Equal([55], guesser.Ids);
        Assert.Equal(0, owner.Heard[0].Id);
    }

    [Fact]
    public void Of_many_who_ask_at_once_from_one_address_the_ninth_is_told_to_come_back()
    {
        using var rig = new ArgentumRig();
        rig.Enter("Pepe1").Say(71);
        rig.Run(3);
        var flood = IPAddress.Parse("192.0.2.1");
        ScriptedClient[] many = [.. Enumerable.Range(0, 12).Select(_ => rig.Connect(flood).Say(ClientBytes.LogIn("Nadie", "secreto1")))];
        var owner = rig.Connect(IPAddress.Parse("192.0.2.2")).Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.All(many[..8], client => Assert.Equal("Usuario o contraseña incorrectos", client.All(55).Single().Text));
        Assert.All(many[8..], client => Assert.Equal("El servidor está ocupado. Intenta de nuevo en un momento.", client.All(55).Single().Text));
        Assert.Equal(0, owner.Heard[0].Id);
        Assert.Equal(4, rig.Drops(DropCause.QueueFull));
    }

    /// <summary>The original server sends the second character's packets to the first connection.</summary>
    [Fact]
    public void Two_characters_made_at_once_hear_their_own_welcome()
    {
        using var rig = new ArgentumRig();
        var first = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1"));
        var second = rig.Connect().Say(ClientBytes.Create("Ana22", "secreto2"));
        rig.Run(3);

        Assert.Equal((1, 2), (first.Index, second.Index));
        Assert.Equal(1, first.Ids.Count(id => id == 28));
        Assert.Equal(["Pepe1", "Pepe1", "Ana22", "Pepe1"], first.All(29).Select(packet => packet.Text));
        Assert.Equal(["Ana22", "Ana22", "Pepe1", "Ana22"], second.All(29).Select(packet => packet.Text));
    }

    [Fact]
    public void Who_is_not_in_yet_is_not_heard_and_counted()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(6, 1, 7, 119, 13);
        rig.Run(3);

        Assert.Empty(client.Heard);
        Assert.Equal(4, rig.Drops(DropCause.OutOfOrder));
    }

    [Fact]
    public void Who_has_gone_before_the_answer_leaves_nothing_behind()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1"));
        client.Stream.Close();
        rig.Run(5);

        Assert.Equal((0, 0), (rig.Door.SessionCount, rig.Room.PlayerCount));
        var again = rig.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);
        Assert.Equal(0, again.Heard[0].Id);
    }

    [Fact]
    public void Who_only_looks_at_the_login_screen_is_sent_away_after_five_minutes()
    {
        using var rig = new ArgentumRig(tickRate: 20);
        var idler = rig.Connect();
        rig.RunSeconds(299);
        Assert.False(idler.Stream.IsClosed);
        rig.RunSeconds(2);

        Assert.True(idler.Stream.IsClosed);
        Assert.Equal(1, rig.Drops(DropCause.Timeout));
    }

    [Fact]
    public void More_connections_than_the_limit_are_closed_and_a_freed_one_can_be_used_at_once()
    {
        using var rig = new ArgentumRig(options: new ArgentumOptions { ConnectionLimit = 2 });
        var first = rig.Enter("Pepe1");
        rig.Enter("Ana22");
        var third = rig.Connect();
        rig.Run(2);
        Assert.Equal((2, true, 1L), (rig.Door.SessionCount, third.Stream.IsClosed, rig.Drops(DropCause.Refused)));

        first.Stream.Close();
        rig.Run(2);
        rig.Enter("Luz33");
        Assert.Equal(2, rig.Door.SessionCount);
    }

    [Fact]
    public void Connections_that_only_wait_at_the_login_screen_keep_nobody_out()
    {
        using var rig = new ArgentumRig(options: new ArgentumOptions { ConnectionLimit = 4 });
        var player = rig.Enter("Pepe1");
        ScriptedClient[] idlers = [rig.Connect(), rig.Connect(), rig.Connect()];
        rig.Run();
        rig.Enter("Ana22");

        Assert.Equal([true, false, false], idlers.Select(idler => idler.Stream.IsClosed));
        Assert.Equal([55], idlers[0].Ids);
        Assert.Equal((4, false), (rig.Door.SessionCount, player.Stream.IsClosed));
        Assert.Equal(1, rig.Drops(DropCause.Refused));
    }
}
