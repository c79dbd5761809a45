using System.Net;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Metrics;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Simulation.Games.Argentum;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Bad input, dead sockets and slow readers: counted, closed, and nobody else's business.</summary>
[Collection(AloneLane.Name)]
public sealed class HostileClientTests
{
    private static readonly int Mutations = DeepRun.Or("DOOR_MUTATIONS", 20_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_messages_throw_nothing_and_leave_honest_players_alone(int seed)
    {
        var random = new Random(seed);
        using var rig = new ArgentumRig(ArgentumScene.Shipped());
        var walker = rig.Enter("Pepe1");
        var watcher = rig.Enter("Ana22");

        // Far from the start: the attackers walk and strike like anybody, which is no fault of the door's.
        rig.SetDown(0, 20, 20);
        rig.SetDown(1, 20, 22);
        byte[][] valid =
        [
            .. ClientPacketTests.Messages.Select(row => Convert.FromHexString((string)((object[])row)[0])),
            ClientBytes.Create("Malo9", "secreto9"),
        ];
        ScriptedClient? attacker = null;
        var steps = 0;
        var connections = 0;
        for (var sent = 0; sent < Mutations / 2; sent++)
        {
            if (attacker is null || attacker.Stream.IsClosed)
            {
                // A name without a file: most get in, make trouble there, and go when a message says so.
                attacker = new ScriptedClient(rig.Streams.Connect());
                attacker.Say(ClientBytes.Create($"Malo{seed}{connections++}", "secreto9"));
                rig.Run();
            }

            attacker.Say(Mutate(random, valid[random.Next(valid.Length)]));
            if (sent % 7 == 0)
                rig.Run();

            if (sent % 700 == 0)
            {
                walker.Forget().Say(6, (byte)(steps++ % 2 == 0 ? 2 : 4));
                rig.Run(12);
                Assert.Contains(15, walker.Ids);
                Assert.False(walker.Stream.IsClosed || watcher.Stream.IsClosed);
            }
        }

        rig.Run(10);
        watcher.Forget();
        walker.Say(ClientBytes.Talk("sigo aquí"));
        rig.Run(2);
        Assert.Contains("Pepe1: sigo aquí", watcher.Lines);
        Assert.InRange(rig.Drops(DropCause.UnknownMessage), 10, Mutations);
        Assert.InRange(rig.Drops(DropCause.Malformed), 1, Mutations);
        Assert.InRange(rig.Door.SessionCount, 2, 3);
    }

    /// <summary>Every id of the client, and every order of a game master, with whatever in its fields: what stands behind it is heard.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_message_of_the_client_leaves_the_connection_alive_and_in_step(int seed)
    {
        var random = new Random(seed);
        using var rig = new ArgentumRig(ArgentumScene.Shipped());
        var client = rig.Enter("Pepe1");
        var other = rig.Enter("Ana22");
        for (var round = 0; round < Mutations / 10_000; round++)
        {
            foreach (var packet in EveryMessage(random))
            {
                client.Forget().Say([.. packet, 119]);
                rig.Run();
                Assert.True(client.All(88).Count() == 1 && !client.Stream.IsClosed, $"seed {seed}: {Convert.ToHexString(packet)}");
            }
        }

        Assert.False(other.Stream.IsClosed);
        Assert.Equal((0, 0), (rig.Drops(DropCause.Malformed), rig.Drops(DropCause.QueueFull)));
    }

    /// <summary>Bytes of no order at all: whatever they were taken for, the connection lives and finds its step again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Noise_costs_reads_and_not_the_connection(int seed)
    {
        var random = new Random(seed);
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1");
        for (var round = 0; round < Mutations / 40; round++)
        {
            var noise = new byte[1 + random.Next(200)];
            random.NextBytes(noise);
            for (var index = 0; index < noise.Length; index++)
                noise[index] = noise[index] == 71 ? (byte)0 : noise[index]; // That would be goodbye.

            // Pings fill whatever the noise has begun; where a length is awaited, they are none.
            client.Forget().Say(noise);
            for (var ping = 0; ping < 60 && !client.Ids.Contains(88); ping++)
            {
                client.Say([.. Enumerable.Repeat((byte)119, 40)]);
                rig.Run();
            }

            Assert.True(client.Ids.Contains(88) && !client.Stream.IsClosed, $"seed {seed}, round {round}: {Convert.ToHexString(noise)}");
            rig.Run(20); // Whatever pings are left.
        }

        Assert.InRange(rig.Drops(DropCause.UnknownMessage), 10, long.MaxValue);
        Assert.InRange(rig.Drops(DropCause.Malformed), 10, long.MaxValue);
    }

    /// <summary>In the original a dead connection makes another player's login fail.</summary>
    [Fact]
    public void A_client_that_vanishes_is_its_own_problem()
    {
        using var rig = new ArgentumRig();
        var vanished = rig.Enter("Pepe1");
        var other = rig.Enter("Ana22");
        vanished.Stream.Vanish();
        var third = rig.Enter("Luz33");
        rig.Forget();
        other.Say(6, 3);
        rig.Run();

        Assert.Equal([15], other.Ids);
        Assert.Equal([32], third.Ids);
    }

    [Fact]
    public void A_client_that_does_not_read_is_dropped_and_its_character_saved()
    {
        using var rig = new ArgentumRig(ArgentumScene.Shipped());
        var stuck = rig.Enter("Pepe1");
        var other = rig.Enter("Ana22");
        stuck.Say(6, 2);
        rig.Run(5);
        stuck.Stream.IsReading = false;
        for (var tick = 0; tick < 30 * 60; tick++)
        {
            rig.Server.Say(new string('x', 250));
            rig.Run();
        }

        Assert.Equal((1, false), (rig.Door.SessionCount, other.Stream.IsClosed));
        var again = rig.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(5);
        Assert.Equal(0, again.Heard[0].Id);
    }

    /// <summary>The account service's own limits, not the generous ones of the other tests.</summary>
    [Fact]
    public void Eight_players_behind_one_address_may_each_reconnect_three_times_in_a_minute()
    {
        using var rig = new ArgentumRig(accounts: new AccountOptions { HashRounds = 3, RunsInline = true });
        var home = IPAddress.Parse("192.0.2.7");
        ScriptedClient[] players = [.. Enumerable.Range(0, 8).Select(number => rig.Connect(home).Say(ClientBytes.Create($"Pepe{number}", "secreto1")))];
        rig.RunSeconds(10);
        Assert.All(players, player => Assert.Equal(0, player.Heard[0].Id));
        for (var round = 0; round < 3; round++)
        {
            foreach (var player in players)
                player.Stream.Close();

            rig.RunSeconds(15);
            players = [.. Enumerable.Range(0, 8).Select(number => rig.Connect(home).Say(ClientBytes.LogIn($"Pepe{number}", "secreto1")))];
            rig.Run(5);
            Assert.All(players, player => Assert.Equal(0, player.Heard[0].Id));
        }

        Assert.Equal((0, 0), (rig.Drops(DropCause.Refused), rig.Drops(DropCause.Rate)));
    }

    [Fact]
    public void Floods_are_taken_at_a_pace_and_others_play_on()
    {
        using var rig = new ArgentumRig();
        var flooder = rig.Enter("Pepe1");
        var other = rig.Enter("Ana22");
        rig.Forget();
        var flood = Enumerable.Repeat((byte)119, 60_000).ToArray();
        flooder.Say(flood);
        for (var step = 0; step < 10; step++)
        {
            other.Say(6, (byte)(step % 2 == 0 ? 3 : 1));
            rig.Run(16);
        }

        Assert.Equal(160 * 32, flooder.All(88).Count());
        Assert.Equal(10, flooder.All(32).Count());
    }

    [Fact]
    public void A_warm_door_with_walkers_allocates_nothing()
    {
        using var rig = new ArgentumRig();
        ScriptedClient[] clients = [.. Enumerable.Range(0, 20).Select(number => rig.Enter($"Pepe{number}"))];

        Allocations.AssertNoneOnceWarm(meter =>
        {
            for (var tick = 0; tick < 640; tick++)
            {
                foreach (var client in clients)
                {
                    client.Stream.TakeAll();
                    client.Stream.Send(tick % 16 == 0 ? [6, (byte)(1 + tick / 16 % 4)] : [7]);
                }

                meter.Start();
                rig.Server.Tick.Run(rig.TickLength);
                meter.Stop();
            }
        });

        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.QueueFull));
    }

    private static IEnumerable<byte[]> EveryMessage(Random random)
    {
        for (var id = 0; id <= byte.MaxValue; id++)
        {
            if (id is 71 or 119 || ArgentumClientPacket.LayoutOf((byte)id) is not { } layout)
                continue; // Goodbye, the ping itself, and what nobody can delimit.

            var head = new List<byte> { (byte)id };
            if (layout != "o")
            {
                yield return Fill(random, head, layout);
                continue;
            }

            for (var order = 0; order <= byte.MaxValue; order++)
            {
                if (MasterOrders.LayoutOf((byte)order) is { } fields)
                    yield return Fill(random, [(byte)id, (byte)order], fields);
            }
        }
    }

    private static byte[] Fill(Random random, List<byte> packet, string layout)
    {
        foreach (var field in layout)
        {
            var length = field switch { 'b' => 1, 'w' => 2, _ => random.Next(40) };
            if (field == 's')
                packet.AddRange([(byte)length, 0]);

            var bytes = new byte[length];
            random.NextBytes(bytes);
            packet.AddRange(bytes);
        }

        return [.. packet];
    }

    private static byte[] Mutate(Random random, byte[] packet)
    {
        var bytes = packet.ToList();
        switch (random.Next(6))
        {
            case 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 1:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(random.Next(bytes.Count), 1);
                break;
            case 3:
                bytes.Insert(random.Next(bytes.Count + 1), (byte)random.Next(256));
                break;
            case 4:
                for (var index = 1; index < bytes.Count; index++)
                    bytes[index] = (byte)random.Next(256);

                break;
        }

        return [.. bytes];
    }
}
