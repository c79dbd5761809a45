using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>Snapshots of a world of anything at all, from a whole one on, each the difference from the one before or a little earlier.</summary>
internal sealed class RecordedStream
{
    private const int Steps = 24;

    public RecordedStream(int seed)
    {
        var random = new Random(seed);
        Codes = new ReplicaCodes(RandomSchema.Next(random));
        var states = new ReplicaStates(Codes);
        var world = new RandomWorld(Codes.Schema, random);
        var slot = new PlayerSlot(0);
        states.AddOwner(slot);
        var receiver = new SimulatedReceiver(states, new SightingMarks(), random, slot, team: 1) { Received = (part, _) => Parts.Add(part) };
        var read = 0L;
        for (var step = 0; step < Steps; step++)
        {
            world.Step(states, 20);
            Assert.Equal("", receiver.Turn(ref read));
        }

        var buffer = new PacketBuffer();
        MessageCodec.Encode(SchemaWire.ToMessage(Codes.Schema), buffer);
        Schema = buffer.Span.ToArray();
    }

    public ReplicaCodes Codes { get; }

    public ReplicaSchema Table => Codes.Schema;

    /// <summary>The message.</summary>
    public byte[] Schema { get; }

    /// <summary>In the order in which they were read; the first is whole.</summary>
    public List<SnapshotPart> Parts { get; } = [];

    /// <summary>What has read all parts before one.</summary>
    public SnapshotDecoder DecoderBefore(int number)
    {
        var decoder = new SnapshotDecoder(Codes);
        var picture = new ReplicaPicture();
        for (var before = 0; before < number; before++)
            Assert.True(decoder.TryDecode(Parts[before].Tick, Parts[before].Flags, Parts[before].Body.Span, picture, out _));
        return decoder;
    }
}
