using System.Buffers;
using MessagePack;

namespace Ecs.StandIns.Tests.MessagePack;

/// <summary>Exact bytes of values, computed by hand from the MessagePack specification.</summary>
public sealed class VectorTests
{
    private delegate void Writing(ref MessagePackWriter writer);

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(255, "ccff")]
    [InlineData(256, "cd0100")]
    [InlineData(65535, "cdffff")]
    [InlineData(65536, "ce00010000")]
    [InlineData(2147483647, "ce7fffffff")]
    [InlineData(4294967295, "ceffffffff")]
    [InlineData(4294967296, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1, "ff")]
    [InlineData(-32, "e0")]
    [InlineData(-33, "d0df")]
    [InlineData(-128, "d080")]
    [InlineData(-129, "d1ff7f")]
    [InlineData(-32768, "d18000")]
    [InlineData(-32769, "d2ffff7fff")]
    [InlineData(-2147483648, "d280000000")]
    [InlineData(-2147483649, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Integer_takes_the_shortest_form_and_the_unsigned_one_unless_negative(long value, string hex)
    {
        Assert.Equal(hex, Hex((ref MessagePackWriter w) => w.Write(value)));
        Assert.Equal(hex.Length / 2, MessagePackWriter.GetEncodedLength(value));
        var reader = new MessagePackReader(Convert.FromHexString(hex));
        Assert.Equal(value, reader.ReadInt64());
        Assert.True(reader.End);
    }

    [Fact]
    public void Every_integer_type_writes_the_same_bytes_for_the_same_value()
    {
        foreach (int value in new[] { 0, 1, 100, 127 })
        {
            string expected = Hex((ref MessagePackWriter w) => w.Write((long)value));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((sbyte)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((byte)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((short)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((ushort)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((char)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write(value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((uint)value)));
            Assert.Equal(expected, Hex((ref MessagePackWriter w) => w.Write((ulong)value)));
        }
    }

    [Fact]
    public void Other_values_take_their_bytes_of_the_specification()
    {
        Assert.Equal("c0", Hex((ref MessagePackWriter w) => w.WriteNil()));
        Assert.Equal("c3c2", Hex((ref MessagePackWriter w) => { w.Write(true); w.Write(false); }));
        Assert.Equal("ca3fc00000", Hex((ref MessagePackWriter w) => w.Write(1.5f)));
        Assert.Equal("cb3ff8000000000000", Hex((ref MessagePackWriter w) => w.Write(1.5)));
        Assert.Equal("a668c3a96c6c6f", Hex((ref MessagePackWriter w) => w.Write("h\u00e9llo")));
        Assert.Equal("c0", Hex((ref MessagePackWriter w) => w.Write((string?)null)));
        Assert.Equal("c0", Hex((ref MessagePackWriter w) => w.Write((byte[]?)null)));
        Assert.Equal("c403010203", Hex((ref MessagePackWriter w) => w.Write(new byte[] { 1, 2, 3 })));
        Assert.Equal("93c0c0c0", Hex((ref MessagePackWriter w) => { w.WriteArrayHeader(3); w.WriteNil(); w.WriteNil(); w.WriteNil(); }));
        Assert.Equal("dc0010", Hex((ref MessagePackWriter w) => w.WriteArrayHeader(16)));
        Assert.Equal("dd00010000", Hex((ref MessagePackWriter w) => w.WriteArrayHeader(65536)));
        Assert.Equal("82", Hex((ref MessagePackWriter w) => w.WriteMapHeader(2)));
        Assert.Equal("de0010", Hex((ref MessagePackWriter w) => w.WriteMapHeader(16)));
        Assert.Equal("df00010000", Hex((ref MessagePackWriter w) => w.WriteMapHeader(65536)));
        Assert.Equal("d6ff65535400", Hex((ref MessagePackWriter w) => w.Write(DateTime.UnixEpoch.AddSeconds(0x65535400))));
        Assert.Equal("d7ff0000019065535400", Hex((ref MessagePackWriter w) => w.Write(DateTime.UnixEpoch.AddSeconds(0x65535400).AddTicks(1))));
        Assert.Equal("c70cff00000000ffffffffffffffff", Hex((ref MessagePackWriter w) => w.Write(DateTime.UnixEpoch.AddSeconds(-1))));
        Assert.Equal("d40501", Hex((ref MessagePackWriter w) => w.WriteExtensionFormat(new ExtensionResult(5, new byte[] { 1 }))));
        Assert.Equal("c703fb010203", Hex((ref MessagePackWriter w) => w.WriteExtensionFormat(new ExtensionResult(-5, new byte[] { 1, 2, 3 }))));
    }

    [Fact]
    public void Nothing_reaches_the_output_before_flush()
    {
        var output = new ArrayBufferWriter<byte>(64);
        var writer = new MessagePackWriter(output);
        writer.Write(1);
        writer.Write("abc");
        Assert.Equal(0, output.WrittenCount);
        writer.Flush();
        Assert.Equal(5, output.WrittenCount);
    }

    private static string Hex(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        write(ref writer);
        writer.Flush();
        return Convert.ToHexStringLower(output.WrittenSpan);
    }
}
