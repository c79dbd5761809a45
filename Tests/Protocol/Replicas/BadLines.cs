using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>What clients of our server get over bad lines, recorded for readers in other languages.</summary>
internal static class BadLines
{
    private const int SnapshotsPerReceiver = 170;
    private const int StepsPerWorld = 30;

    /// <summary>Snapshots, and what is said of them, are lost, come twice and overtake each other.</summary>
    private static readonly LinkConditions Conditions = new()
    {
        Delay = TimeSpan.FromMilliseconds(20),
        Jitter = TimeSpan.FromMilliseconds(25),
        Loss = 0.1,
        Duplicate = 0.05,
        Reorder = 0.05,
    };

    /// <summary>What a player and a spectator of a full room get, one after the other.</summary>
    public static IEnumerable<ReceiverRecording> Record(string game, ReaderLines lines)
    {
        foreach (var role in (PlayerRole[])[PlayerRole.Player, PlayerRole.Spectator])
        {
            using var rig = new ServerRig(seed: 15, rooms: new RoomOptions { Name = game, Mode = game, Bots = 100 });
            var player = rig.Invite("guest", Conditions, Conditions, options => options with { Role = role, Schemas = new SchemaStore() });
            player.Client.Pilot = new BotPilot(TestGames.Shipped, 15);
            var recording = new ReceiverRecording($"{role} in {game}", player, lines);
            rig.RunUntil(() => recording.Snapshots >= SnapshotsPerReceiver, seconds: 60);
            yield return recording;
        }
    }

    /// <summary>What somebody in a world of anything at all gets over a bad line; returns how many snapshots.</summary>
    public static int Record(int seed, ReaderLines lines)
    {
        var random = new Random(seed);
        var codes = new ReplicaCodes(RandomSchema.Next(random));
        var states = new ReplicaStates(codes);
        var world = new RandomWorld(codes.Schema, random);
        var slot = new PlayerSlot(0);
        states.AddOwner(slot);
        var snapshots = 0;
        var packet = new byte[Limits.SnapshotBodyBytes];
        var receiver = new SimulatedReceiver(states, new SightingMarks(), random, slot, team: 1)
        {
            Received = (part, picture) =>
            {
                snapshots++;
                lines.Add(packet.AsSpan(0, part.Write(packet)), picture, codes.Schema);
            },
        };
        lines.Begin(
            $"world {seed}",
            MessageOf(new Entered(default, slot, 60, 2, world.Tick, "room", "mode", "map", 0, codes.Schema.Hash)),
            MessageOf(SchemaWire.ToMessage(codes.Schema)));
        var read = 0L;
        for (var step = 0; step < StepsPerWorld; step++)
        {
            world.Step(states, 60);
            Assert.Equal("", receiver.Turn(ref read));
        }

        return snapshots;
    }

    private static ReadOnlySpan<byte> MessageOf<T>(in T message)
        where T : struct, IMessage<T>
    {
        var buffer = new PacketBuffer();
        MessageCodec.Encode(message, buffer);
        return buffer.Span;
    }
}
