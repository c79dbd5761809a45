using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Simulation.Components;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Every message that clients understand, written by the door and read as the client reads it.</summary>
public sealed class ServerPacketTests
{
    private static readonly CharacterRow Pepe = new() { Index = 1, Body = 1, Head = 5, Heading = 3, X = 49, Y = 49, Name = "Pepe1" };

    private delegate int Writer(Span<byte> packet);

    /// <summary>Bytes that the original server sent, and what the door writes for the same.</summary>
    public static TheoryData<string, string> Recorded => new()
    {
        { "0001", "Logged" },
        { "0f6300", "UpdateStamina" },
        { "1501000000", "ChangeMap" },
        { "163131", "PositionUpdate" },
        { "18110050657065313a20686f6c61206d756e646f07", "ConsoleMessage" },
        { "1c0100", "UserCharIndexInServer" },
        { "1d01000100050003313100000000000003000100050050657065310000", "CharacterCreate" },
        { "1e0100", "CharacterRemove" },
        { "2001003231", "CharacterMove" },
        { "220100010005000300000000000000000000", "CharacterChange" },
        { "270c3334", "PlayWave" },
        { "2c01000a000100", "CreateFx" },
        { "2d50004600780078006400640000000000012c01000000000000", "UpdateUserStats" },
        { "2f0202000c00457370616461204c61726761050001f80102080001000000000000005243", "ChangeInventorySlot" },
        { "310101000c00446172646f204de16769636f", "ChangeSpellSlot" },
        { "320c110c1008", "Attributes" },
        { "3720005573756172696f206f20636f6e7472617365f16120696e636f72726563746f73", "ErrorMessage" },
        { "3c64646464", "UpdateHungerAndThirst" },
        { "430c110c1008", "DiceRoll" },
        { "58", "Pong" },
        { "680c010a00", "MultiMessage" },
    };

    /// <summary>Messages of the table that the recordings do not have.</summary>
    public static TheoryData<string, string> FromTheTable => new()
    {
        { "107800", "UpdateMana" },
        { "112c00", "UpdateHitPoints" },
        { "12e8030000", "UpdateGold" },
        { "1432000000", "UpdateExperience" },
        { "170400686f6c610100ff8000", "ChatOverHead" },
        { "1a0400686f6c61", "ShowMessageBox" },
        { "2104", "ForceCharMove" },
        { "233334fa01", "ObjectCreate" },
        { "243334", "ObjectDelete" },
        { "25333401", "BlockPosition" },
        { "640c11", "UpdateStrengthAndDexterity" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    [MemberData(nameof(FromTheTable))]
    public void The_door_writes_these_bytes_and_the_client_reads_them_whole(string hex, string message)
    {
        var packet = new byte[PacketWriter.Capacity];
        var length = WriterOf(Enum.Parse<ServerMessage>(message))(packet);

        Assert.Equal(hex, Convert.ToHexStringLower(packet.AsSpan(0, length)));
        Assert.Equal((byte)Enum.Parse<ServerMessage>(message), ArgentumServerPacket.Parse(hex).Id);
    }

    /// <summary>Other recordings of the original: what it said first, in a session of one client.</summary>
    [Fact]
    public void The_first_recorded_bytes_of_a_session_are_written_as_they_were()
    {
        var moved = Pepe with { X = 57, Y = 49 };
        Writer[] writers =
        [
            packet => SessionPackets.DiceRoll(packet, new DiceThrow(13, 16, 13, 18, 17)),
            packet => SessionPackets.Logged(packet, 1),
            packet => SessionPackets.UserCharIndexInServer(packet, 1),
            packet => SessionPackets.ChangeMap(packet, 1, 0),
            packet => CharacterPackets.PositionUpdate(packet, 50, 49),
            packet => CharacterPackets.CharacterMove(packet, moved.Index, moved.X, moved.Y),
            packet => SessionPackets.ConsoleMessage(packet, "Pepe1: hola mundo"),
        ];
        var written = writers.Select(writer =>
        {
            var packet = new byte[PacketWriter.Capacity];
            return Convert.ToHexStringLower(packet.AsSpan(0, writer(packet)));
        });

        Assert.Equal(
            ["430d100d1211", "0001", "1c0100", "1501000000", "163231", "2001003931", "18110050657065313a20686f6c61206d756e646f07"],
            written);
    }

    [Fact]
    public void Every_message_of_the_table_has_its_row_here()
    {
        var rows = Recorded.Concat(FromTheTable).Select(row => (string)((object[])row)[1]).Order(StringComparer.Ordinal);

        Assert.Equal(Enum.GetNames<ServerMessage>().Order(StringComparer.Ordinal), rows);
        Assert.Equal(ArgentumServerPacket.Ids.Order(), Enum.GetValues<ServerMessage>().Select(message => (byte)message).Order());
    }

    [Fact]
    public void The_longest_text_fits_and_numbers_that_do_not_fit_stop_at_the_last_that_does()
    {
        var packet = new byte[PacketWriter.Capacity];
        var text = new string('x', 10_000);
        var row = Pepe with { Name = text };
        Assert.Equal(400, ArgentumServerPacket.Split(packet.AsSpan(0, SessionPackets.ConsoleMessage(packet, text)))[0].Text.Length);
        Assert.Equal(400, ArgentumServerPacket.Split(packet.AsSpan(0, CharacterPackets.CharacterCreate(packet, row)))[0].Text.Length);
        Assert.Equal(400, ArgentumServerPacket.Split(packet.AsSpan(0, SessionPackets.ChatOverHead(packet, text, 1, 2, 3, 4)))[0].Text.Length);
        Assert.Equal((int)short.MaxValue, ArgentumServerPacket.Split(packet.AsSpan(0, StatsPackets.UpdateMana(packet, 70_000)))[0].Fields[0]);
    }

    [Fact]
    public void An_empty_slot_of_the_inventory_has_no_name_and_no_picture()
    {
        var packet = new byte[PacketWriter.Capacity];
        var length = ThingPackets.ChangeInventorySlot(packet, 25, Ware.None, 0, isWorn: false);

        Assert.Equal([25, 0, "", 0, 0, 0, 0, 0, 0, 0, 0, 0f], ArgentumServerPacket.Split(packet.AsSpan(0, length))[0].Fields);
    }

    private static Writer WriterOf(ServerMessage message) => message switch
    {
        ServerMessage.Logged => packet => SessionPackets.Logged(packet, 1),
        ServerMessage.UpdateStamina => packet => StatsPackets.UpdateStamina(packet, 99),
        ServerMessage.UpdateMana => packet => StatsPackets.UpdateMana(packet, 120),
        ServerMessage.UpdateHitPoints => packet => StatsPackets.UpdateHitPoints(packet, 44),
        ServerMessage.UpdateGold => packet => StatsPackets.UpdateGold(packet, 1_000),
        ServerMessage.UpdateExperience => packet => StatsPackets.UpdateExperience(packet, 50),
        ServerMessage.ChangeMap => packet => SessionPackets.ChangeMap(packet, 1, 0),
        ServerMessage.PositionUpdate => packet => CharacterPackets.PositionUpdate(packet, 49, 49),
        ServerMessage.ChatOverHead => packet => SessionPackets.ChatOverHead(packet, "hola", 1, 255, 128, 0),
        ServerMessage.ConsoleMessage => packet => SessionPackets.ConsoleMessage(packet, "Pepe1: hola mundo"),
        ServerMessage.ShowMessageBox => packet => SessionPackets.ShowMessageBox(packet, "hola"),
        ServerMessage.UserCharIndexInServer => packet => SessionPackets.UserCharIndexInServer(packet, 1),
        ServerMessage.CharacterCreate => packet => CharacterPackets.CharacterCreate(packet, Pepe, fx: 3, loops: 1),
        ServerMessage.CharacterRemove => packet => CharacterPackets.CharacterRemove(packet, 1),
        ServerMessage.CharacterMove => packet => CharacterPackets.CharacterMove(packet, 1, 50, 49),
        ServerMessage.ForceCharMove => packet => CharacterPackets.ForceCharMove(packet, 4),
        ServerMessage.CharacterChange => packet => CharacterPackets.CharacterChange(packet, Pepe),
        ServerMessage.ObjectCreate => packet => ThingPackets.ObjectCreate(packet, 51, 52, 506),
        ServerMessage.ObjectDelete => packet => ThingPackets.ObjectDelete(packet, 51, 52),
        ServerMessage.BlockPosition => packet => ThingPackets.BlockPosition(packet, 51, 52, isBlocked: true),
        ServerMessage.PlayWave => packet => ThingPackets.PlayWave(packet, 12, 51, 52),
        ServerMessage.CreateFx => packet => CharacterPackets.CreateFx(packet, 1, 10, 1),
        ServerMessage.UpdateUserStats => packet => StatsPackets.UpdateUserStats(packet, new Health { Current = 70, Max = 80 }, Stats),
        ServerMessage.ChangeInventorySlot => packet => ThingPackets.ChangeInventorySlot(packet, 2, WareTable.Find(2), 5, isWorn: true),
        ServerMessage.ChangeSpellSlot => packet => ThingPackets.ChangeSpellSlot(packet, 1, 1, "Dardo Mágico"),
        ServerMessage.Attributes => packet => SessionPackets.Attributes(packet, new DiceThrow(12, 17, 12, 16, 8)),
        ServerMessage.ErrorMessage => packet => SessionPackets.ErrorMessage(packet, "Usuario o contraseña incorrectos"),
        ServerMessage.UpdateHungerAndThirst => packet => StatsPackets.UpdateHungerAndThirst(packet, 100, 100, 100, 100),
        ServerMessage.DiceRoll => packet => SessionPackets.DiceRoll(packet, new DiceThrow(12, 17, 12, 16, 8)),
        ServerMessage.Pong => SessionPackets.Pong,
        ServerMessage.UpdateStrengthAndDexterity => packet => StatsPackets.UpdateStrengthAndDexterity(packet, 12, 17),
        _ => packet => CharacterPackets.CreatureHit(packet, 1, 10),
    };

    private static Vitals Stats => new() { Mana = 120, MaxMana = 120, Stamina = 100, MaxStamina = 100, Level = 1, NextLevel = 300 };
}
