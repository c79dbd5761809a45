using Ecs.Protocol;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Metrics;
using Ecs.Simulation.Components;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation.Games.Argentum;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>What clients do in the world, and what they and the others hear of it.</summary>
public sealed class PlayTests
{
    [Fact]
    public void A_step_costs_the_walker_15_and_others_hear_32_and_34_when_the_heading_changed()
    {
        using var rig = new ArgentumRig();
        var (walker, other) = Two(rig);
        walker.Say(6, 3);
        rig.Run();
        Assert.Equal(["0f6300"], walker.Heard.Select(packet => packet.Hex));
        Assert.Equal([[1, 50, 51]], other.All(32).Select(packet => packet.Fields));
        Assert.Equal([32], other.Ids); // It faced south already.

        rig.Run(10);
        rig.Forget();
        walker.Say(6, 2);
        rig.Run();
        Assert.Equal([32, 34], other.Ids);
        Assert.Equal("2001003333", other.Heard[0].Hex);
        Assert.Equal("220100010005000200000000000000000000", other.Heard[1].Hex);
    }

    [Fact]
    public void A_blocked_step_is_answered_by_22_and_nobody_else_hears_of_it()
    {
        using var rig = new ArgentumRig(ArgentumScene.Field(null, ArgentumRig.Wall(51, 50)));
        var (walker, other) = Two(rig);
        walker.Say(6, 2).Say(6, 0).Say(6, 9);
        rig.Run();

        Assert.Equal(["163232", "163232", "163232"], walker.Heard.Select(packet => packet.Hex));
        Assert.Empty(other.Heard);
    }

    [Fact]
    public void The_surplus_of_a_runner_gets_22()
    {
        using var rig = new ArgentumRig();
        var (walker, other) = Two(rig);
        for (var step = 0; step < 40; step++)
            walker.Say(6, 3);

        rig.Run(40);

        // Three at once; what else they ask for in these two or three ticks is refused, and what the room cannot even queue at once.
        Assert.Equal(3, other.All(32).Count());
        Assert.Equal(40 - other.All(32).Count(), walker.All(22).Count());
    }

    [Fact]
    public void Steps_are_seen_within_15_tiles_and_who_comes_into_sight_elsewhere_is_told_anew()
    {
        using var rig = new ArgentumRig();
        var (walker, watcher) = Two(rig);
        for (var step = 0; step < 20; step++)
        {
            walker.Say(6, 3);
            rig.Run(16);
        }

        Assert.Equal(15, watcher.All(32).Count()); // From (50, 50) to y = 65, the first tile out of sight: the watcher stands at y = 49.
        rig.Forget();
        for (var step = 0; step < 6; step++)
        {
            watcher.Say(6, 3);
            rig.Run(16);
        }

        Assert.Equal("1d01000100050003324600000000000000000000050050657065310000", Assert.Single(watcher.All(29)).Hex);
    }

    [Fact]
    public void A_turn_is_told_to_the_turner_too()
    {
        using var rig = new ArgentumRig();
        var (turner, other) = Two(rig);
        turner.Say(37, 2);
        rig.Run();

        Assert.Equal("220100010005000200000000000000000000", Assert.Single(turner.Heard).Hex);
        Assert.Equal(turner.Heard[0].Hex, Assert.Single(other.Heard).Hex);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Talk_and_yell_are_24_to_everyone_in_the_map_the_speaker_too(byte id)
    {
        using var rig = new ArgentumRig();
        var (speaker, other) = Two(rig);
        var native = rig.EnterNative("Native");
        rig.Forget();
        speaker.Say(ClientBytes.Talk("hola mundo", id));
        rig.Run(5);

        Assert.Equal("18110050657065313a20686f6c61206d756e646f07", Assert.Single(speaker.Heard).Hex);
        Assert.Equal(speaker.Heard[0].Hex, Assert.Single(other.Heard).Hex);
        Assert.Contains("hola mundo", native.Lines(ChatKind.Player));
    }

    /// <summary>The original decodes talk as UTF-8 and answers its own client with the decoder's complaint.</summary>
    [Fact]
    public void Talk_in_latin_1_is_heard_and_goes_out_in_latin_1()
    {
        using var rig = new ArgentumRig();
        var (speaker, other) = Two(rig);
        speaker.Say(Convert.FromHexString("0307006e69f16f20e1e9"));
        rig.Run();

        Assert.Equal(["Pepe1: niño áé"], other.Lines);
    }

    [Fact]
    public void People_of_other_doors_are_heard_whatever_letters_they_use_and_hear()
    {
        using var rig = new ArgentumRig();
        var listener = rig.Enter("Pepe1");
        var native = rig.EnterNative("Native");
        rig.Forget();
        native.Client.Say("こんにちは, amigo");
        rig.Run(5);

        Assert.Equal(["Native: ?????, amigo"], listener.Lines);

        listener.Say(ClientBytes.Talk("¿qué?"));
        rig.Run(5);
        var heard = Assert.Single(native.Chat, line => line.Name == "Pepe1");
        Assert.Equal((ChatKind.Player, "¿qué?"), (heard.Kind, heard.Text));
    }

    [Fact]
    public void A_line_that_is_too_long_for_a_packet_is_cut_and_not_lost()
    {
        using var rig = new ArgentumRig();
        var listener = rig.Enter("Pepe1");
        var native = rig.EnterNative("Native");
        rig.Forget();
        native.Client.Say(string.Concat(Enumerable.Repeat("\U0001F600", 250)));
        rig.Run(5);

        Assert.Equal("Native: " + new string('?', 392), Assert.Single(listener.Lines));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(300)]
    public void Talk_has_255_letters_at_most(int length)
    {
        using var rig = new ArgentumRig();
        var (speaker, other) = Two(rig);
        speaker.Say(ClientBytes.Talk(new string('ñ', length)));
        rig.Run();

        Assert.Equal("Pepe1: " + new string('ñ', 255), Assert.Single(other.Lines));
    }

    [Fact]
    public void A_whisper_is_heard_by_one_and_confirmed()
    {
        using var rig = new ArgentumRig();
        var (speaker, listener) = Two(rig);
        var third = rig.Enter("Luz33");
        rig.Forget();
        speaker.Say(ClientBytes.Whisper("ana22", "psst")).Say(ClientBytes.Whisper("Nadie", "psst"));
        rig.Run();

        Assert.Equal(["Pepe1 te susurra: psst"], listener.Lines);
        Assert.Equal(["Le susurras a Ana22: psst", "No hay nadie con ese nombre."], speaker.Lines);
        Assert.Empty(third.Heard);
    }

    [Fact]
    public void Who_talks_too_fast_is_told_so_and_not_heard()
    {
        using var rig = new ArgentumRig();
        var (speaker, other) = Two(rig);
        for (var line = 0; line < 10; line++)
            speaker.Say(ClientBytes.Talk($"line {line}"));

        rig.Run(2);
        Assert.Equal(5, other.Lines.Count());
        Assert.Equal(5, rig.Drops(DropCause.Rate));
        Assert.Single(speaker.Lines, line => line.StartsWith("Escribes demasiado", StringComparison.Ordinal));
    }

    /// <summary>The window of statistics asks four times.</summary>
    [Fact]
    public void What_is_not_in_this_world_is_said_so_and_the_stream_stays_in_step()
    {
        using var rig = new ArgentumRig();
        var (client, _) = Two(rig);
        client.Say(13, 15, 16, 14).Say(79).Say(25, 1).Say(40, 1, 5, 0).Say(119).Say(79).Say(119);
        rig.Run();

        Assert.Equal([50, 24, 24, 24, 24, 24, 24, 88, 88], client.Ids);
        Assert.Equal(5, client.Lines.Count(line => line == "Eso no existe en este mundo.")); // once for each of them
        Assert.Equal(6, rig.Drops(DropCause.UnknownMessage));
        Assert.False(client.Stream.IsClosed);
    }

    /// <summary>"/ayuda", of which the welcome speaks, is a message of its own in one client and a line of talk in another.</summary>
    [Theory]
    [InlineData(82, "/AYUDA", "/AYUDA: esta lista.")]
    [InlineData(82, "/help", "/AYUDA: esta lista.")]
    [InlineData(70, "/online", "Número de usuarios: 2|Pepe1, Ana22")]
    [InlineData(70, "/players", "Número de usuarios: 2|Pepe1, Ana22")]
    [InlineData(83, "/est", "Nivel 1. Experiencia: 0 de 300. Oro: 0.|Vida: 80 de 80. Maná: 120 de 120. Energía: 100 de 100.|Comida: 9")]
    [InlineData(89, "/motd", "» Bienvenido a Argentum Online! «|? Servidor en desarrollo.|? Usa /AYUDA para ver los comandos disponibles.|¡Buena suerte en tu aventura!")]
    [InlineData(90, "/uptime", "El servidor lleva 0 h 1 min 1 s en marcha.")]
    [InlineData(80, "/resucitar", "Aquí nadie resucita a otros: los muertos vuelven solos.")]
    [InlineData(79, "/meditar", "Eso no existe en este mundo.")]
    [InlineData(84, "/COMERCIAR con Ana22", "Eso no existe en este mundo.")]
    public void A_word_of_the_client_is_answered_in_spanish_as_message_and_as_line_of_talk(byte id, string typed, string answer)
    {
        using var rig = new ArgentumRig();
        rig.Server.Operators.Execute = (_, line) => $"did {line}";
        var (client, other) = Two(rig);
        rig.RunSeconds(61);
        rig.Forget();
        client.Say(id);
        rig.Run();
        var told = client.Lines.ToArray();
        client.Forget().Say(ClientBytes.Talk(typed));
        rig.Run();

        Assert.Equal(told, client.Lines);
        Assert.StartsWith(answer, string.Join('|', told), StringComparison.Ordinal);
        Assert.Empty(other.Lines);
    }

    [Fact]
    public void Each_command_of_the_help_is_one_that_a_player_has()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(82);
        rig.Run();

        string[] words = [.. client.Lines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
        Assert.Contains("/SALIR", words);
        foreach (var word in words)
        {
            client.Forget().Say(ClientBytes.Talk(word));
            rig.RunSeconds(2);
            Assert.True(client.Stream.IsClosed == (word == "/SALIR"), word);
            Assert.True(client.Stream.IsClosed || client.Ids.Any(id => id is 24 or 88), word);
            Assert.DoesNotContain(client.Lines, line => line.StartsWith("No hay un comando", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Commands_of_the_server_are_the_operators_and_players_are_told_so_in_spanish()
    {
        using var rig = new ArgentumRig();
        rig.Server.Operators.Execute = (_, line) => $"did {line}";
        var (speaker, other) = Two(rig);
        speaker.Say(ClientBytes.Talk("/kick Ana22"));
        rig.Run();
        rig.Server.Names.Find("Pepe1")!.ChangeRole(PlayerRole.Operator);
        speaker.Say(ClientBytes.Talk("/kick Ana22")).Say(ClientBytes.Talk("/help")).Say(82);
        rig.Run();

        Assert.Equal(
            ["No hay un comando /kick para jugadores. Usa /AYUDA para ver los que hay.", "Ahora eres operador.", "did kick Ana22", "did help"],
            speaker.Lines.Take(4));
        Assert.Equal("Eres operador: /help muestra además los comandos del servidor.", speaker.Lines.Last());
        Assert.Empty(other.Heard);
    }

    [Fact]
    public void Questions_are_answered_position_22_ping_88_attributes_50_skills_and_tiles_24()
    {
        using var rig = new ArgentumRig();
        var (client, _) = Two(rig);
        client.Say(7, 119, 13, 15, 11, 26, 50, 50, 26, 49, 49, 27, 10, 10);
        rig.Run();

        Assert.Equal([22, 88, 50, 24, 24, 24, 24, 24], client.Ids);
        Assert.Equal("320c110c1008", client.Heard[2].Hex);
        Assert.Equal(
            ["=== Tile (50, 50) - Mapa 1 === | Pepe1", "=== Tile (49, 49) - Mapa 1 === | Ana22", "=== Tile (10, 10) - Mapa 1 === | Tile vacio"],
            client.Lines.Skip(2));
    }

    [Fact]
    public void Using_an_apple_changes_its_slot_and_what_it_restores()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(30, 1);
        rig.Run();

        Assert.Equal("2f0101000c004d616e7a616e6120526f6a61040000fa0107000000000000000000000040", Assert.Single(client.Heard).Hex);
        client.Forget().Say(30, 2).Say(30, 25);
        rig.Run();
        Assert.Equal(["No puedes usar Espada Larga.", "No tienes nada ahí."], client.Lines);
    }

    [Fact]
    public void Equipping_is_told_by_24_then_47_of_all_slots()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(36, 2);
        rig.Run();

        Assert.Equal([24, .. Enumerable.Repeat(47, 9)], client.Ids);
        Assert.Equal("181a0048617320657175697061646f20457370616461204c617267612e07", client.Heard[0].Hex);
        Assert.Equal("2f0202000c00457370616461204c61726761050001f80102080001000000000000005243", client.Heard[2].Hex);
        client.Forget().Say(36, 2);
        rig.Run();
        Assert.Equal(["Has desequipado Espada Larga."], client.Lines);
    }

    [Fact]
    public void What_is_dropped_appears_for_everyone_and_goes_when_it_is_picked_up()
    {
        using var rig = new ArgentumRig();
        var (client, other) = Two(rig);
        client.Say(24, 1, 2, 0);
        rig.Run(2);
        Assert.Equal([47, 35], client.Ids);
        Assert.Equal(["233232fa01"], other.Heard.Select(packet => packet.Hex));

        rig.Forget();
        client.Say(26, 50, 50).Say(9).Say(9);
        rig.Run(2);
        Assert.Equal(["=== Tile (50, 50) - Mapa 1 === | Pepe1", "No hay nada aquí."], client.Lines);
        Assert.Equal(["243232"], other.Heard.Select(packet => packet.Hex));
        Assert.Equal(5, client.All(47).Last().Fields[3]);
    }

    [Fact]
    public void Moving_an_item_tells_both_slots()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(129, 1, 25);
        rig.Run();

        Assert.Equal([(1, 0), (25, 1)], client.All(47).Select(packet => ((int)packet.Fields[0], (int)packet.Fields[1])));
    }

    /// <summary>The window of things of some clients ends the move with its kind, 0 here; without a place for it the next packet would be a log-in.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Moving_an_item_may_end_with_the_kind_of_move_in_one_read_or_in_two(byte kind)
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(129, 1, 25, kind, 119, 129, 25, 1, kind, 129, 1, 24);
        rig.Run();
        client.Say(kind, 119).Say(129, 24, 1, 119);
        rig.Run();

        Assert.Equal(3, client.All(88).Count());
        Assert.Equal([1, 25, 25, 1, 1, 24, 24, 1], client.All(47).Select(packet => (int)packet.Fields[0]));
        Assert.Equal(1, client.All(47).Last().Fields[1]);
        Assert.Equal(0, rig.Drops(DropCause.OutOfOrder));
    }

    [Fact]
    public void A_click_on_the_small_map_is_answered_once_and_the_player_stays()
    {
        using var rig = new ArgentumRig();
        var (client, other) = Two(rig);
        for (var click = 0; click < 3; click++)
        {
            client.Say(Convert.FromHexString("7a0b0200594f01002e23")).Say(0x7a, 0x0a);
            rig.Run();
        }

        client.Say(7);
        rig.Run();
        Assert.Equal(["Eso no existe en este mundo."], client.Lines);
        Assert.Equal("163232", client.Heard[^1].Hex);
        Assert.Equal(6, rig.Drops(DropCause.UnknownMessage));
        Assert.Empty(other.Heard);
    }

    [Fact]
    public void A_blow_at_nothing_is_15_24_and_39()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(8);
        rig.Run();

        Assert.Equal(
            ["0f6200", "181b004e6f20686179206e6164612071756520617461636172206168ed2e07", "270c3232"],
            client.Heard.Select(packet => packet.Hex));
    }

    [Fact]
    public void A_blow_at_a_player_hurts_kills_and_the_dead_come_back()
    {
        using var rig = new ArgentumRig();
        var (attacker, victim) = Two(rig);
        attacker.Say(6, 4).Say(37, 1);
        rig.Run(10);
        rig.Forget();
        for (var blow = 0; blow < 60 && !victim.Lines.Any(line => line.StartsWith("Has muerto", StringComparison.Ordinal)); blow++)
        {
            attacker.Say(8);
            rig.Run(31);
        }

        // The victim reads of each blow, hears it from where it came, sees its own blood, and has its new numbers.
        Assert.StartsWith("Pepe1 te ha pegado por ", victim.Lines.First(), StringComparison.Ordinal);
        Assert.Equal([24, 39, 44, 45], victim.Ids.Take(4));
        Assert.Equal("270a3132", victim.All(39).First().Hex);
        Assert.Equal("2c02000a000100", victim.All(44).First().Hex);
        Assert.All(attacker.All(44), fx => Assert.NotEqual(2, fx.Fields[0]));
        Assert.Contains("Has matado a Ana22.", attacker.Lines);
        Assert.Contains(attacker.Heard, packet => packet.Id == 30 && (int)packet.Fields[0] == 2);
        Assert.Equal(0, victim.All(45).Last().Fields[1]);
        Assert.DoesNotContain(30, victim.Ids);

        rig.Forget();
        rig.RunSeconds(6);
        Assert.Equal("Ana22", attacker.All(29).Single().Text);
        Assert.Equal(80, victim.All(17).Single().Fields[0]);
        Assert.Equal("163232", victim.All(22).First().Hex);
    }

    [Fact]
    public void A_goblin_s_blow_is_104_39_44_and_45()
    {
        var nest = new MapThing("nest", Fixed.FromInt(50), Fixed.FromInt(51), default, default, 1, 1);
        using var rig = new ArgentumRig(ArgentumScene.Field([nest]));
        rig.Run(3);
        var client = rig.Enter("Pepe1");
        Assert.Contains(client.All(29), packet => packet.Text == "Goblin" && (int)packet.Fields[0] == 10_001);
        for (var second = 0; second < 60 && !client.Ids.Contains(104); second++)
            rig.RunSeconds(1);

        var blow = client.Ids.SkipWhile(id => id != 104).Take(4);
        Assert.Equal([104, 39, 44, 45], blow);
        var hit = client.All(104).First();
        Assert.Equal(12, hit.Fields[0]);
        Assert.InRange((int)hit.Fields[1], 1, 6);
        Assert.Equal(80 - (int)hit.Fields[2], client.All(45).First(packet => (int)packet.Fields[1] < 80).Fields[1]);
    }

    [Fact]
    public void The_safety_catch_is_answered()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(10).Say(10);
        rig.Run();

        Assert.Equal(["Seguro activado.", "Seguro desactivado."], client.Lines);
    }

    [Fact]
    public void Stamina_comes_back_twice_a_second()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1");
        Assert.True(rig.Room.World.TryFind(rig.Room.SeatAt(0)!.Avatar, out var avatar));
        rig.Room.World.Store.Get<Vitals>(avatar).Stamina = 90;
        client.Forget();
        rig.RunSeconds(5);
        var values = client.All(15).Select(packet => (int)packet.Fields[0]).ToArray();
        Assert.Equal(100, values[^1]);
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Quit_and_a_lost_connection_are_30_to_the_others_and_nothing_else(bool quits)
    {
        using var rig = new ArgentumRig();
        var (leaver, other) = Two(rig);
        if (quits)
            leaver.Say(71);
        else
            leaver.Stream.Close();

        rig.Run(3);

        Assert.Equal("1e0100", Assert.Single(other.Heard).Hex);
        Assert.Empty(leaver.Heard);
        Assert.True(leaver.Stream.IsClosed);
        Assert.Equal((1, 1), (rig.Door.SessionCount, rig.Room.PlayerCount));
    }

    [Fact]
    public void What_was_sent_before_the_connection_ended_is_still_heard()
    {
        using var rig = new ArgentumRig();
        var (leaver, other) = Two(rig);
        leaver.Say(ClientBytes.Talk("adios"));
        leaver.Stream.Close();
        rig.Run(3);

        Assert.Equal(["Pepe1: adios"], other.Lines);
        Assert.Contains(30, other.Ids);
    }

    [Fact]
    public void An_index_is_used_again_after_a_pause_only()
    {
        using var rig = new ArgentumRig();
        var (first, _) = Two(rig);
        first.Say(71);
        rig.Run(2);
        Assert.Equal(3, rig.Enter("Luz33").Index);
        rig.RunSeconds(6);
        Assert.Equal(1, rig.Enter("Sol44").Index);
    }

    [Fact]
    public void A_kick_is_told_by_55_and_ends_the_connection()
    {
        using var rig = new ArgentumRig();
        var (client, other) = Two(rig);
        Assert.True(rig.Server.Kick("pepe1", ""));
        rig.Run(3);

        Assert.Equal("Has sido expulsado.", Assert.Single(client.All(55)).Text);
        Assert.True(client.Stream.IsClosed);
        Assert.Contains(30, other.Ids);
    }

    [Fact]
    public void Items_of_the_rules_all_have_a_picture_and_a_name()
    {
        foreach (var item in ArgentumItems.All)
            Assert.NotEqual("", Ecs.Server.Doors.Argentum.WareTable.Find(item.Id).Item.Name);
    }

    [Fact]
    public void Acts_beyond_what_may_wait_are_counted()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1");
        for (var act = 0; act < 500; act++)
            client.Say(37, (byte)(1 + act % 4));

        rig.Run(20);
        Assert.InRange(rig.Drops(DropCause.ActionOverflow), 300, 500);
        rig.Room.World.TryRead(rig.Room.SeatAt(0)!.Avatar, out TilePace pace);
        Assert.InRange(pace.Heading, 1, 4);
    }

    private static (ScriptedClient First, ScriptedClient Second) Two(ArgentumRig rig)
    {
        var pair = (rig.Enter("Pepe1"), rig.Enter("Ana22"));
        rig.Forget();
        return pair;
    }
}
