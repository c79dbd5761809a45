using Ecs.Protocol.Bits;

namespace Ecs.Tests.Protocol;

public class BitPackingTests
{
    [Fact]
    public void Values_of_any_width_read_back_equal()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(1, 64)];
            var writer = new BitWriter(bytes);
            List<(uint Value, int Bits)> written = [];
            while (true)
            {
                var bits = random.Next(1, 33);
                var value = MessageCases.U32(random);
                writer.Write(value, bits);
                if (writer.Overflowed)
                    break;

                written.Add((value & (uint)(ulong.MaxValue >> (64 - bits)), bits));
            }

            var length = writer.Finish();
            Assert.Equal((written.Sum(item => item.Bits) + 7) / 8, length);
            var reader = new BitReader(bytes.AsSpan(0, length));
            var plain = new PlainBits(bytes[..length]);
            foreach (var (value, bits) in written)
            {
                Assert.Equal(value, reader.Read(bits));
                Assert.Equal(value, plain.Unsigned(bits));
            }

            Assert.True(reader.TryFinish(), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0UL, 8)]
    [InlineData(127UL, 8)]
    [InlineData(128UL, 16)]
    [InlineData(16_383UL, 16)]
    [InlineData(16_384UL, 24)]
    [InlineData(uint.MaxValue, 40)]
    [InlineData((1UL << 63) - 1, 72)]
    [InlineData(1UL << 63, 80)]
    [InlineData(ulong.MaxValue, 80)]
    public void A_variable_number_takes_a_byte_for_seven_bits(ulong value, int bits)
    {
        var bytes = new byte[16];
        var writer = new BitWriter(bytes);
        writer.WriteVariable(value);
        var length = writer.Finish();

        Assert.Equal(bits, length * 8);
        Assert.Equal(bits, BitWriter.VariableBits(value));
        var reader = new BitReader(bytes.AsSpan(0, length));
        Assert.Equal(value, reader.ReadVariable());
        Assert.True(reader.TryFinish());
    }

    [Theory]
    [InlineData("ffffffffffffffffffff01")]
    [InlineData("ffffffffffffffffff03")]
    [InlineData("8000")]
    [InlineData("80")]
    public void A_variable_number_that_is_too_long_or_padded_or_cut_fails(string hex)
    {
        var reader = new BitReader(Convert.FromHexString(hex));
        Assert.Equal(0UL, reader.ReadVariable());
        Assert.True(reader.Failed);
        Assert.False(reader.TryFinish());
    }

    [Fact]
    public void Reading_past_the_end_fails_for_good()
    {
        var reader = new BitReader([0xff]);
        Assert.Equal(0x7fu, reader.Read(7));
        Assert.Equal(0u, reader.Read(2));
        Assert.True(reader.Failed);
        Assert.Equal(0u, reader.Read(1));
    }

    [Fact]
    public void Set_bits_or_a_whole_byte_behind_the_end_do_not_finish()
    {
        var set = new BitReader([0x81]);
        set.Read(7);
        Assert.False(set.TryFinish());
        var whole = new BitReader([0, 0]);
        whole.Read(8);
        Assert.False(whole.TryFinish());
    }
}
