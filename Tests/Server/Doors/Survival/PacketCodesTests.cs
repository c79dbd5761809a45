using System.Text;
using Ecs.Server.Doors.Survival;

namespace Ecs.Tests.Server.Doors.Survival;

public sealed class PacketCodesTests
{
    public static TheoryData<ServerPacket, string, string> FromServer => new()
    {
        { ServerPacket.Init, "io-init", "io-init" },
        { ServerPacket.Clans, "id", "A" },
        { ServerPacket.Disconnect, "d", "B" },
        { ServerPacket.Welcome, "1", "C" },
        { ServerPacket.AddPlayer, "2", "D" },
        { ServerPacket.RemovePlayer, "4", "E" },
        { ServerPacket.UpdatePlayers, "33", "a" },
        { ServerPacket.Leaderboard, "5", "G" },
        { ServerPacket.LoadObjects, "6", "H" },
        { ServerPacket.Animals, "a", "I" },
        { ServerPacket.Attack, "7", "K" },
        { ServerPacket.Wiggle, "8", "L" },
        { ServerPacket.OwnValue, "9", "N" },
        { ServerPacket.Health, "h", "O" },
        { ServerPacket.Died, "11", "P" },
        { ServerPacket.ObjectGone, "12", "Q" },
        { ServerPacket.ObjectsOfPlayerGone, "13", "R" },
        { ServerPacket.ItemCounts, "14", "S" },
        { ServerPacket.Age, "15", "T" },
        { ServerPacket.Upgrades, "16", "U" },
        { ServerPacket.ActionBar, "17", "V" },
        { ServerPacket.AddProjectile, "18", "X" },
        { ServerPacket.RemoveProjectile, "19", "Y" },
        { ServerPacket.Shutdown, "20", "Z" },
        { ServerPacket.Chat, "ch", "6" },
        { ServerPacket.Minimap, "mm", "7" },
        { ServerPacket.FloatingText, "t", "8" },
        { ServerPacket.Pong, "pp", "0" },
    };

    public static TheoryData<ClientPacket, string, string> FromClient => new()
    {
        { ClientPacket.Spawn, "sp", "M" },
        { ClientPacket.Move, "33", "9" },
        { ClientPacket.Aim, "2", "D" },
        { ClientPacket.Attack, "c", "F" },
        { ClientPacket.Select, "5", "z" },
        { ClientPacket.Toggle, "7", "K" },
        { ClientPacket.Stop, "rmd", "e" },
        { ClientPacket.Chat, "ch", "6" },
        { ClientPacket.Ping, "pp", "0" },
    };

    [Theory]
    [MemberData(nameof(FromServer))]
    public void A_packet_of_the_server_has_its_code_in_both_columns_and_is_found_by_it(ServerPacket packet, string early, string present)
    {
        foreach (var (column, code) in ((string, string)[])[("2023", early), ("present", present)])
        {
            var codes = SurvivalCodes.Of(column);

            Assert.Equal(code, Encoding.UTF8.GetString(codes.CodeOf(packet)));
            Assert.True(codes.TryFind(Encoding.UTF8.GetBytes(code), out ServerPacket found));
            Assert.Equal(packet, found);
        }
    }

    [Theory]
    [MemberData(nameof(FromClient))]
    public void A_packet_of_a_client_has_its_code_in_both_columns_and_is_found_by_it(ClientPacket packet, string early, string present)
    {
        foreach (var (column, code) in ((string, string)[])[("2023", early), ("present", present)])
        {
            var codes = SurvivalCodes.Of(column);

            Assert.Equal(code, Encoding.UTF8.GetString(codes.CodeOf(packet)));
            Assert.True(codes.TryFind(Encoding.UTF8.GetBytes(code), out ClientPacket found));
            Assert.Equal(packet, found);
        }
    }

    [Fact]
    public void Every_packet_has_a_row()
    {
        Assert.Equal(Enum.GetValues<ServerPacket>(), FromServer.Select(static row => (ServerPacket)((object[])row)[0]));
        Assert.Equal(Enum.GetValues<ClientPacket>().Except([ClientPacket.Store]), FromClient.Select(static row => (ClientPacket)((object[])row)[0]));
    }

    [Fact]
    public void Hats_have_a_code_in_one_column_only()
    {
        Assert.Equal("13c"u8.ToArray(), SurvivalCodes.Of().CodeOf(ClientPacket.Store).ToArray());
        Assert.True(SurvivalCodes.Of("present").CodeOf(ClientPacket.Store).IsEmpty);
        Assert.False(SurvivalCodes.Of("present").TryFind("13c"u8, out ClientPacket _));
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
