using Ecs.Protocol;

namespace Ecs.Tests.Protocol;

/// <summary>One kind of message as the tests of the wire see it: a fixed sample, random ones, and its two directions.</summary>
public abstract class MessageCase
{
    public abstract string Name { get; }

    public abstract MessageId Id { get; }

    public abstract Lane Lane { get; }

    public abstract int FieldCount { get; }

    public Side Sender => Id.IsSentBy(Side.Client) ? Side.Client : Side.Server;

    public abstract byte[] EncodeSample();

    public abstract byte[] EncodeRandom(Random random);

    public abstract ReadFault Decode(ReadOnlyMemory<byte> packet);

    /// <summary>Null when the sample or a random message reads back as it was; else what differs.</summary>
    public abstract string? RoundTrip(Random? random);
}

public sealed class MessageCase<T>(T sample, Func<Random, T> draw, Func<T, T, bool>? same = null) : MessageCase
    where T : struct, IMessage<T>
{
    private readonly Func<T, T, bool> _same = same ?? ((left, right) => left.Equals(right));

    public override string Name => typeof(T).Name;

    public override MessageId Id => T.Id;

    public override Lane Lane => T.Lane;

    public override int FieldCount => T.FieldCount;

    public override byte[] EncodeSample() => Encode(sample);

    public override byte[] EncodeRandom(Random random) => Encode(draw(random));

    public override ReadFault Decode(ReadOnlyMemory<byte> packet) => MessageCodec.TryDecode<T>(packet, out _);

    public override string? RoundTrip(Random? random)
    {
        var message = random is null ? sample : draw(random);
        var packet = Encode(message);
        var peek = MessageCodec.TryPeekId(packet, Sender, Lane, out var id);
        if (peek != ReadFault.None || id != Id)
            return $"peek {peek} {id}: {Convert.ToHexString(packet)}";

        var fault = MessageCodec.TryDecode<T>(packet, out var read);
        if (fault != ReadFault.None)
            return $"{fault}: {message} {Convert.ToHexString(packet)}";

        return _same(message, read) ? null : $"wrote {message}, read {read}";
    }

    private static byte[] Encode(in T message)
    {
        // One of its own: test classes run side by side.
        var buffer = new PacketBuffer();
        MessageCodec.Encode(in message, buffer);
        return buffer.Span.ToArray();
    }
}
