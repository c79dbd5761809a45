using System.Globalization;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using LiteNetLib.Wire;
using Xunit.Abstractions;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>Promises kept on a bad network. WIRE_SEEDS sets the number of seeds, WIRE_FIRST_SEED where they begin.</summary>
public sealed class WireTests(ITestOutputHelper output)
{
    [Fact]
    public void Promises_hold_on_a_bad_network_for_every_seed()
    {
        int seeds = Number("WIRE_SEEDS", 200);
        int first = Number("WIRE_FIRST_SEED", 1);
        long datagrams = 0;
        int lost = 0;
        for (int seed = first; seed < first + seeds; seed++)
        {
            try
            {
                var story = new WireStory(seed);
                story.Run();
                datagrams += story.Datagrams;
                lost += story.LostLinks;
            }
            catch (Exception exception) when (!exception.Message.Contains("seed", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{seeds} seeds, {datagrams} datagrams, {lost} links ended by loss");
        Assert.True(datagrams > seeds * 100L);
    }

    [Theory]
    [InlineData(DeliveryMethod.ReliableOrdered)]
    [InlineData(DeliveryMethod.ReliableUnordered)]
    [InlineData(DeliveryMethod.Sequenced)]
    [InlineData(DeliveryMethod.ReliableSequenced)]
    public void Sequence_numbers_pass_their_end_many_times(DeliveryMethod method)
    {
        const int Messages = (WireLimits.Sequences * 3) + 1_000;
        var net = new VirtualNet(7);
        net.Wire.Faults = new WireFaults { Loss = method == DeliveryMethod.Sequenced ? 0 : 0.02 };

        // 1.x sends every message as a packet of its own, so each one takes a sequence.
        (NetHost server, NetHost client) = net.Pair(manager => manager.Limits.ConnectAsVersion1 = true);
        var flow = new WireFlow(method.ToString());
        server.OnMessage = (_, reader, channel, m) => flow.Hear(channel, m, reader.RawData.AsSpan(reader.UserDataOffset, reader.UserDataSize));
        int sent = 0;
        while (sent < Messages)
        {
            for (int i = 0; i < 60 && sent < Messages; i++, sent++)
            {
                client.Peer.Send(WireMessage.Build(flow.Next(0, method), 0, method, 0), method);
            }

            server.Messages.Clear();
            net.Run(5, 5);
        }

        Assert.True(net.RunUntil(flow.IsComplete, 60_000, 5), flow.ToString());
    }

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
