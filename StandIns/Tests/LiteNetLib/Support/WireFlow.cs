using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>What one end sent on each stream and what the other end heard of it, with the promise of each method checked at once.</summary>
internal sealed class WireFlow(string name)
{
    private readonly Dictionary<(byte Channel, DeliveryMethod Method), Stream> _streams = [];

    public int Next(byte channel, DeliveryMethod method) => Of(channel, method).Sent++;

    public void Hear(byte channel, DeliveryMethod method, ReadOnlySpan<byte> message)
    {
        int index = WireMessage.Check(message, channel, method);
        Stream stream = Of(channel, method);
        Assert.True(index >= 0 && index < stream.Sent, $"{name}: a message that was never sent on {channel}/{method}");
        switch (method)
        {
            case DeliveryMethod.ReliableOrdered:
                Assert.True(index == stream.Last + 1, $"{name}: {channel}/{method} heard {index} after {stream.Last}");
                break;
            case DeliveryMethod.ReliableUnordered:
                Assert.True(stream.Heard.Add(index), $"{name}: {channel}/{method} heard {index} twice");
                break;
            case DeliveryMethod.Sequenced or DeliveryMethod.ReliableSequenced:
                Assert.True(index > stream.Last, $"{name}: {channel}/{method} went back from {stream.Last} to {index}");
                break;
        }

        stream.Last = index;
        stream.HeardCount++;
    }

    /// <summary>Whether everything that was promised has arrived.</summary>
    public bool IsComplete() => _streams.All(s => s.Key.Method switch
    {
        DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered => s.Value.HeardCount == s.Value.Sent,
        DeliveryMethod.ReliableSequenced => s.Value.Last == s.Value.Sent - 1,
        _ => true,
    });

    public override string ToString()
        => $"{name}: {string.Join(", ", _streams.Select(s => $"{s.Key.Channel}/{s.Key.Method} {s.Value.HeardCount}/{s.Value.Sent}"))}";

    private Stream Of(byte channel, DeliveryMethod method)
    {
        (byte, DeliveryMethod) key = (method == DeliveryMethod.Unreliable ? (byte)0 : channel, method);
        if (!_streams.TryGetValue(key, out Stream? stream))
        {
            stream = new Stream();
            _streams.Add(key, stream);
        }

        return stream;
    }

    private sealed class Stream
    {
        public int Sent { get; set; }

        public int Last { get; set; } = -1;

        public int HeardCount { get; set; }

        public HashSet<int> Heard { get; } = [];
    }
}
