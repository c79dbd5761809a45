using System.Buffers;
using Ecs.Tests.Testing;
using MessagePack;

namespace Ecs.StandIns.Tests.MessagePack;

/// <summary>Bytes from an enemy end in one of three exceptions, cost no memory and no stack.</summary>
public sealed class HostileInputTests
{
    private const int Mutations = 200_000;
    private const int OneKibibyte = 1024;

    private delegate void Reading(ref MessagePackReader reader);

    private static readonly Reading[] EveryRead =
    [
        (ref MessagePackReader r) => r.ReadNil(),
        (ref MessagePackReader r) => r.TryReadNil(),
        (ref MessagePackReader r) => r.ReadBoolean(),
        (ref MessagePackReader r) => r.ReadByte(),
        (ref MessagePackReader r) => r.ReadSByte(),
        (ref MessagePackReader r) => r.ReadChar(),
        (ref MessagePackReader r) => r.ReadInt16(),
        (ref MessagePackReader r) => r.ReadUInt16(),
        (ref MessagePackReader r) => r.ReadInt32(),
        (ref MessagePackReader r) => r.ReadUInt32(),
        (ref MessagePackReader r) => r.ReadInt64(),
        (ref MessagePackReader r) => r.ReadUInt64(),
        (ref MessagePackReader r) => r.ReadSingle(),
        (ref MessagePackReader r) => r.ReadDouble(),
        (ref MessagePackReader r) => r.ReadDateTime(),
        (ref MessagePackReader r) => r.ReadString(),
        (ref MessagePackReader r) => r.ReadBytes(),
        (ref MessagePackReader r) => r.ReadStringSequence(),
        (ref MessagePackReader r) => r.TryReadStringSpan(out _),
        (ref MessagePackReader r) => r.ReadArrayHeader(),
        (ref MessagePackReader r) => r.TryReadArrayHeader(out _),
        (ref MessagePackReader r) => r.ReadMapHeader(),
        (ref MessagePackReader r) => r.TryReadMapHeader(out _),
        (ref MessagePackReader r) => r.ReadExtensionFormat(),
        (ref MessagePackReader r) => r.ReadExtensionFormatHeader(),
        (ref MessagePackReader r) => r.TryReadExtensionFormatHeader(out _),
        (ref MessagePackReader r) => r.ReadRaw(),
        (ref MessagePackReader r) => r.ReadRaw(3),
        (ref MessagePackReader r) => r.Skip(),
        (ref MessagePackReader r) => _ = r.NextMessagePackType,
    ];

    [Fact]
    public void Every_truncation_of_a_message_is_noticed_as_an_end()
    {
        byte[] message = Message();
        for (int length = 0; length < message.Length; length++)
        {
            ReadOnlyMemory<byte> cut = message.AsMemory(0, length);
            Assert.Throws<EndOfStreamException>(() => new MessagePackReader(cut).Skip());
            Assert.Throws<EndOfStreamException>(() => new MessagePackReader(cut).ReadRaw());
            Assert.Throws<EndOfStreamException>(() => new MessagePackReader(Segments.Cut(cut, 2)).Skip());
            Assert.Throws<EndOfStreamException>(() => ReadMessage(cut));
        }

        ReadMessage(message);
    }

    [Fact]
    public void Header_that_is_cut_off_is_told_without_moving()
    {
        foreach (string hex in new[] { "", "dc", "dc00", "dd000000", "de00", "df000000", "c7", "c701", "c80001", "c9000000", "d4" })
        {
            byte[] bytes = Convert.FromHexString(hex);
            var reader = new MessagePackReader(bytes);
            bool found = hex.StartsWith("dc", StringComparison.Ordinal) || hex.StartsWith("dd", StringComparison.Ordinal)
                ? reader.TryReadArrayHeader(out _)
                : hex.StartsWith("de", StringComparison.Ordinal) || hex.StartsWith("df", StringComparison.Ordinal)
                    ? reader.TryReadMapHeader(out _)
                    : reader.TryReadExtensionFormatHeader(out _);
            Assert.False(found);
            Assert.Equal(0, reader.Consumed);
        }
    }

    [Fact]
    public void Wrong_type_is_refused_naming_the_code()
    {
        byte[] text = [0xa1, 0x61];
        byte[] number = [0x05];
        byte[] fraction = [0xca, 0, 0, 0, 0];
        byte[] unused = [0xc1];

        Assert.Contains(
            "Unexpected msgpack code 0xa1",
            Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(text).ReadInt32()).Message,
            StringComparison.Ordinal);
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(fraction).ReadInt32());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadString());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadBytes());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadArrayHeader());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadMapHeader());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadBoolean());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadNil());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadDateTime());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(number).ReadExtensionFormat());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(unused).Skip());
        Assert.Equal(MessagePackType.Unknown, new MessagePackReader(unused).NextMessagePackType);
    }

    [Fact]
    public void Mutated_messages_end_well_or_in_one_of_three_exceptions()
    {
        const int Seed = 20_260;
        var random = new Random(Seed);
        byte[] message = Message();
        byte[] mutated = new byte[message.Length + 8];
        for (int i = 0; i < Mutations; i++)
        {
            int length = Mutate(random, message, mutated);
            ReadOnlyMemory<byte> bytes = mutated.AsMemory(0, length);
            var reader = i % 2 == 0
                ? new MessagePackReader(bytes)
                : new MessagePackReader(Segments.Cut(bytes, 1 + random.Next(9)));
            try
            {
                while (!reader.End)
                {
                    long before = reader.Consumed;
                    EveryRead[random.Next(EveryRead.Length)](ref reader);
                    Assert.InRange(reader.Consumed, before, length);
                }
            }
            catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException)
            {
                continue;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {Seed}, mutation {i}, {Convert.ToHexString(bytes.Span)}: {e}");
            }
        }
    }

    [Fact]
    public void Deep_nesting_is_skipped_without_stack_or_memory()
    {
        byte[] arrays = new byte[1_000_001];
        arrays.AsSpan(0, 1_000_000).Fill(0x91);
        byte[] maps = [.. Enumerable.Repeat(new byte[] { 0x81, 0x01 }, 1_000).SelectMany(pair => pair), 0xc0];
        byte[] open = [.. Enumerable.Repeat((byte)0x91, 1_000)];

        Allocations.AssertNoneOnceWarm(() => Read((ref MessagePackReader r) => r.Skip(), arrays));
        Allocations.AssertNoneOnceWarm(() => Read((ref MessagePackReader r) => r.Skip(), maps));
        AssertRefusedForLittle((ref MessagePackReader r) => r.Skip(), open);
    }

    [Theory]
    [InlineData("ddffffffff")]
    [InlineData("dd7fffffff00")]
    [InlineData("dc0003c0c0")]
    [InlineData("dfffffffff")]
    [InlineData("df7fffffff00")]
    [InlineData("df000186a0c0c0c0c0")]
    [InlineData("dbffffffff41")]
    [InlineData("c67fffffff41")]
    [InlineData("c9ffffffff0141")]
    [InlineData("c97fffffff0141")]
    public void Forged_length_is_refused_before_anything_is_allocated(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Reading typed = MessagePackCode.ToMessagePackType(bytes[0]) switch
        {
            MessagePackType.Array => (ref MessagePackReader r) => r.ReadArrayHeader(),
            MessagePackType.Map => (ref MessagePackReader r) => r.ReadMapHeader(),
            MessagePackType.String => (ref MessagePackReader r) => r.ReadString(),
            MessagePackType.Binary => (ref MessagePackReader r) => r.ReadBytes(),
            _ => (ref MessagePackReader r) => r.ReadExtensionFormat(),
        };
        foreach (Reading read in new[] { typed, (ref MessagePackReader r) => r.Skip() })
        {
            AssertRefusedForLittle(read, bytes);
        }
    }

    [Fact]
    public void Count_beyond_the_integers_is_an_overflow()
    {
        byte[] bytes = [0xdd, 0xff, 0xff, 0xff, 0xff, .. new byte[64]];
        Assert.Throws<OverflowException>(() => new MessagePackReader(bytes).ReadArrayHeader());
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(bytes).Skip());
        bytes[1] = 0x7f;
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(bytes).ReadArrayHeader());
        bytes[0] = 0xdf;
        Assert.Throws<EndOfStreamException>(() => new MessagePackReader(bytes).ReadMapHeader());
    }

    [Fact]
    public void Reading_and_writing_numbers_and_spans_allocates_nothing()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        byte[] message = Message();
        Allocations.AssertNoneOnceWarm(() =>
        {
            output.ResetWrittenCount();
            var writer = new MessagePackWriter(output);
            writer.WriteArrayHeader(4);
            writer.Write(123456);
            writer.Write(1.5f);
            writer.Write("text that is already there");
            writer.Write(message);
            writer.Flush();
            ReadMessage(message, readText: false);
        });
    }

    /// <summary>What the exception itself takes is counted too.</summary>
    private static void AssertRefusedForLittle(Reading read, byte[] bytes) =>
        Allocations.AssertAtMostOnceWarm(OneKibibyte, () => Assert.False(Read(read, bytes)));

    /// <summary>False when the bytes are refused.</summary>
    private static bool Read(Reading read, byte[] bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            read(ref reader);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException)
        {
            return false;
        }
    }

    private static int Mutate(Random random, byte[] message, byte[] mutated)
    {
        message.CopyTo(mutated, 0);
        int length = message.Length;
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            switch (random.Next(5))
            {
                case 0:
                    mutated[random.Next(length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[random.Next(length)] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated[random.Next(length)] = (byte)random.Next(MessagePackCode.Nil, 256);
                    break;
                case 3:
                    length = random.Next(1, length + 1);
                    break;
                default:
                    int from = random.Next(length);
                    int to = random.Next(length);
                    Array.Copy(mutated, from, mutated, to, length - Math.Max(from, to));
                    break;
            }
        }

        return length;
    }

    private static byte[] Message()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(9);
        writer.Write(7);
        writer.Write(-70_000);
        writer.Write(1.5f);
        writer.Write(2.5);
        writer.Write("a text longer than thirty-one bytes, so with a header");
        writer.Write([1, 2, 3]);
        writer.Write(DateTime.UnixEpoch.AddTicks(5));
        writer.WriteMapHeader(1);
        writer.Write("k");
        writer.WriteNil();
        writer.WriteArrayHeader(2);
        writer.Write(ulong.MaxValue);
        writer.Write(true);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void ReadMessage(ReadOnlyMemory<byte> bytes, bool readText = true)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        reader.ReadInt32();
        reader.ReadInt32();
        reader.ReadSingle();
        reader.ReadDouble();
        if (readText)
        {
            reader.ReadString();
        }
        else
        {
            reader.TryReadStringSpan(out _);
        }

        reader.ReadBytes();
        reader.ReadDateTime();
        reader.ReadMapHeader();
        reader.TryReadStringSpan(out _);
        reader.ReadNil();
        reader.ReadArrayHeader();
        reader.ReadUInt64();
        reader.ReadBoolean();
    }
}
