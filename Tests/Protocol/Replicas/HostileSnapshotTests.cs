using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>
/// Schemas and snapshots of a server that means harm, or whose bytes were damaged: nothing escapes, little is kept, and the next sound whole
/// snapshot is shown. FUZZ_MESSAGES says how many there are.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class HostileSnapshotTests(ITestOutputHelper output)
{
    private const int Worlds = 20;
    private const long MostKept = 64L << 20;
    private const long MostKeptByOne = 512L << 10;

    private static readonly int Rounds = DeepRun.Or("FUZZ_MESSAGES", 100_000);

    [Fact]
    public void Every_truncation_of_a_snapshot_is_refused_and_of_its_schema_too()
    {
        var refused = 0;
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var stream = new RecordedStream(seed);
            Assert.True(SchemaWire.TryRead(Decoded(stream.Schema), out _));
            for (var length = 1; length < stream.Schema.Length; length++)
                Assert.NotEqual(ReadFault.None, MessageCodec.TryDecode<SchemaList>(stream.Schema.AsMemory(0, length), out _));

            for (var number = 0; number < stream.Parts.Count; number += 3)
            {
                for (var length = 0; length < stream.Parts[number].Body.Length; length++)
                {
                    var decoder = stream.DecoderBefore(number);
                    Assert.False(decoder.TryDecode(stream.Parts[number].Tick, stream.Parts[number].Flags, stream.Parts[number].Body.Span[..length], new ReplicaPicture(), out _), $"seed {seed}, part {number}, {length} bytes");
                    Assert.Equal(default, decoder.Newest);
                    refused++;
                }
            }
        }

        output.WriteLine($"{refused} truncations");
    }

    [Fact]
    public void Mutated_parts_never_throw_and_keep_little_and_a_sound_whole_one_is_shown_after_them()
    {
        var before = GC.GetTotalMemory(true);
        var (round, shown, believed) = (0, 0, 0);
        var receivers = new List<SnapshotReceiver>();
        for (var seed = 1; round < Rounds; seed++)
        {
            var random = new Random(seed);
            var stream = new RecordedStream(seed);
            var packets = stream.Parts.ConvertAll(Packet);
            var mutator = new PacketMutator(random, [.. packets]);
            var receiver = new SnapshotReceiver();
            receiver.Begin(new ReplicaCodes(stream.Table));
            receivers.Add(receiver);
            var next = 0;
            for (var left = 1_000; left > 0;)
            {
                // The stream as it was, with damage between its parts, and from the beginning where that was too much.
                if (next == packets.Count || receiver.Newest == default)
                {
                    receiver.Begin(receiver.Codes!);
                    next = 0;
                    Assert.True(receiver.TryAdd(stream.Parts[next++], out _));
                }

                var isDamaged = random.Next(2) == 0;
                var packet = isDamaged ? mutator.Next() : packets[next++];
                (left, round) = isDamaged ? (left - 1, round + 1) : (left, round);
                if (SnapshotPart.TryRead(packet, receiver.Newest, out var part) == ReadFault.None && receiver.TryAdd(in part, out _))
                    (shown, believed) = isDamaged ? (shown, believed + 1) : (shown + 1, believed);
                receiver.Foretell(receiver.View.Tick + random.Next(5));
            }
        }

        var kept = GC.GetTotalMemory(true) - before;
        output.WriteLine($"{round} damaged parts, {shown} sound ones shown, {believed} damaged ones, {receivers.Count} receivers keep {kept >> 10} KiB");
        Assert.InRange(shown, round / 10, 2 * round);
        Assert.InRange(believed, 1, round / 10);
        Assert.InRange(kept, long.MinValue, receivers.Count * MostKeptByOne);
        GC.KeepAlive(receivers);
    }

    /// <summary>Whatever a schema says that the wire admits, and the hash that belongs to it, and then whatever bits.</summary>
    [Fact]
    public void Schemas_that_lie_and_bodies_of_any_bits_never_throw()
    {
        var random = new Random(15);
        var buffer = new PacketBuffer();
        var store = new SchemaStore();
        var (read, shown, bodies) = (0, 0, 0);
        var body = new byte[2_000];
        for (var round = 0; bodies < Rounds; round++)
        {
            var fields = new SchemaField[random.Next(1, 20)];
            for (var index = 0; index < fields.Length; index++)
                fields[index] = AnyField(random, fields.Length);
            MessageCodec.Encode(new SchemaList(HashOf(fields), new(fields)), buffer);
            var packet = buffer.Span.ToArray();
            if (MessageCodec.TryDecode<SchemaList>(packet, out var message) != ReadFault.None || !SchemaWire.TryRead(in message, out var schema))
                continue;

            read++;
            var codes = new ReplicaCodes(schema);
            store.Add(codes);
            var receiver = new SnapshotReceiver();
            receiver.Begin(codes);
            for (var left = 40; left > 0; left--, bodies++)
            {
                var length = random.Next(1, 1 << random.Next(1, 11));
                random.NextBytes(body.AsSpan(0, length));
                if (random.Next(2) == 0)
                    body.AsSpan(0, length).Fill((byte)(random.Next(2) * 255));

                // Without a proof, as the difference from one that is there once one is.
                var flags = (SnapshotFlags)random.Next(128) & ~SnapshotFlags.Parts;
                body[0] &= 0xF8; // from the one before
                var part = new SnapshotPart(flags, receiver.Newest.Next, 0, 1, body.AsMemory(0, Math.Min(length, Limits.SnapshotPartBytes)));
                shown += receiver.TryAdd(in part, out _) ? 1 : 0;
                if (receiver.Newest == default)
                    Assert.True(receiver.TryAdd(EmptyWhole(codes, receiver.View.Tick.Value + 9), out _));
                receiver.Foretell(receiver.View.Tick + random.Next(9));
            }
        }

        output.WriteLine($"{read} schemas, {bodies} bodies, {shown} shown");
        Assert.True(read > 100 && shown > bodies / 1_000);
    }

    [Fact]
    public void Mutated_schemas_never_throw_and_cost_what_they_are_long()
    {
        var random = new Random(16);
        var corpus = Enumerable.Range(1, Worlds).Select(static seed => new RecordedStream(seed).Schema).ToArray();
        var mutator = new PacketMutator(random, corpus);
        Decoded(corpus[0]);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var packet = mutator.Next();
            var meter = new AllocationMeter();
            meter.Start();
            var isRead = MessageCodec.TryDecode<SchemaList>(packet, out var message) == ReadFault.None && SchemaWire.TryRead(in message, out _);
            meter.Stop();
            accepted += isRead ? 1 : 0;
            Assert.True(meter.Bytes <= Limits.AllocationBytes + (64L * packet.Length), $"round {round}: {meter.Bytes} bytes for {packet.Length}");
        }

        output.WriteLine($"{accepted} of {Rounds} were as they were");
        Assert.InRange(accepted, 0, Rounds / 4);
    }

    /// <summary>A view of as much as fits in a body, and one after the other without an acknowledgement: they are not all kept.</summary>
    [Theory]
    [InlineData(10_000, true)]
    [InlineData(40_000, false)]
    public void Views_that_are_as_large_as_can_be_cost_a_client_a_bounded_amount_of_memory(int entities, bool isRead)
    {
        var fields = new ReplicaField[ReplicaKind.FieldLimit];
        for (var index = 0; index < fields.Length; index++)
            fields[index] = new ReplicaField("Part", $"Field{index}", 8, true, false, 1, 0, 0, Audience.Owner, Predictor.Stays, -1, ReplicaRole.None);
        var codes = new ReplicaCodes(new ReplicaSchema([new ReplicaKind(EntityKind.Creature, fields)]));
        var bodies = CrowdedBodies(codes, entities);
        var before = GC.GetTotalMemory(true);

        var decoder = new SnapshotDecoder(codes);
        var picture = new ReplicaPicture();
        var read = 0;
        foreach (var (tick, flags, body) in bodies)
            read += decoder.TryDecode(tick, flags, body, picture, out _) ? 1 : 0;

        var kept = GC.GetTotalMemory(true) - before;
        output.WriteLine($"{read} of {bodies.Count} snapshots of {entities} entities, {kept >> 20} MiB");
        Assert.Equal(isRead, read > 1);
        Assert.InRange(kept, 0, (8L * Limits.HeldWords) + MostKept);
        GC.KeepAlive(decoder);
    }

    /// <summary>A whole snapshot of a crowd whose fields the receiver is told nothing of, and small differences from it.</summary>
    private static List<(Tick Tick, SnapshotFlags Flags, byte[] Body)> CrowdedBodies(ReplicaCodes codes, int entities)
    {
        var bodies = new List<(Tick, SnapshotFlags, byte[])>();
        for (var number = 0; number < 60; number++)
        {
            var body = new byte[Limits.SnapshotBodyBytes];
            var writer = new Ecs.Protocol.Bits.BitWriter(body);
            var flags = number == 0 ? SnapshotFlags.Whole | SnapshotFlags.Header | SnapshotFlags.Enters | SnapshotFlags.Proof : SnapshotFlags.None;
            var tick = new Tick((uint)(100 + number));
            if (number == 0)
            {
                writer.Write(0, 5);
                var hash = HeaderCode.Hash(new SnapshotHeader { Tick = tick });
                for (var entity = 0; entity < entities; entity++)
                {
                    if (entity > 0)
                        writer.Write(true);
                    writer.Write(entity == 0);
                    if (entity == 0)
                    {
                        writer.Write((uint)EntityKind.Creature, UsualBits.Lane);
                        writer.Write(0, UsualBits.Nearness);
                    }

                    NumberCode.Write(ref writer, NumberCode.Fold(1), entity == 0 ? UsualBits.FirstId : UsualBits.NextId);
                    hash = StateHash.Mix(StateHash.Mix(hash, (ulong)entity + 1), (ulong)EntityKind.Creature);
                }

                writer.Write(false);
                writer.Write((uint)hash, 32);
            }
            else
            {
                NumberCode.Write(ref writer, (ulong)number - 1, UsualBits.Base);
            }

            Assert.False(writer.Overflowed);
            bodies.Add((tick, flags, body[..writer.Finish()]));
        }

        return bodies;
    }

    private static SnapshotPart EmptyWhole(ReplicaCodes codes, uint tick)
    {
        var states = new ReplicaStates(codes);
        states.Begin(new(tick));
        states.End();
        var encoder = new SnapshotEncoder(states, new SightingMarks(), new SnapshotSpending(codes.Components.Count));
        var body = new byte[64];
        var length = encoder.Encode(new SnapshotHeader { Margin = SnapshotHeader.NoMargin }, [], new Audiences(PlayerSlot.None, 0, 0, 0), body, true, true, out var flags);
        return new SnapshotPart(flags, new(tick), 0, 1, body.AsMemory(0, length));
    }

    private static SchemaField AnyField(Random random, int count) => new(
        (EntityKind)random.Next(1, 6),
        $"Part{random.Next(4)}",
        $"Field{random.Next(100)}",
        new SchemaNumbers(
            (byte)(1 << random.Next(4)), random.Next(2) == 0, random.Next(8) == 0, 1 << random.Next(17), (byte)random.Next(32), (byte)random.Next(32),
            (byte)random.Next(3), (byte)random.Next(3), random.Next(2) == 0 ? SchemaNumbers.Nothing : (byte)random.Next(count), (byte)(random.Next(4) == 0 ? random.Next(5) : 0)));

    /// <summary>As the server that makes these up would say.</summary>
    private static ulong HashOf(SchemaField[] fields)
    {
        var kinds = new List<ReplicaKind>();
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            var own = Array.ConvertAll(Array.FindAll(fields, field => field.Kind == kind), static field => field.ToField());
            if (own.Length > 0 && ReplicaKind.WhyNot(kind, own).Length == 0)
                kinds.Add(new ReplicaKind(kind, own));
        }

        return new ReplicaSchema(kinds).Hash;
    }

    private static SchemaList Decoded(byte[] packet)
    {
        Assert.Equal(ReadFault.None, MessageCodec.TryDecode<SchemaList>(packet, out var message));
        return message;
    }

    private static byte[] Packet(SnapshotPart part)
    {
        var packet = new byte[Limits.StreamBytes + Limits.SnapshotBodyBytes];
        return packet[..part.Write(packet)];
    }
}
