using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Every message that clients send: found in the stream, whatever reads it comes in.</summary>
public sealed class ClientPacketTests
{
    /// <summary>Real bytes of the original client where it was recorded, else from the table.</summary>
    public static TheoryData<string, string> Messages => new()
    {
        { "000500506570653108007365637265746f31000d00", nameof(ArgentumClientMessage.LoginExistingChar) },
        { "01", nameof(ArgentumClientMessage.ThrowDices) },
        { "020500506570653108007365637265746f31000d0001010105000b00506570653140782e6f726701", nameof(ArgentumClientMessage.LoginNewChar) },
        { "030a00686f6c61206d756e646f", nameof(ArgentumClientMessage.Talk) },
        { "0402006568", nameof(ArgentumClientMessage.Yell) },
        { "050500416e613232040070737374", nameof(ArgentumClientMessage.Whisper) },
        { "0602", nameof(ArgentumClientMessage.Walk) },
        { "07", nameof(ArgentumClientMessage.RequestPositionUpdate) },
        { "08", nameof(ArgentumClientMessage.Attack) },
        { "09", nameof(ArgentumClientMessage.PickUp) },
        { "0a", nameof(ArgentumClientMessage.SafeToggle) },
        { "0b", nameof(ArgentumClientMessage.ResuscitationSafeToggle) },
        { "0d", nameof(ArgentumClientMessage.RequestAttributes) },
        { "0f", nameof(ArgentumClientMessage.RequestSkills) },
        { "18010100", nameof(ArgentumClientMessage.Drop) },
        { "1a3232", nameof(ArgentumClientMessage.LeftClick) },
        { "1b3232", nameof(ArgentumClientMessage.DoubleClick) },
        { "1e01", nameof(ArgentumClientMessage.UseItem) },
        { "2402", nameof(ArgentumClientMessage.EquipItem) },
        { "2501", nameof(ArgentumClientMessage.ChangeHeading) },
        { "46", nameof(ArgentumClientMessage.Online) },
        { "47", nameof(ArgentumClientMessage.Quit) },
        { "50", nameof(ArgentumClientMessage.Resuscitate) },
        { "52", nameof(ArgentumClientMessage.Help) },
        { "53", nameof(ArgentumClientMessage.RequestStats) },
        { "59", nameof(ArgentumClientMessage.RequestMotd) },
        { "5a", nameof(ArgentumClientMessage.Uptime) },
        { "77", nameof(ArgentumClientMessage.Ping) },
        { "810119", nameof(ArgentumClientMessage.MoveItem) },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Each_message_ends_where_the_table_says_and_every_beginning_of_it_waits_for_the_rest(string hex, string message)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal((byte)Enum.Parse<ArgentumClientMessage>(message), bytes[0]);
        for (var length = 1; length < bytes.Length; length++)
            Assert.Equal(PacketFit.Partial, ArgentumClientPacket.Measure(bytes.AsSpan(0, length), out _));

        Assert.Equal(PacketFit.Whole, ArgentumClientPacket.Measure([.. bytes, 0xff, 0xff], out var whole));
        Assert.Equal(bytes.Length, whole);
    }

    [Fact]
    public void Every_message_that_is_known_has_its_row_here()
    {
        var rows = Messages.Select(row => (string)((object[])row)[1]).Order(StringComparer.Ordinal);

        Assert.Equal(Enum.GetNames<ArgentumClientMessage>().Order(StringComparer.Ordinal), rows);
        for (var id = 0; id <= byte.MaxValue; id++)
        {
            var isServed = Enum.IsDefined((ArgentumClientMessage)id);
            var isInStep = UnservedMessages.LayoutOf((byte)id) is not null;
            Assert.False(isServed && isInStep);
            Assert.Equal(!isServed && !isInStep, ArgentumClientPacket.Measure([(byte)id], out _) == PacketFit.Unknown);
            Assert.Equal(isServed || isInStep, ArgentumClientPacket.LayoutOf((byte)id) is not null);
        }
    }

    /// <summary>Behind each of them a ping, which is found where the message ends; some as the original client writes them.</summary>
    [Theory]
    [InlineData("10")] // short stats
    [InlineData("14020068 6f")]
    [InlineData("1903")]
    [InlineData("1f0a00")]
    [InlineData("213232 0d")]
    [InlineData("260102030405060708090a0b0c0d0e0f1011121314")]
    [InlineData("28010500")]
    [InlineData("2d0102")]
    [InlineData("35020061 62 0100 63")]
    [InlineData("4f")] // meditation
    [InlineData("6b0100610100 62")]
    [InlineData("6ce803")]
    [InlineData("6f10270000")]
    public void Messages_about_what_is_not_here_end_where_their_layout_says(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(PacketFit.Whole, ArgentumClientPacket.Measure([.. bytes, 119], out var length));
        Assert.Equal(bytes.Length, length);
    }

    /// <summary>The first three as the original client was seen to send them: a click on the small map, and one with shift.</summary>
    [Theory]
    [InlineData("7a0b 0200594f 0100 2e 23")]
    [InlineData("7a0a")]
    [InlineData("7a2a 0500")]
    [InlineData("7a14")]
    [InlineData("7a27")]
    [InlineData("7a5e")]
    [InlineData("7a10")]
    [InlineData("7a15 0100 61 0000 05")]
    [InlineData("7a18 0100 61 02 0100 62 0000")]
    [InlineData("7a94 0200 6869")]
    [InlineData("61 d204")]
    [InlineData("2f 0100 61 0200 6262 0000 0000 0000 0000 0000 0000 0100 7a")]
    [InlineData("22 0100 61 0200 6262 0000 0000 0000 0000 0000 0000 0000 0000 0100 7a")]
    [InlineData("2c 01 0100 61 0200 6263")]
    [InlineData("30 01 10270000 02")]
    [InlineData("79 0500")]
    public void Orders_of_game_masters_guilds_forums_and_trades_end_where_their_layout_says_in_any_pieces(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        for (var length = 1; length < bytes.Length; length++)
            Assert.Equal(PacketFit.Partial, ArgentumClientPacket.Measure(bytes.AsSpan(0, length), out _));

        Assert.Equal(PacketFit.Whole, ArgentumClientPacket.Measure([.. bytes, 119], out var whole));
        Assert.Equal(bytes.Length, whole);
    }

    /// <summary>The table is total: what is not in it is no message of the protocol, or one that clients write in two ways.</summary>
    [Fact]
    public void Only_123_and_the_bans_of_addresses_have_no_layout_within_the_protocol()
    {
        var ids = Enumerable.Range(0, 256).Where(id => ArgentumClientPacket.LayoutOf((byte)id) is null);
        var orders = Enumerable.Range(0, 256).Where(order => MasterOrders.LayoutOf((byte)order) is null);

        Assert.Equal([123, .. Enumerable.Range(130, 126)], ids);
        Assert.Equal([0, 74, 75, .. Enumerable.Range(149, 107)], orders);
        Assert.Equal(PacketFit.Unknown, ArgentumClientPacket.Measure([123, 1, 0, 0, 0, 1, 0], out _));
        Assert.Equal(PacketFit.Unknown, ArgentumClientPacket.Measure([122, 149, 0, 0], out _));
    }

    [Theory]
    [InlineData("030102")] // 513 bytes
    [InlineData("03ffff")] // -1
    [InlineData("030080")] // -32,768
    [InlineData("000500506570653103ff")]
    public void Texts_longer_than_any_client_sends_are_malformed(string hex) =>
        Assert.Equal(PacketFit.Malformed, ArgentumClientPacket.Measure(Convert.FromHexString(hex), out _));

    [Fact]
    public void The_fields_of_a_new_character_are_read_in_their_order()
    {
        var reader = new PacketReader(Convert.FromHexString("020500506570653108007365637265746f31000d0001010105000b00506570653140782e6f726701"));

        Assert.Equal(("Pepe1", "secreto1"), (reader.Text(), reader.Text()));
        Assert.Equal((0, 13, 0), (reader.Byte(), reader.Byte(), reader.Byte()));
        Assert.Equal((1, 1, 1), (reader.Byte(), reader.Byte(), reader.Byte()));
        Assert.Equal((5, "Pepe1@x.org", 1), (reader.Short(), reader.Text(), reader.Byte()));
    }
}
