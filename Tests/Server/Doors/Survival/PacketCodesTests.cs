using System.Text;
using Ecs.Server.Doors.Survival;

namespace Ecs.Tests.Server.Doors.Survival;

public sealed class PacketCodesTests
{
    public static TheoryData<SurvivalServerPacket, string, string> FromServer => new()
    {
        { SurvivalServerPacket.Init, "io-init", "io-init" },
        { SurvivalServerPacket.Clans, "id", "A" },
        { SurvivalServerPacket.Disconnect, "d", "B" },
        { SurvivalServerPacket.Welcome, "1", "C" },
        { SurvivalServerPacket.AddPlayer, "2", "D" },
        { SurvivalServerPacket.RemovePlayer, "4", "E" },
        { SurvivalServerPacket.UpdatePlayers, "33", "a" },
        { SurvivalServerPacket.Leaderboard, "5", "G" },
        { SurvivalServerPacket.LoadObjects, "6", "H" },
        { SurvivalServerPacket.Animals, "a", "I" },
        { SurvivalServerPacket.Attack, "7", "K" },
        { SurvivalServerPacket.Wiggle, "8", "L" },
        { SurvivalServerPacket.OwnValue, "9", "N" },
        { SurvivalServerPacket.Health, "h", "O" },
        { SurvivalServerPacket.Died, "11", "P" },
        { SurvivalServerPacket.ObjectGone, "12", "Q" },
        { SurvivalServerPacket.ObjectsOfPlayerGone, "13", "R" },
        { SurvivalServerPacket.ItemCounts, "14", "S" },
        { SurvivalServerPacket.Age, "15", "T" },
        { SurvivalServerPacket.Upgrades, "16", "U" },
        { SurvivalServerPacket.ActionBar, "17", "V" },
        { SurvivalServerPacket.AddProjectile, "18", "X" },
        { SurvivalServerPacket.RemoveProjectile, "19", "Y" },
        { SurvivalServerPacket.Shutdown, "20", "Z" },
        { SurvivalServerPacket.Chat, "ch", "6" },
        { SurvivalServerPacket.Minimap, "mm", "7" },
        { SurvivalServerPacket.FloatingText, "t", "8" },
        { SurvivalServerPacket.Pong, "pp", "0" },
    };

    public static TheoryData<SurvivalClientPacket, string, string> FromClient => new()
    {
        { SurvivalClientPacket.Spawn, "sp", "M" },
        { SurvivalClientPacket.Move, "33", "9" },
        { SurvivalClientPacket.Aim, "2", "D" },
        { SurvivalClientPacket.Attack, "c", "F" },
        { SurvivalClientPacket.Select, "5", "z" },
        { SurvivalClientPacket.Toggle, "7", "K" },
        { SurvivalClientPacket.Stop, "rmd", "e" },
        { SurvivalClientPacket.Chat, "ch", "6" },
        { SurvivalClientPacket.Ping, "pp", "0" },
    };

    [Theory]
    [MemberData(nameof(FromServer))]
    public void A_packet_of_the_server_has_its_code_in_both_columns_and_is_found_by_it(SurvivalServerPacket packet, string early, string present)
    {
        foreach (var (column, code) in ((string, string)[])[("2023", early), ("present", present)])
        {
            var codes = SurvivalCodes.Of(column);

            Assert.Equal(code, Encoding.UTF8.GetString(codes.CodeOf(packet)));
            Assert.True(codes.TryFind(Encoding.UTF8.GetBytes(code), out SurvivalServerPacket found));
            Assert.Equal(packet, found);
        }
    }

    [Theory]
    [MemberData(nameof(FromClient))]
    public void A_packet_of_a_client_has_its_code_in_both_columns_and_is_found_by_it(SurvivalClientPacket packet, string early, string present)
    {
        foreach (var (column, code) in ((string, string)[])[("2023", early), ("present", present)])
        {
            var codes = SurvivalCodes.Of(column);

            Assert.Equal(code, Encoding.UTF8.GetString(codes.CodeOf(packet)));
            Assert.True(codes.TryFind(Encoding.UTF8.GetBytes(code), out SurvivalClientPacket found));
            Assert.Equal(packet, found);
        }
    }

    [Fact]
    public void Every_packet_has_a_row()
    {
        Assert.Equal(Enum.GetValues<SurvivalServerPacket>(), FromServer.Select(static row => (SurvivalServerPacket)((object[])row)[0]));
        Assert.Equal(Enum.GetValues<SurvivalClientPacket>().Except([SurvivalClientPacket.Store]), FromClient.Select(static row => (SurvivalClientPacket)((object[])row)[0]));
    }

    [Fact]
    public void Hats_have_a_code_in_one_column_only()
    {
        Assert.Equal("13c"u8.ToArray(), SurvivalCodes.Of().CodeOf(SurvivalClientPacket.Store).ToArray());
        Assert.True(SurvivalCodes.Of("present").CodeOf(SurvivalClientPacket.Store).IsEmpty);
        Assert.False(SurvivalCodes.Of("present").TryFind("13c"u8, out SurvivalClientPacket _));
    }

    [Theory]
    [InlineData("", "2023", "no JSON")]
    [InlineData("[]", "2023", "no column '2023'")]
    [InlineData("""{ "columns": ["2023"] }""", "1999", "no column '1999'")]
    [InlineData("""{ "columns": ["2023"], "server": 5 }""", "2023", "lack 'Init'")]
    public void A_table_that_is_not_one_is_refused_with_the_reason(string json, string column, string fault)
    {
        Assert.False(PacketCodes.TryParse(Encoding.UTF8.GetBytes(json), column, out _, out var told));
        Assert.Contains(fault, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"died\": [\"11\", \"P\"],", "", "lack 'Died'")]
    [InlineData("[\"11\", \"P\"]", "[11, 12]", "lack 'Died'")]
    [InlineData("[\"11\", \"P\"]", "[\"h\", \"P\"]", "same code")]
    public void A_table_with_one_bad_row_is_refused_with_the_reason(string row, string instead, string fault)
    {
        var shipped = File.ReadAllText(PacketCodes.DefaultPath);
        Assert.Contains(row, shipped, StringComparison.Ordinal);

        Assert.False(PacketCodes.TryParse(Encoding.UTF8.GetBytes(shipped.Replace(row, instead, StringComparison.Ordinal)), "2023", out _, out var told));
        Assert.Contains(fault, told, StringComparison.Ordinal);
    }
}
