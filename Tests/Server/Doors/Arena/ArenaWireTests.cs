using Ecs.Scenes.Doors.Arena;
using Ecs.Server.Doors.Arena;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>Every row of the wire, byte by byte: what clients send is read, what the server sends is what was recorded.</summary>
public sealed class ArenaWireTests
{
    private static readonly ArenaFields Fresh = new(100, 100, 1, 100, 0, 0, 500, 0);

    [Theory]
    [InlineData("004465766d6a00", 0, "Devmj")]
    [InlineData("0000", 0, "")]
    [InlineData("00", 0, "")]
    [InlineData("64686f6c6120c3b100", 100, "hola ñ")]
    [InlineData("642f706c00", 100, "/pl")]
    [InlineData("64616200636400", 100, "ab")]
    public void A_string_is_read_to_its_zero_byte(string hex, int code, string text)
    {
        var message = Convert.FromHexString(hex);

        Assert.Equal((code, text), (message[0], ArenaReader.ReadString(message)));
    }

    [Theory]
    [InlineData("00616e61", "an")]
    [InlineData("0061", "")]
    [InlineData("00c3b1", "\uFFFD")]
    public void A_string_without_its_zero_byte_loses_its_last_one(string hex, string text) =>
        Assert.Equal(text, ArenaReader.ReadString(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("020000803f00000000", 1, 0)]
    [InlineData("02000080bf00000000", -1, 0)]
    [InlineData("02000000000000803f", 0, 1)]
    [InlineData("02f304353ff30435bf", 0.70710677f, -0.70710677f)]
    public void A_move_is_two_floats(string hex, float x, float y)
    {
        Assert.True(ArenaReader.TryReadMove(Convert.FromHexString(hex), out var readX, out var readY));
        Assert.Equal((x, y), (readX, readY));
    }

    [Fact]
    public void A_ping_comes_back_with_its_stamp()
    {
        Assert.True(ArenaReader.TryReadPing(Convert.FromHexString("feb201000000000000"), out var stamp));
        Assert.Equal(434ul, stamp);

        var pong = Write(ArenaAnswer.Pong);
        pong.Add(stamp);
        Assert.Equal("ffb201000000000000", HexOf(pong));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("020000803f000000")]
    public void A_move_that_is_too_short_is_none(string hex) => Assert.False(ArenaReader.TryReadMove(Convert.FromHexString(hex), out _, out _));

    [Theory]
    [InlineData("fe")]
    [InlineData("feb2010000000000")]
    public void A_ping_that_is_too_short_is_none(string hex) => Assert.False(ArenaReader.TryReadPing(Convert.FromHexString(hex), out _));

    [Theory]
    [InlineData(ArenaRequest.Enter, "01")]
    [InlineData(ArenaRequest.Shoot, "03")]
    [InlineData(ArenaRequest.HurtSelf, "0400000a")]
    [InlineData(ArenaRequest.Respawn, "0500")]
    [InlineData(ArenaRequest.ChangeTeam, "06")]
    [InlineData(ArenaRequest.TakePowerUp, "07")]
    [InlineData(ArenaRequest.Update, "08")]
    public void A_message_without_content_is_its_first_byte(ArenaRequest request, string hex) =>
        Assert.Equal((byte)request, Convert.FromHexString(hex)[0]);

    [Theory]
    [InlineData(ArenaAnswer.Authenticated, "41")]
    [InlineData(ArenaAnswer.Refused, "42")]
    public void An_answer_to_a_name_is_one_byte(ArenaAnswer answer, string hex) => Assert.Equal(hex, HexOf(Write(answer)));

    [Theory]
    [InlineData(67, 0, 0, "ana", "434300" + "0000c8420000c842" + "016400" + "534b5900" + "00000000fa439a99993e" + "616e6100" + "00")]
    [InlineData(67, 0, 0, "Devmj", "4343000000c8420000c842016400534b590000000000fa439a99993e4465766d6a0000")]
    [InlineData(67, 1, 1, "Devmj", "4343010000c8420000fa43016401424c4f4f4d0000000000fa439a99993e4465766d6a0000")]
    [InlineData(101, 1, 1, "Devmj", "4365010000c8420000fa43016401424c4f4f4d0000000000fa439a99993e4465766d6a0000")]
    [InlineData(101, 0, 0, "Devmj", "4365000000c8420000c842016400534b590000000000fa439a99993e4465766d6a0000")]
    public void A_player_is_told_with_all_eleven_fields(byte kind, byte id, byte team, string name, string hex)
    {
        var message = Write(ArenaAnswer.Connected);
        message.Add(kind);
        message.Add(id);
        message.Add(Fresh with { Team = team, Y = team == 0 ? 100 : 500 }, name, ArenaFieldMask.All);

        Assert.Equal(hex, HexOf(message));
        var heard = ArenaHeard.Read(message.Message);
        Assert.Equal((kind, id, team, name), (heard.Kind, heard.Id, heard.TeamId, heard.Name));
        Assert.Equal((100f, 100, 500f, 0.3f), (heard.X, heard.Health, heard.Speed, heard.Cooldown));
    }

    public static TheoryData<byte, ArenaFields, ArenaFields, string> Updates => new()
    {
        { 0, Fresh, Fresh with { X = 108.333336f }, "70000100abaad842" },
        { 0, Fresh, Fresh with { Health = 80 }, "7000080050" },
        { 0, Fresh, Fresh with { Team = 1 }, "7000300001424c4f4f4d00" },
        { 0, Fresh, Fresh with { IsAlive = 0, Health = 0 }, "70000c000000" },
        { 1, Fresh, Fresh with { Kills = 1 }, "700140000100" },
        { 0, Fresh, Fresh with { PowerUp = 1 }, "70000005acc5273701" },
        { 0, Fresh with { X = 7, IsAlive = 0, Health = 0 }, Fresh, "70000d000000c8420164" },
        { 1, Fresh with { X = 7, IsAlive = 0, Health = 0 }, Fresh with { Y = 500 }, "70010f000000c8420000fa430164" },
        { 1, Fresh, Fresh with { X = 164.818f, Y = 435.182f }, "7001030068d124434c97d943" },
        { 9, Fresh, Fresh with { Speed = 250 }, "7009800000007a43" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public void An_update_has_the_changed_fields_in_their_order(byte id, ArenaFields before, ArenaFields now, string hex)
    {
        var mask = now.ChangesSince(before);
        var message = Write(ArenaAnswer.Updated);
        message.Add(id);
        message.Add((ushort)mask);
        message.Add(now, "", mask);

        Assert.Equal(hex, HexOf(message));
        Assert.Equal((id, (ushort)mask), (ArenaHeard.Read(message.Message).Id, ArenaHeard.Read(message.Message).Mask));
    }

    [Theory]
    [InlineData(1, 0, "69012b020000")]
    [InlineData(0, 190, "69002b02be00")]
    [InlineData(0, 290, "69002b022201")]
    public void A_shot_is_number_speed_and_whole_degrees(byte id, ushort degrees, string hex)
    {
        var message = Write(ArenaAnswer.Shot);
        message.Add(id);
        message.Add((ushort)555);
        message.Add(degrees);

        Assert.Equal(hex, HexOf(message));
    }

    [Fact]
    public void Leaving_is_a_number()
    {
        var message = Write(ArenaAnswer.Disconnected);
        message.Add((byte)0);

        Assert.Equal("6600", HexOf(message));
    }

    [Fact]
    public void Lines_are_those_of_the_original()
    {
        var chat = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteChat(ref chat, 0, 0, "Devmj", "hola ñ");
        var kill = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteKill(ref kill, 1, 0);
        var death = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteDeath(ref death, 1);
        var warning = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteWarning(ref warning, 120);

        Assert.Equal("c85b636f6c6f723d233633666666665d5b305d5b4465766d6a5d5b2f636f6c6f725d20686f6c6120c3b100", HexOf(chat));
        Assert.Equal("c85b636f6c6f723d7265645d5b504c415945522031204d41544f55204f20504c4159455220305d205b2f636f6c6f725d2000", HexOf(kill));
        Assert.Equal("c8506c61796572203120776173206b696c6c656400", HexOf(death));
        Assert.Equal(
            "c85b636f6c6f723d79656c6c6f775d46616c74616d2032206d696e75746f732070617261206f2066696d2064612070617274696461215b2f636f6c6f725d00",
            HexOf(warning));
    }

    [Theory]
    [InlineData(60, "[color=yellow]Falta 1 minuto para o fim da partida![/color]")]
    [InlineData(30, "[color=yellow]Faltam 30 segundos para o fim da partida![/color]")]
    [InlineData(10, "[color=yellow]Faltam 10 segundos para o fim da partida![/color]")]
    public void Warnings_count_minutes_and_then_seconds(int seconds, string text)
    {
        var warning = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteWarning(ref warning, seconds);

        Assert.Equal(text, ArenaHeard.Read(warning.Message).Text);
    }

    [Theory]
    [InlineData(0, "[color=#63ffff][4][ana][/color] hi")]
    [InlineData(1, "[color=#ff66fa][4][ana][/color] hi")]
    [InlineData(ArenaTexts.NoTeam, "[color=#ffffff][4][ana][/color] hi")]
    public void A_line_has_the_colour_of_the_speakers_team(int team, string text)
    {
        var chat = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteChat(ref chat, 4, team, "ana", "hi");

        Assert.Equal(text, ArenaHeard.Read(chat.Message).Text);
    }

    [Theory]
    [InlineData(1, "bot-2", "1 bot-2 IS THE BEST!")]
    [InlineData(0, "", "0 IS THE BEST!")]
    [InlineData(3, "[b]x", "3 [lb]b]x IS THE BEST!")]
    [InlineData(-1, "", "NOBODY IS THE BEST!")]
    public void A_popup_names_the_best_by_number_and_name(int number, string name, string text)
    {
        var popup = Write(ArenaAnswer.Popup);
        ArenaTexts.WriteBest(ref popup, number, name);

        Assert.Equal((byte)201, popup.Message[0]);
        Assert.Equal(text, ArenaHeard.Read(popup.Message).Text);
    }

    [Theory]
    [InlineData(180, "[color=yellow]Nova partida de 3 minutos![/color]")]
    [InlineData(60, "[color=yellow]Nova partida de 1 minuto![/color]")]
    [InlineData(30, "[color=yellow]Nova partida de 30 segundos![/color]")]
    public void A_new_match_says_how_long_it_lasts(int seconds, string text)
    {
        var line = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteNewMatch(ref line, seconds);

        Assert.Equal(text, ArenaHeard.Read(line.Message).Text);
    }

    [Fact]
    public void Brackets_of_people_are_shown_and_mean_nothing()
    {
        var chat = Write(ArenaAnswer.Chat);
        ArenaTexts.WriteChat(ref chat, 4, 0, "[b]x", "[color=red]a[/color] ]");

        Assert.Equal("[color=#63ffff][4][[lb]b]x][/color] [lb]color=red]a[lb]/color] ]", ArenaHeard.Read(chat.Message).Text);
    }

    [Fact]
    public void A_text_that_does_not_fit_keeps_its_zero_byte()
    {
        var line = new ArenaWriter(new byte[256], ArenaAnswer.Chat);
        for (var piece = 0; piece < 100; piece++)
            line.Add("ñandú");
        line.EndString();

        Assert.Equal(0, line.Message[^1]);
        Assert.StartsWith("ñandúñandú", ArenaHeard.Read(line.Message).Text, StringComparison.Ordinal);
        Assert.InRange(line.Message.Length, 245, 256);
    }

    private static ArenaWriter Write(ArenaAnswer answer) => new(new byte[ArenaWriter.UsualLength], answer);

    private static string HexOf(in ArenaWriter writer) => Convert.ToHexStringLower(writer.Message);
}
