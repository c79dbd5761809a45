using Ecs.Server.Rcon;

namespace Ecs.Tests.Server.Rcon;

public sealed class RconPacketTests
{
    [Fact]
    public void A_packet_is_what_the_protocol_says()
    {
        var bytes = new List<byte>();
        RconPacket.Write(bytes, 0x01020304, RconType.Auth, "pass"u8);

        Assert.Equal([14, 0, 0, 0, 4, 3, 2, 1, 3, 0, 0, 0, .. "pass"u8, 0, 0], bytes);
        Assert.Equal(RconRead.Whole, RconPacket.TryRead([.. bytes, 1, 2], out var packet, out var length));
        Assert.Equal(new RconPacket(0x01020304, RconType.Auth, "pass"), packet);
        Assert.Equal(bytes.Count, length);
    }

    [Theory]
    [InlineData(9, "Broken")]
    [InlineData(10, "Partial")]
    [InlineData(4096, "Partial")]
    [InlineData(4097, "Broken")]
    [InlineData(-1, "Broken")]
    [InlineData(int.MaxValue, "Broken")]
    [InlineData(int.MinValue, "Broken")]
    public void A_size_that_no_packet_has_is_known_from_its_first_bytes(int size, string expected) =>
        Assert.Equal(expected, RconPacket.TryRead(BitConverter.GetBytes(size), out _, out _).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4086)]
    [InlineData(4087)]
    [InlineData(20_000)]
    public void A_long_answer_is_cut_into_packets_of_at_most_4096_bytes_between_characters(int characters)
    {
        foreach (var letter in (string[])["x", "ü", "€", "𝄞"])
        {
            var text = string.Concat(Enumerable.Repeat(letter, characters));
            var bytes = new List<byte>();
            RconPacket.WriteAnswer(bytes, 5, text);

            var joined = "";
            ReadOnlySpan<byte> rest = bytes.ToArray();
            while (rest.Length != 0)
            {
                Assert.Equal(RconRead.Whole, RconPacket.TryRead(rest, out var packet, out var length));
                Assert.Equal((5, RconType.Response), (packet.Id, packet.Type));
                Assert.DoesNotContain('\uFFFD', packet.Body);
                joined += packet.Body;
                rest = rest[length..];
            }

            Assert.Equal(text, joined);
        }
    }

    [Fact]
    public void A_hundred_thousand_mutated_packets_are_read_or_not_and_never_more_than_there_is()
    {
        var random = new Random(18);
        var bytes = new byte[5000];
        var whole = 0;
        for (var round = 0; round < 100_000; round++)
        {
            var length = random.Next(0, 64);
            random.NextBytes(bytes.AsSpan(0, length));
            if (length >= 4 && round % 2 == 0)
                BitConverter.TryWriteBytes(bytes, random.Next(0, 70));

            var read = RconPacket.TryRead(bytes.AsSpan(0, length), out var packet, out var taken);

            Assert.InRange(taken, 0, length);
            Assert.Equal(read == RconRead.Whole, taken >= 14);
            whole += read == RconRead.Whole ? 1 : 0;
            Assert.True(read != RconRead.Whole || packet.Body.Length <= taken - 12);
        }

        Assert.True(whole > 1000);
    }
}
