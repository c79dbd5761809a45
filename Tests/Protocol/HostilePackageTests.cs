using System.Buffers;
using Ecs.Protocol;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using MessagePack;

namespace Ecs.Tests.Protocol;

/// <summary>
/// What our boundary takes for granted of MessagePack's reader: bytes from an enemy end in one of three exceptions, move it forward only,
/// and cost neither memory nor stack. The calls are the ones that the product makes.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class HostilePackageTests
{
    private const int OneKibibyte = 1024;

    private delegate void Reading(ref MessagePackReader reader);

    private static readonly Reading[] EveryRead =
    [
        (ref MessagePackReader r) => r.TryReadNil(),
        (ref MessagePackReader r) => r.ReadBoolean(),
        (ref MessagePackReader r) => r.ReadByte(),
        (ref MessagePackReader r) => r.ReadSByte(),
        (ref MessagePackReader r) => r.ReadUInt16(),
        (ref MessagePackReader r) => r.ReadInt32(),
        (ref MessagePackReader r) => r.ReadUInt32(),
        (ref MessagePackReader r) => r.ReadInt64(),
        (ref MessagePackReader r) => r.ReadUInt64(),
        (ref MessagePackReader r) => r.ReadDouble(),
        (ref MessagePackReader r) => r.ReadBytes(),
        (ref MessagePackReader r) => r.TryReadStringSpan(out _),
        (ref MessagePackReader r) => r.ReadArrayHeader(),
        (ref MessagePackReader r) => r.ReadMapHeader(),
        (ref MessagePackReader r) => r.Skip(),
        (ref MessagePackReader r) => _ = r.NextMessagePackType,
    ];

    [Fact]
    public void Every_truncation_is_noticed_as_an_end()
    {
        var message = Message();
        for (var length = 0; length < message.Length; length++)
        {
            ReadOnlyMemory<byte> cut = message.AsMemory(0, length);
            Assert.Throws<EndOfStreamException>(() => new MessagePackReader(cut).Skip());
            Assert.Throws<EndOfStreamException>(() => ReadMessage(cut));
        }

        ReadMessage(message);
    }

    [Theory]
    [InlineData("a161")]
    [InlineData("ca00000000")]
    [InlineData("c1")]
    [InlineData("c0")]
    public void A_number_that_is_none_is_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(bytes).ReadInt32());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(bytes).ReadArrayHeader());
        Assert.Throws<MessagePackSerializationException>(() => new MessagePackReader(bytes).ReadMapHeader());
    }

    [Fact]
    public void A_number_too_large_for_its_field_is_an_overflow()
    {
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString("cd0100")).ReadByte());
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString("ff")).ReadUInt64());
        Assert.Throws<OverflowException>(() => new MessagePackReader(Convert.FromHexString("cf8000000000000000")).ReadInt64());
    }

    [Fact]
    public void Mutated_messages_end_well_or_in_one_of_three_exceptions()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_MESSAGES"), out var wanted) ? wanted : 200_000;
        const int Seed = 20_260;
        var random = new Random(Seed);
        var message = Message();
        var mutated = new byte[message.Length];
        for (var i = 0; i < count; i++)
        {
            var length = Mutate(random, message, mutated);
            ReadOnlyMemory<byte> bytes = mutated.AsMemory(0, length);
            var reader = new MessagePackReader(bytes);
            try
            {
                while (!reader.End)
                {
                    var before = reader.Consumed;
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

    /// <summary>As deep as the longest message that reaches a reader, on a stack of the size that threads of ours have.</summary>
    [Fact]
    public void Nesting_as_deep_as_a_message_is_long_is_skipped_or_refused()
    {
        var whole = new byte[Limits.ControlBytes];
        whole.AsSpan(..^1).Fill(0x91);
        byte[] open = [.. Enumerable.Repeat((byte)0x91, Limits.ControlBytes)];

        Assert.True(Read((ref MessagePackReader r) => r.Skip(), whole));
        Assert.False(Read((ref MessagePackReader r) => r.Skip(), open));
    }

    [Theory]
    [InlineData("ddffffffff")]
    [InlineData("dd7fffffff00")]
    [InlineData("dc0003c0c0")]
    [InlineData("dfffffffff")]
    [InlineData("df7fffffff00")]
    [InlineData("df000186a0c0c0c0c0")]
    [InlineData("dbffffffff41")]
    [InlineData("c6ffffffff41")]
    [InlineData("c67fffffff41")]
    [InlineData("c9ffffffff0141")]
    public void Forged_length_is_refused_before_anything_is_allocated(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Reading typed = MessagePackCode.ToMessagePackType(bytes[0]) switch
        {
            MessagePackType.Array => (ref MessagePackReader r) => r.ReadArrayHeader(),
            MessagePackType.Map => (ref MessagePackReader r) => r.ReadMapHeader(),
            MessagePackType.String => (ref MessagePackReader r) => r.TryReadStringSpan(out _),
            MessagePackType.Binary => (ref MessagePackReader r) => r.ReadBytes(),
            _ => (ref MessagePackReader r) => r.Skip(),
        };
        foreach (var read in new[] { typed, (ref MessagePackReader r) => r.Skip() })
            Allocations.AssertAtMostOnceWarm(OneKibibyte, () => Assert.False(Read(read, bytes)));
    }

    /// <summary>False when the bytes are refused.</summary>
    private static bool Read(Reading read, byte[] bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            read(ref reader);
            return true;
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            return false;
        }
    }

    private static int Mutate(Random random, byte[] message, byte[] mutated)
    {
        message.CopyTo(mutated, 0);
        var length = message.Length;
        for (var changes = random.Next(1, 6); changes > 0; changes--)
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
                    var from = random.Next(length);
                    var to = random.Next(length);
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
        writer.WriteArrayHeader(8);
        writer.Write(7);
        writer.Write(-70_000);
        writer.Write(2.5);
        writer.Write("a text longer than thirty-one bytes, so with a header");
        writer.Write([1, 2, 3]);
        writer.WriteMapHeader(1);
        writer.Write("k");
        writer.WriteNil();
        writer.WriteArrayHeader(2);
        writer.Write(ulong.MaxValue);
        writer.Write(true);
        writer.Write(ushort.MaxValue);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void ReadMessage(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        reader.ReadInt32();
        reader.ReadInt32();
        reader.ReadDouble();
        if (!reader.TryReadStringSpan(out _))
            throw new EndOfStreamException();
        reader.ReadBytes();
        reader.ReadMapHeader();
        reader.TryReadStringSpan(out _);
        if (!reader.TryReadNil())
            throw new EndOfStreamException();
        reader.ReadArrayHeader();
        reader.ReadUInt64();
        reader.ReadBoolean();
        reader.ReadUInt16();
    }
}
