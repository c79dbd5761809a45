using Ecs.Protocol;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Protocol;

[Collection(AloneLane.Name)]
public class MutatedPacketTests(ITestOutputHelper output)
{
    private const int RandomPerMessage = 4;
    /// <summary>Packets to damage.</summary>
    private static int Rounds => DeepRun.Or("FUZZ_MESSAGES", 100_000);

    [Theory]
    [InlineData(Side.Client, 20_001)]
    [InlineData(Side.Server, 20_002)]
    public void A_damaged_packet_never_throws_and_never_costs_much_memory(Side sender, int seed)
    {
        var random = new Random(seed);
        var cases = MessageCases.All.Where(item => item.Sender == sender).ToArray();
        var corpus = cases
            .SelectMany(item => Enumerable.Range(0, RandomPerMessage).Select(_ => item.EncodeRandom(random)).Append(item.EncodeSample()))
            .ToArray();
        var mutator = new PacketMutator(random, corpus);
        var receiver = new Receiver();
        foreach (var packet in corpus)
            Read(receiver, packet, sender);

        long refused = 0;
        var rounds = Rounds / 2;
        for (var round = 0; round < rounds; round++)
        {
            var packet = mutator.Next();
            var meter = new AllocationMeter();
            meter.Start();
            var fault = Try(receiver, packet, sender, seed, round);
            meter.Stop();
            refused += fault == ReadFault.None ? 0 : 1;
            if (meter.Bytes > Limits.AllocationBytes)
            {
                // The runtime's first-time work, or the packet's doing: that it would do again.
                output.WriteLine($"seed {seed} round {round}: {meter.Bytes} bytes for {Convert.ToHexString(packet)}");
                Allocations.AssertAtMostOnceWarm(Limits.AllocationBytes, () => Read(receiver, packet, sender));
            }
        }

        // Both must happen, or the damage is of no use.
        Assert.InRange(refused, rounds / 2, rounds - 1);
    }

    private static ReadFault Try(Receiver receiver, byte[] packet, Side sender, int seed, int round)
    {
        try
        {
            return Read(receiver, packet, sender);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed} round {round}: {Convert.ToHexString(packet)}", fault);
        }
    }

    /// <summary>On the lane that would read it; packets without a known id go to the control lane.</summary>
    private static ReadFault Read(Receiver receiver, byte[] packet, Side sender)
    {
        var fault = receiver.Read(packet, sender, Lane.Control);
        return fault == ReadFault.WrongLane ? receiver.Read(packet, sender, Lane.Stream) : fault;
    }
}
