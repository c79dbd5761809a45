using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>Bytes that no honest client sends, and honest ones sent again by somebody else: the world does not notice.</summary>
public sealed class HostileTrafficTests(ITestOutputHelper output)
{
    private static readonly int Mutations = DeepRun.Or("SESSION_MUTATIONS", 100_000);

    [Fact]
    public void Mutated_messages_of_a_living_session_leave_the_world_as_it_was()
    {
        const int seed = 7;
        using var rig = new ServerRig(seed, new NativeOptions { MalformedLimit = int.MaxValue });
        var victim = rig.Enter("ana");
        rig.RunSeconds(0.5);
        var session = Assert.Single(rig.Door.Sessions);
        rig.Room.Pause();
        rig.Run(1);
        var before = rig.WorldHash;
        var random = new Random(seed);
        var corpus = Corpus(rig);
        var accepted = 0;
        for (var count = 0; count < Mutations; count++)
        {
            var packet = Mutate(random, corpus);
            if (IsValid(packet))
            {
                // It became another message that anybody may send.
                accepted++;
                continue;
            }

            victim.SendBytes(random.Next(2) == 0 ? Lane.Control : Lane.Stream, packet);
            if (count % 4 == 0)
                rig.Run(1);
        }

        rig.Run(2);
        output.WriteLine($"{Mutations - accepted} refused, {accepted} left out because still valid, seed {seed}");
        Assert.Equal(before, rig.WorldHash);
        Assert.Equal(NativeState.InRoom, session.State);
        Assert.True(accepted < Mutations / 2);
        rig.Room.Advance(1);
        rig.Run(1);
        Assert.Equal(TwinHash(), rig.WorldHash);
    }

    [Fact]
    public void Session_replayed_from_the_same_and_from_another_address_changes_nothing()
    {
        var played = Play(replay: false, out var heard);
        var replayed = Play(replay: true, out _);

        Assert.True(heard > 500);
        Assert.Equal(played, replayed);
    }

    /// <summary>
    /// A session of ten seconds in a world of two. With replay, its stream goes out twice more from the same connection and all
    /// of it once from another one: what is control there cannot be repeated on the same connection, because the carrier
    /// numbers it.
    /// </summary>
    private static List<ulong> Play(bool replay, out int recorded)
    {
        using var rig = new ServerRig();
        var ana = rig.Dial();
        var other = rig.Enter("witness");
        var stranger = rig.Dial();
        var record = new List<(Lane Lane, byte[] Bytes)>();
        ana.Sending = (lane, bytes) => record.Add((lane, bytes));
        ana.Authenticate("ana");
        rig.Run(1);
        ana.RequestEnter();
        rig.RunUntil(() => ana.Has(MessageId.Entered), seconds: 1);
        var hashes = new List<ulong>();
        for (var tick = 0; tick < 600; tick++)
        {
            var next = rig.Room.World.Tick + 2;
            ana.SendCommands(new PlayerCommand(next, (sbyte)(tick % 90), 3, default, tick % 7 == 0 ? Buttons.Fire : Buttons.None));
            if (tick == 300)
            {
                ana.Send(new ChatSend("hello"));
                ana.Send(new ActionRequest(new(PlayerActionCode.ChangeTeam, 0, 0)));
            }

            if (replay)
                Replay(ana, stranger, record, tick);

            rig.Run(1);
            hashes.Add(rig.WorldHash);
        }

        Assert.Equal(2, rig.Room.World.PlayerCount);
        Assert.Equal(0, other.Count(MessageId.PlayerGone));
        recorded = record.Count;
        return hashes;
    }

    private static void Replay(RawClient same, RawClient stranger, List<(Lane Lane, byte[] Bytes)> record, int tick)
    {
        for (var copy = 0; copy < 2; copy++)
        {
            var (lane, bytes) = record[tick * 7 * (copy + 1) % record.Count];
            if (lane == Lane.Stream)
                same.Socket.Send(lane, bytes);
        }

        var (strangeLane, strangeBytes) = record[tick % record.Count];
        stranger.Socket.Send(strangeLane, strangeBytes);
    }

    private static List<byte[]> Corpus(ServerRig rig)
    {
        var corpus = new List<byte[]>();
        var scribe = rig.Dial();
        scribe.Sending = (_, bytes) => corpus.Add(bytes);
        scribe.Authenticate("mallory");
        scribe.RequestEnter();
        scribe.Send(default(RequestRooms));
        scribe.Send(new ChatSend("what a nice day"));
        scribe.Send(new ActionRequest(new(PlayerActionCode.HurtSelf, 0, 0)));
        scribe.Send(new OperatorLine("killall"));
        scribe.Send(default(Leave));
        scribe.SendCommands(new PlayerCommand(rig.Room.World.Tick + 1, 127, 0, default, Buttons.Fire));
        rig.Remove(scribe);
        return corpus;
    }

    private static byte[] Mutate(Random random, List<byte[]> corpus)
    {
        var packet = corpus[random.Next(corpus.Count)].ToArray();
        for (var round = random.Next(1, 4); round > 0; round--)
        {
            packet = random.Next(6) switch
            {
                0 => packet[..random.Next(packet.Length + 1)],
                1 => [.. packet, .. corpus[random.Next(corpus.Count)]],
                2 => [.. packet, (byte)random.Next(256)],
                3 => With(packet, random, static (_, random) => (byte)random.Next(256)),
                4 => With(packet, random, static (old, random) => (byte)(old ^ (1 << random.Next(8)))),
                _ => With(packet, random, static (_, random) => (byte)(random.Next(2) == 0 ? 0xff : 0xdd)),
            };
        }

        return packet;
    }

    private static byte[] With(byte[] packet, Random random, Func<byte, Random, byte> change)
    {
        if (packet.Length != 0)
        {
            var index = random.Next(packet.Length);
            packet[index] = change(packet[index], random);
        }

        return packet;
    }

    /// <summary>Whether the bytes are a message that has an effect in a room.</summary>
    private static bool IsValid(byte[] packet) =>
        Reads<Input>(packet) || Reads<ActionRequest>(packet) || Reads<Leave>(packet) || Reads<ChatSend>(packet);

    private static bool Reads<T>(byte[] packet)
        where T : struct, IMessage<T> => MessageCodec.TryDecode<T>(packet, out _) == ReadFault.None;

    /// <summary>The world of a session to which nothing was said.</summary>
    private static ulong TwinHash()
    {
        using var rig = new ServerRig(7);
        rig.Enter("ana");
        rig.RunSeconds(0.5);
        rig.Run(1);
        return rig.WorldHash;
    }
}
