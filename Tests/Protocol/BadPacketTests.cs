using System.Buffers.Binary;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Protocol;

/// <summary>What is not the wire is refused: no exception, no effect, little memory.</summary>
[Collection(AloneLane.Name)]
public class BadPacketTests
{
    private readonly Receiver _receiver = new();

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void Every_truncation_of_every_message_is_refused(string name)
    {
        var item = MessageCases.Named(name);
        for (var seed = -1; seed < 20; seed++)
        {
            var packet = seed < 0 ? item.EncodeSample() : item.EncodeRandom(new Random(seed));
            for (var length = 0; length < packet.Length; length++)
            {
                var fault = item.Decode(packet.AsMemory(0, length));
                Assert.Equal(length == 0 ? ReadFault.Empty : ReadFault.Malformed, fault);
                Assert.NotEqual(ReadFault.None, _receiver.Read(packet.AsMemory(0, length), item.Sender, item.Lane));
            }
        }
    }

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void Bytes_behind_the_end_are_refused(string name)
    {
        var item = MessageCases.Named(name);
        Assert.Equal(ReadFault.Malformed, item.Decode((byte[])[.. item.EncodeSample(), 0xc0]));
    }

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void Another_number_of_fields_is_refused(string name)
    {
        var item = MessageCases.Named(name);
        var packet = item.EncodeSample();
        byte[] oneMore = [(byte)(packet[0] + 1), .. packet[1..], 0];
        Assert.Equal(ReadFault.Malformed, item.Decode(oneMore));
        packet[0]--;
        Assert.Equal(ReadFault.Malformed, item.Decode(packet));
    }

    [Fact]
    public void Every_truncation_of_an_input_body_is_refused()
    {
        var body = MessageCases.SampleInputBody();
        var commands = new PlayerCommand[Limits.CommandsPerInput];
        for (var length = 0; length < body.Length; length++)
        {
            Assert.False(InputBody.TryRead(body.AsSpan(0, length), out _, commands, out var count));
            Assert.Equal(0, count);
        }
    }

    [Fact]
    public void Every_truncation_of_a_snapshot_body_is_refused_and_leaves_the_picture_alone()
    {
        var (body, flags) = SampleRoom.SampleBody();
        var picture = new ReplicaPicture();
        var decoder = new SnapshotDecoder(SampleRoom.Codes);
        for (var length = 0; length < body.Length; length++)
        {
            Assert.False(decoder.TryDecode(new(77), flags, body.AsSpan(0, length), picture, out _));
            Assert.Equal(0, picture.Entities.Length);
        }

        Assert.True(decoder.TryDecode(new(77), flags, body, picture, out _));
        Assert.Equal(2, picture.Entities.Length);
    }

    [Fact]
    public void Bodies_with_bytes_or_set_bits_behind_the_end_are_refused()
    {
        var commands = new PlayerCommand[Limits.CommandsPerInput];
        var input = MessageCases.SampleInputBody();
        Assert.False(InputBody.TryRead((byte[])[.. input, 0], out _, commands, out _));
        input[^1] |= 0x80;
        Assert.False(InputBody.TryRead(input, out _, commands, out _));

        var picture = new ReplicaPicture();
        var decoder = new SnapshotDecoder(SampleRoom.Codes);
        var (body, flags) = SampleRoom.SampleBody();
        Assert.False(decoder.TryDecode(new(77), flags, (byte[])[.. body, 0], picture, out _));
        var sound = new ReplicaPicture();
        Assert.True(decoder.TryDecode(new(77), flags, body, sound, out _));
        for (var bit = 0; bit < 8; bit++)
        {
            body[^1] ^= (byte)(1 << bit);
            Assert.False(decoder.TryDecode(new(77), flags, body, picture, out _) && picture.Equals(sound, out _), $"bit {bit} means nothing");
            body[^1] ^= (byte)(1 << bit);
        }
    }

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void Lengths_that_lie_are_refused_for_little_memory(string name)
    {
        var item = MessageCases.Named(name);
        var packet = item.EncodeSample();
        _receiver.Read(packet, item.Sender, item.Lane);
        foreach (var header in PlainMessagePack.HeadersOf(packet))
        {
            long remaining = packet.Length - header.End;
            foreach (var lie in (long[])[uint.MaxValue, int.MaxValue, 1L << 31, remaining + 1, 65_535, 255])
            {
                if (lie <= remaining)
                    continue;

                byte[] forged = [.. packet[..header.Start], header.WideCode, 0, 0, 0, 0, .. packet[header.End..]];
                BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(header.Start + 1), (uint)lie);

                var fault = ReadFault.None;
                Allocations.AssertAtMostOnceWarm(Limits.AllocationBytes, () => fault = _receiver.Read(forged, item.Sender, item.Lane));

                Assert.NotEqual(ReadFault.None, fault);
            }
        }
    }

    [Fact]
    public void Faults_are_told_apart()
    {
        var auth = MessageCases.Named(nameof(RequestAuth)).EncodeSample();
        var input = MessageCases.Named(nameof(Input)).EncodeSample();
        Assert.Equal(ReadFault.Empty, _receiver.Read(default, Side.Client, Lane.Control));
        Assert.Equal(ReadFault.TooLong, _receiver.Read(new byte[Limits.StreamBytes + 1], Side.Client, Lane.Stream));
        Assert.Equal(ReadFault.TooLong, _receiver.Read(new byte[Limits.ControlBytes + 1], Side.Client, Lane.Control));
        Assert.Equal(ReadFault.WrongLane, _receiver.Read(auth, Side.Client, Lane.Stream));
        Assert.Equal(ReadFault.WrongLane, _receiver.Read(input, Side.Client, Lane.Control));
        Assert.Equal(ReadFault.UnknownMessage, _receiver.Read(auth, Side.Server, Lane.Control));
        Assert.Equal(ReadFault.UnknownMessage, _receiver.Read(new byte[] { 0x91, 63 }, Side.Client, Lane.Control));
        Assert.Equal(ReadFault.Malformed, _receiver.Read(new byte[] { 0xc0 }, Side.Client, Lane.Control));
        Assert.Equal(ReadFault.Malformed, _receiver.Read(new byte[] { 0x90 }, Side.Client, Lane.Control));
    }

    [Fact]
    public void Numbers_may_come_in_any_integer_form()
    {
        byte[] wide = [0xdc, 0, 4, 0xd3, 0, 0, 0, 0, 0, 0, 0, 5, 0xce, 0, 0, 0, 1, 0xd2, 0xff, 0xff, 0xff, 0xfe, 0xcf, 0, 0, 0, 0, 0, 1, 0x11, 0x70];
        Assert.Equal(ReadFault.None, _receiver.Read(wide, Side.Client, Lane.Control));
        Assert.Equal(ReadFault.None, MessageCodec.TryDecode<ActionRequest>(wide, out var action));
        Assert.Equal(new ActionRequest(new(PlayerActionCode.ChangeTeam, -2, 70_000)), action);
    }

    public static TheoryData<string, string> OutOfRange => new()
    {
        { "negative version", "9401ffa3616e61a0" },
        { "version of 17 bits", "9401ce00010000a3616e61a0" },
        { "action code of 17 bits", "9405ce000100000000" },
        { "invalid UTF-8", "940101a2c328a0" },
        { "surrogate in UTF-8", "940101a3eda080a0" },
        { "operator asks to enter as such", "9402a002a0" },
        { "action argument of 33 bits", "940501cf000000010000000000" },
        { "empty input body", "9208c400" },
        { "path of 547 bytes", "920acd0223" },
        { "path of 1002 bytes", "920acd03ea" },
        { "password of 65 letters", "9402a000d941" + string.Concat(Enumerable.Repeat("78", 65)) },
        { "proof of 31 bytes", "920dc41f" + new string('0', 62) },
        { "proof of 33 bytes", "920dc421" + new string('0', 66) },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_outside_its_range_is_refused(string what, string packet)
    {
        var bytes = Convert.FromHexString(packet);
        var lane = bytes[1] == (byte)MessageId.Input ? Lane.Stream : Lane.Control;
        Assert.True(_receiver.Read(bytes, Side.Client, lane) == ReadFault.OutOfRange, what);
    }

    public static TheoryData<string, string> OutOfRangeForClients => new()
    {
        { "role 3", "924c03" },
        { "reason 29", "934a1da0" },
        { "challenge of 4,095 rounds", "9452a178c410" + new string('0', 32) + "cd0fff" },
        { "challenge of 10,000,001 rounds", "9452a178c410" + new string('0', 32) + "ce00989681" },
        { "salt of 15 bytes", "9452a178c40f" + new string('0', 30) + "cd1000" },
        { "nonce of 65 letters", "9452d941" + string.Concat(Enumerable.Repeat("78", 65)) + "c410" + new string('0', 32) + "cd1000" },
        { "signature of 31 bytes", "9253c41f" + new string('0', 62) },
        { "chat kind 4", "954604cdffffa0a0" },
        { "seat 4096", "9348cd100000" },
        { "nobody gone", "9348cdffff00" },
        { "tick rate 19", "9c43000013020aa0a0a0000000" },
        { "divisor 0", "9c4300003c000aa0a0a0000000" },
    };

    [Theory]
    [MemberData(nameof(OutOfRangeForClients))]
    public void A_value_outside_its_range_is_refused_by_the_client(string what, string packet)
    {
        Assert.True(_receiver.Read(Convert.FromHexString(packet), Side.Server, Lane.Control) == ReadFault.OutOfRange, what);
    }

    [Fact]
    public void A_part_whose_index_and_count_disagree_is_refused()
    {
        foreach (var (index, count) in new (byte, byte)[] { (1, 1), (0, 0), (0, 1), (0, 61), (60, 61), (5, 4) })
        {
            byte[] packet = [(byte)(SnapshotFlags.Whole | SnapshotFlags.Parts), 1, 0, index, count, 0];
            Assert.Equal(ReadFault.OutOfRange, SnapshotPart.TryRead(packet, new(1), out _));
        }
    }

    [Fact]
    public void A_text_one_code_point_too_long_is_refused_and_a_writer_cuts_it()
    {
        var buffer = new PacketBuffer();
        var name = string.Concat(Enumerable.Repeat("\U0001F600", 65));
        MessageCodec.Encode(new RequestAuth(1, name, ""), buffer);
        Assert.Equal(ReadFault.None, MessageCodec.TryDecode<RequestAuth>(buffer.Memory, out var read));
        Assert.Equal(name[..128], read.Name);

        byte[] tooLong = [0x94, 1, 1, 0xd9, 65, .. Enumerable.Repeat((byte)'a', 65), 0xa0];
        Assert.Equal(ReadFault.OutOfRange, MessageCodec.TryDecode<RequestAuth>(tooLong, out _));
    }
}
