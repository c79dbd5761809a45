using System.Buffers;
using System.Text;
using MessagePack;

namespace Ecs.StandIns.Tests.MessagePack;

/// <summary>What is written is read back, at every border between encodings, from one piece and from many.</summary>
public sealed class RoundTripTests
{
    private delegate void Writing(ref MessagePackWriter writer);

    private delegate T Reading<out T>(ref MessagePackReader reader);

    public static TheoryData<int> Lengths() => [0, 1, 2, 15, 16, 31, 32, 127, 128, 255, 256, 65_535, 65_536, 100_000];

    [Fact]
    public void Integers_next_to_every_power_of_two_come_back_in_every_type_they_fit()
    {
        for (int bits = 0; bits < 64; bits++)
        {
            for (int delta = -2; delta <= 2; delta++)
            {
                ulong value = (1UL << bits) + (ulong)delta;
                RoundTrip(value, (ref MessagePackWriter w) => w.Write(value), (ref MessagePackReader r) => r.ReadUInt64());
                long signed = (long)value;
                foreach (long integer in new[] { signed, -signed, ~signed })
                {
                    Byte[] bytes = RoundTrip(integer, (ref MessagePackWriter w) => w.Write(integer), (ref MessagePackReader r) => r.ReadInt64());
                    Assert.Equal(bytes.Length, MessagePackWriter.GetEncodedLength(integer));
                    ExpectFitOrOverflow(integer, bytes);
                }

                Assert.Equal(value <= long.MaxValue, Fits(bytesOf: value, (ref MessagePackReader r) => r.ReadInt64()));
            }
        }
    }

    [Fact]
    public void Fixed_width_integers_keep_their_width_and_read_as_any_type_they_fit()
    {
        Assert.Equal("cc05", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteUInt8(5))));
        Assert.Equal("d005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteInt8(5))));
        Assert.Equal("cd0005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteUInt16(5))));
        Assert.Equal("d10005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteInt16(5))));
        Assert.Equal("ce00000005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteUInt32(5))));
        Assert.Equal("d200000005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteInt32(5))));
        Assert.Equal("cf0000000000000005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteUInt64(5))));
        Assert.Equal("d30000000000000005", Convert.ToHexStringLower(Bytes((ref MessagePackWriter w) => w.WriteInt64(5))));
        foreach (string hex in new[] { "05", "cc05", "d005", "cd0005", "d10005", "ce00000005", "d200000005", "cf0000000000000005", "d30000000000000005" })
        {
            byte[] bytes = Convert.FromHexString(hex);
            Assert.Equal(5, new MessagePackReader(bytes).ReadByte());
            Assert.Equal(5, new MessagePackReader(bytes).ReadSByte());
            Assert.Equal(5, new MessagePackReader(bytes).ReadInt32());
            Assert.Equal(5UL, new MessagePackReader(bytes).ReadUInt64());
            Assert.Equal(5f, new MessagePackReader(bytes).ReadSingle());
            Assert.Equal(5d, new MessagePackReader(bytes).ReadDouble());
        }
    }

    [Fact]
    public void Floats_come_back_bit_by_bit_and_read_as_the_other_width()
    {
        foreach (float value in new[] { 0f, -0f, 1.5f, float.NaN, float.PositiveInfinity, float.MinValue, float.Epsilon })
        {
            byte[] bytes = RoundTrip(value, (ref MessagePackWriter w) => w.Write(value), (ref MessagePackReader r) => r.ReadSingle());
            Assert.Equal(value, new MessagePackReader(bytes).ReadDouble());
        }

        foreach (double value in new[] { 0d, 1.5, double.NaN, double.NegativeInfinity, double.MaxValue, double.Epsilon })
        {
            byte[] bytes = RoundTrip(value, (ref MessagePackWriter w) => w.Write(value), (ref MessagePackReader r) => r.ReadDouble());
            Assert.Equal((float)value, new MessagePackReader(bytes).ReadSingle());
        }

        Assert.Equal(ulong.MaxValue, new MessagePackReader(Bytes((ref MessagePackWriter w) => w.Write(ulong.MaxValue))).ReadDouble());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Texts_and_bytes_of_every_header_length_come_back(int length)
    {
        string ascii = new('x', length);
        string wide = string.Concat(Enumerable.Repeat("\u00e9\u20ac", length / 2));
        foreach (string text in new[] { ascii, wide })
        {
            byte[] bytes = RoundTrip(text, (ref MessagePackWriter w) => w.Write(text), (ref MessagePackReader r) => r.ReadString());
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Assert.Equal(bytes, Bytes((ref MessagePackWriter w) => w.WriteString(utf8)));
            Assert.Equal(bytes, Bytes((ref MessagePackWriter w) => w.WriteString(Segments.Cut(utf8, 3))));
            var reader = new MessagePackReader(bytes);
            Assert.True(reader.TryReadStringSpan(out ReadOnlySpan<byte> span));
            Assert.True(span.SequenceEqual(utf8));
            Assert.True(reader.End);
            Assert.Equal(utf8, new MessagePackReader(bytes).ReadStringSequence()!.Value.ToArray());
        }

        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        byte[] bin = RoundTrip(
            Convert.ToHexString(payload),
            (ref MessagePackWriter w) => w.Write(payload),
            (ref MessagePackReader r) => Convert.ToHexString(r.ReadBytes()!.Value.ToArray()));
        Assert.Equal(bin, Bytes((ref MessagePackWriter w) => w.Write(Segments.Cut(payload, 5))));
        RoundTrip(
            $"-7 {Convert.ToHexString(payload)}",
            (ref MessagePackWriter w) => w.WriteExtensionFormat(new ExtensionResult(-7, payload)),
            (ref MessagePackReader r) =>
            {
                ExtensionResult result = r.ReadExtensionFormat();
                return $"{result.TypeCode} {Convert.ToHexString(result.Data.ToArray())}";
            });
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Array_and_map_headers_of_every_length_come_back(int count)
    {
        byte[] array = Bytes((ref MessagePackWriter w) =>
        {
            w.WriteArrayHeader(count);
            w.WriteRaw(new byte[count]);
        });
        byte[] map = Bytes((ref MessagePackWriter w) =>
        {
            w.WriteMapHeader(count);
            w.WriteRaw(new byte[2 * count]);
        });

        var reader = new MessagePackReader(array);
        Assert.True(reader.CreatePeekReader().TryReadArrayHeader(out int peeked));
        Assert.Equal(count, peeked);
        Assert.Equal(MessagePackType.Array, reader.NextMessagePackType);
        Assert.Equal(count, reader.ReadArrayHeader());
        reader = new MessagePackReader(map);
        Assert.True(reader.CreatePeekReader().TryReadMapHeader(out peeked));
        Assert.Equal(count, peeked);
        Assert.Equal(count, reader.ReadMapHeader());
        foreach (byte[] bytes in new[] { array, map })
        {
            reader = new MessagePackReader(Segments.Cut(bytes, 7));
            reader.Skip();
            Assert.True(reader.End);
            reader = new MessagePackReader(bytes);
            Assert.Equal(bytes, reader.ReadRaw().ToArray());
        }
    }

    [Fact]
    public void Times_of_all_three_widths_come_back_as_utc()
    {
        foreach (DateTime time in new[]
        {
            DateTime.UnixEpoch, DateTime.UnixEpoch.AddSeconds(uint.MaxValue), DateTime.UnixEpoch.AddSeconds(uint.MaxValue + 1L),
            DateTime.UnixEpoch.AddTicks(1), DateTime.UnixEpoch.AddTicks(-1), DateTime.UnixEpoch.AddSeconds(1L << 34),
            DateTime.UnixEpoch.AddSeconds((1L << 34) - 1), DateTime.MinValue, DateTime.MaxValue,
        })
        {
            DateTime utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
            RoundTrip(utc, (ref MessagePackWriter w) => w.Write(utc), (ref MessagePackReader r) => r.ReadDateTime());
            Assert.Equal(DateTimeKind.Utc, new MessagePackReader(Bytes((ref MessagePackWriter w) => w.Write(utc))).ReadDateTime().Kind);
        }
    }

    [Fact]
    public void Nil_stands_for_no_text_and_no_bytes_and_is_looked_for_without_moving()
    {
        byte[] bytes = Bytes((ref MessagePackWriter w) =>
        {
            w.Write((string?)null);
            w.Write((byte[]?)null);
            w.Write(true);
            w.WriteNil();
        });
        var reader = new MessagePackReader(bytes);

        Assert.False(reader.TryReadStringSpan(out _));
        Assert.True(reader.IsNil);
        Assert.Null(reader.ReadString());
        Assert.Null(reader.ReadBytes());
        Assert.False(reader.TryReadNil());
        Assert.True(reader.ReadBoolean());
        Assert.Equal(3, reader.Consumed);
        Assert.Equal(Nil.Default, reader.ReadNil());
        Assert.True(reader.End);
        Assert.False(reader.IsNil);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character()
    {
        byte[] expected = [0xa3, 0xef, 0xbf, 0xbd];
        Assert.Equal(expected, Bytes((ref MessagePackWriter w) => w.Write("\ud83d")));
    }

    [Fact]
    public void Text_across_pieces_is_read_as_a_whole_but_not_as_a_span()
    {
        byte[] bytes = Bytes((ref MessagePackWriter w) => w.Write("hello"));
        var reader = new MessagePackReader(Segments.Cut(bytes, 2));

        Assert.False(reader.TryReadStringSpan(out _));
        Assert.Equal(0, reader.Consumed);
        Assert.Equal("hello", reader.ReadString());
        Assert.True(reader.End);
        var aligned = new MessagePackReader(Segments.Cut(Bytes((ref MessagePackWriter w) => w.Write("a")), 1));
        Assert.True(aligned.TryReadStringSpan(out ReadOnlySpan<byte> span));
        Assert.Equal((byte)'a', span[0]);
    }

    [Fact]
    public void Writer_goes_on_across_the_ends_of_small_output_spans()
    {
        var output = new SmallSpans();
        var writer = new MessagePackWriter(output);
        for (int i = 0; i < 1_000; i++)
        {
            writer.Write(i * 100_000L);
            writer.Write($"text number {i} of a thousand, long enough to be counted first");
        }

        writer.Flush();
        var reader = new MessagePackReader(output.Bytes.ToArray());
        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal(i * 100_000L, reader.ReadInt64());
            Assert.Equal($"text number {i} of a thousand, long enough to be counted first", reader.ReadString());
        }

        Assert.True(reader.End);
    }

    private static byte[] RoundTrip<T>(T value, Writing write, Reading<T> read)
    {
        byte[] bytes = Bytes(write);
        var whole = new MessagePackReader(bytes);
        Assert.Equal(value, read(ref whole));
        Assert.True(whole.End);
        foreach (int piece in new[] { 1, 3 })
        {
            var reader = new MessagePackReader(Segments.Cut(bytes, piece));
            Assert.Equal(value, read(ref reader));
            Assert.True(reader.End);
            Assert.Equal(bytes.Length, reader.Consumed);
        }

        return bytes;
    }

    private static byte[] Bytes(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        write(ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void ExpectFitOrOverflow(long value, byte[] bytes)
    {
        Assert.Equal(value is >= 0 and <= byte.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadByte()));
        Assert.Equal(value is >= sbyte.MinValue and <= sbyte.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadSByte()));
        Assert.Equal(value is >= 0 and <= ushort.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadUInt16()));
        Assert.Equal(value is >= short.MinValue and <= short.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadInt16()));
        Assert.Equal(value is >= 0 and <= char.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadChar()));
        Assert.Equal(value is >= 0 and <= uint.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadUInt32()));
        Assert.Equal(value is >= int.MinValue and <= int.MaxValue, Fits(bytes, (ref MessagePackReader r) => r.ReadInt32()));
        Assert.Equal(value >= 0, Fits(bytes, (ref MessagePackReader r) => r.ReadUInt64()));
    }

    private static bool Fits<T>(ulong bytesOf, Reading<T> read) =>
        Fits(Bytes((ref MessagePackWriter w) => w.Write(bytesOf)), read);

    private static bool Fits<T>(byte[] bytes, Reading<T> read)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            read(ref reader);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private sealed class SmallSpans : IBufferWriter<byte>
    {
        private byte[] _span = [];

        public List<byte> Bytes { get; } = [];

        public void Advance(int count) => Bytes.AddRange(_span.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _span = new byte[Math.Max(7, sizeHint)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
