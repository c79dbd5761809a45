using System.Diagnostics;
using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>
/// docs/protocol.md says enough to read snapshots: reader.py was written from it alone, in another language, and reads what came over bad
/// lines to the values that our client has.
/// </summary>
[Collection(ProcessLane.Name)]
public sealed class IndependentReaderTests(ITestOutputHelper output)
{
    private const int SnapshotsPerReceiver = 170;
    private const int Worlds = 40;
    private const int StepsPerWorld = 30;

    /// <summary>Snapshots, and what is said of them, are lost, come twice and overtake each other.</summary>
    private static readonly LinkConditions BadLine = new()
    {
        Delay = TimeSpan.FromMilliseconds(20),
        Jitter = TimeSpan.FromMilliseconds(25),
        Loss = 0.1,
        Duplicate = 0.05,
        Reorder = 0.05,
    };

    [ComponentFact("python3")]
    public void Reader_written_from_the_page_alone_reads_a_thousand_snapshots_of_three_games_to_the_same_values()
    {
        var lines = new ReaderLines();
        ReceiverRecording[] recordings = [.. Record("arena", lines), .. Record("survival", lines), .. Record("argentum", lines)];

        var snapshots = recordings.Sum(static recording => recording.Snapshots);
        Assert.True(snapshots >= 1000, $"{snapshots} snapshots");
        Assert.Equal(SnapshotFlags.All, recordings.Aggregate(SnapshotFlags.None, static (flags, recording) => flags | recording.Flags));
        Assert.Equal($"{snapshots} snapshots, 0 differences", Read(lines));
    }

    /// <summary>Games of others may replicate whatever they like: what is in none of ours is on the page as well.</summary>
    [ComponentFact("python3")]
    public void Reader_written_from_the_page_alone_reads_the_snapshots_of_any_schema_to_the_same_values()
    {
        var lines = new ReaderLines();
        var snapshots = 0;
        var first = DeepRun.Or("SNAPSHOT_SEED", 1);
        for (var seed = first; seed < first + Worlds; seed++)
            snapshots += Record(seed, lines);

        Assert.Equal($"{snapshots} snapshots, 0 differences", Read(lines));
    }

    /// <summary>What a player and a spectator of a full room get, one after the other.</summary>
    private static IEnumerable<ReceiverRecording> Record(string game, ReaderLines lines)
    {
        foreach (var role in (PlayerRole[])[PlayerRole.Player, PlayerRole.Spectator])
        {
            using var rig = new ServerRig(seed: 15, rooms: new RoomOptions { Name = game, Mode = game, Bots = 100 });
            var player = rig.Invite("guest", BadLine, BadLine, options => options with { Role = role, Schemas = new SchemaStore() });
            player.Client.Pilot = new BotPilot(TestGames.Shipped, 15);
            var recording = new ReceiverRecording($"{role} in {game}", player, lines);
            rig.RunUntil(() => recording.Snapshots >= SnapshotsPerReceiver, seconds: 60);
            yield return recording;
        }
    }

    /// <summary>What somebody in a world of anything at all gets over a bad line; returns how many snapshots.</summary>
    private static int Record(int seed, ReaderLines lines)
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

    /// <summary>What the reader says of it, without the sums in brackets.</summary>
    private string Read(ReaderLines lines)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, lines.Text);
            var script = Path.Combine(Repository.Root, "Tests", "Protocol", "Replicas", "reader.py");
            var (_, said, errors) = OtherProgram.Run(new ProcessStartInfo("python3", [script, file]));
            output.WriteLine(said + errors);
            return said.Split(" (")[0];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
