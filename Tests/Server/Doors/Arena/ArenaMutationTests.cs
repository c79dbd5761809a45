using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>
/// Messages that no honest client sends, from clients in every state: nothing comes out of the door but counters and closed
/// connections, and somebody honest goes on undisturbed. DOOR_MUTATIONS=200000 asks for more of them.
/// </summary>
public sealed class ArenaMutationTests(ITestOutputHelper output)
{
    private static readonly string[] Corpus =
    [
        "004465766d6a00", "01", "020000803f00000000", "02f304353ff30435bf", "03", "0400000a", "0500", "06", "07", "08", "64686f6c6120c3b100",
        "642f706c00", "642f6b69203100", "feb201000000000000", "020000c07f0000c07f", "020000807f000080ff",
    ];

    [Fact]
    public void Mutated_messages_end_at_the_door()
    {
        const int seed = 4;
        var mutations = DeepRun.Or("DOOR_MUTATIONS", 20_000);
        var random = new Random(seed);
        using var rig = new ArenaRig(seed);
        var honest = rig.Enter("honest");
        var hostile = new List<ArenaClient>();
        var moves = 0;
        var ended = 0;
        for (var sent = 0; sent < mutations;)
        {
            while (hostile.Count < 8)
                hostile.Add(Join(rig, random));
            foreach (var client in hostile)
            {
                for (var count = 0; count < 4 && sent < mutations; count++, sent++)
                    client.Socket.SendBinary(Mutate(random));
            }

            // There and back again, so that there is always room for the next step.
            if (honest.Self.IsAlive == 1)
                honest.Move(moves++ / 60 % 2 == 0 ? 1 : -1, 0);
            rig.Run(1);
            ended += hostile.RemoveAll(client => Gone(rig, client));
            foreach (var client in hostile)
                client.Forget();
        }

        rig.Run(5);
        output.WriteLine($"seed {seed}: {mutations} messages, {ended} connections ended, counted {string.Join(", ", CountsOf(rig))}");
        Assert.NotEqual(0, ended);
        Assert.NotEqual(0, rig.Server.Drops(DropCause.OutOfRange));
        Assert.NotEqual(0, rig.Server.Drops(DropCause.Malformed));
        Assert.NotEqual(0, rig.Server.Drops(DropCause.UnknownMessage));
        Assert.Equal(0, honest.Socket.CloseCode);
        Assert.True(float.IsFinite(honest.Self.X) && honest.Self.X is >= 0 and <= 1280);
        Assert.Equal("honest", honest.Self.Name);

        honest.Forget();
        honest.Send("feb201000000000000");
        rig.Run(2);
        Assert.Contains("ffb201000000000000", honest.Heard.Select(static heard => heard.Hex));
    }

    [Fact]
    public void Every_beginning_of_every_message_is_harmless_in_every_state()
    {
        foreach (var hex in Corpus)
        {
            for (var length = 0; length <= hex.Length; length += 2)
            {
                using var rig = new ArenaRig();
                var honest = rig.Enter("honest");
                var outside = rig.Connect();
                var waiting = rig.Connect();
                waiting.Authenticate("waiting");
                var playing = rig.Enter("playing");
                foreach (var client in (ArenaClient[])[outside, waiting, playing])
                    client.Send(hex[..length]);
                rig.Run(3);

                Assert.Equal((0, 100f, 100), (honest.Socket.CloseCode, honest.Self.X, honest.Self.Health));
            }
        }
    }

    private static ArenaClient Join(ArenaRig rig, Random random)
    {
        var client = new ArenaClient(WebSocketClient.Open(rig.Streams));
        rig.Server.Add(client);
        if (random.Next(8) != 0)
            client.Authenticate("hostile");
        if (random.Next(8) != 0)
            client.Enter();
        return client;
    }

    private static bool Gone(ArenaRig rig, ArenaClient client)
    {
        if (client.Socket.CloseCode == 0)
            return false;
        client.Socket.Stream.Close();
        rig.Server.Remove(client);
        return true;
    }

    private static byte[] Mutate(Random random)
    {
        var message = Convert.FromHexString(Corpus[random.Next(Corpus.Length)]);
        for (var change = random.Next(3); change > 0 && message.Length != 0; change--)
        {
            switch (random.Next(5))
            {
                case 0:
                    message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    message[random.Next(message.Length)] = (byte)random.Next(256);
                    break;
                case 2:
                    message = message[..random.Next(1, message.Length + 1)];
                    break;
                case 3:
                    message = [.. message, .. Convert.FromHexString(Corpus[random.Next(Corpus.Length)])];
                    break;
                default:
                    var noise = new byte[random.Next(1, 64)];
                    random.NextBytes(noise);
                    message = [message[0], .. noise];
                    break;
            }
        }

        return message;
    }

    private static IEnumerable<string> CountsOf(ArenaRig rig) => Enum.GetValues<DropCause>()
        .Where(cause => rig.Server.Drops(cause) != 0)
        .Select(cause => $"{DropCauses.NameOf(cause)} {rig.Server.Drops(cause)}");
}
