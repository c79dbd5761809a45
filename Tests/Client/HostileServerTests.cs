using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Tests.Protocol;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Client;

/// <summary>A client whose server says what it likes: nothing escapes, little is kept. SESSION_MUTATIONS says how many damaged messages it hears.</summary>
[Collection(AloneLane.Name)]
public sealed class HostileServerTests(ITestOutputHelper output)
{
    private const int MessagesPerUpdate = 8;
    private const long MostKept = 32L << 20;

    private static readonly int Mutations = DeepRun.Or("SESSION_MUTATIONS", 100_000);

    [Fact]
    public void Damaged_messages_among_those_of_a_session_never_throw_and_keep_little()
    {
        const int seed = 15;
        var session = Record();
        var random = new Random(seed);
        var mutator = new PacketMutator(random, [.. session.Select(static said => said.Bytes)]);
        var before = GC.GetTotalMemory(true);
        var (mutations, clients, entered, snapshots) = (0, 0, 0, 0L);
        var store = new SchemaStore();
        GameClient? client = null;
        while (mutations < Mutations)
        {
            var time = new ManualTime();
            var transport = new ScriptedTransport { Keeps = false };
            client?.Dispose();
            client = new GameClient(transport, new ClientOptions { Name = "ana", Schemas = clients++ % 2 == 0 ? new SchemaStore() : store }, time)
            {
                Pilot = new BotPilot(LookoutMode.Table, seed),
            };
            client.Connect();
            transport.Accept();
            client.Update();
            var wasIn = false;
            for (var next = 0; next < session.Count && client.State != ClientState.Ended;)
            {
                // The beginning is left whole for most, or nobody would get far.
                var isDamaged = next < 8 ? random.Next(40) == 0 : random.Next(3) != 0;
                var (lane, bytes) = session[next];
                if (isDamaged)
                {
                    mutations++;
                    bytes = mutator.Next();
                    lane = random.Next(8) == 0 ? Lane.Control : lane;
                }
                else
                {
                    next++;
                }

                transport.TellBytes(lane, bytes);
                if (!isDamaged || mutations % MessagesPerUpdate == 0)
                {
                    time.Advance(TimeSpan.FromMilliseconds(16));
                    client.Update();
                }

                if (client.IsInRoom && !wasIn)
                {
                    wasIn = true;
                    entered++;
                    client.RequestMap();
                }
            }

            snapshots += client.Figures.Snapshots;
        }

        var kept = GC.GetTotalMemory(true) - before;
        output.WriteLine($"{mutations} damaged messages to {clients} clients, {entered} of them in the room, {snapshots} snapshots, {kept >> 10} KiB kept, seed {seed}");
        Assert.True(entered > clients / 2 && snapshots > mutations / 100, $"{entered} of {clients} clients, {snapshots} snapshots");
        Assert.InRange(kept, long.MinValue, MostKept);
        GC.KeepAlive(client);
    }

    /// <summary>What a server says to a player in three seconds, schema and map included.</summary>
    private static List<(Lane Lane, byte[] Bytes)> Record()
    {
        using var rig = new ServerRig(1, 15, null, [new RoomOptions { Mode = "lookout", Bots = 12 }], LookoutMode.NewMap(), LookoutMode.Table);
        var said = new List<(Lane, byte[])>();
        var player = rig.Invite("ana", with: static options => options with { Schemas = new SchemaStore() });
        player.Transport.Received = (lane, message) => said.Add((lane, message.ToArray()));
        rig.RunUntil(() => player.Client.IsInRoom, seconds: 5);
        player.Client.RequestMap();
        player.Client.Say("hello");
        player.Client.RequestRooms();
        rig.RunSeconds(3);
        return said;
    }
}
