using Ecs.Protocol.Replicas;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>
/// Whatever the components, the worlds, the view, the losses and the room: what a client holds after a snapshot is what the plain codec
/// says it should hold. SNAPSHOT_CASES says how many snapshots are read, SNAPSHOT_SEED begins with another seed.
/// </summary>
public class DeltaOracleTests(ITestOutputHelper output)
{
    private const int StepsPerWorld = 60;

    [Fact]
    public void Every_snapshot_that_arrives_brings_what_the_plain_codec_brings()
    {
        var wanted = DeepRun.Or("SNAPSHOT_CASES", 50_000);
        var cases = 0L;
        var seed = DeepRun.Or("SNAPSHOT_SEED", 1);
        for (; cases < wanted; seed++)
        {
            var steps = StepsPerWorld;
            if (Play(seed, steps, ref cases) is not { Length: > 0 } difference)
                continue;

            // The first of all faults is in the last of as few steps as still show one.
            while (steps > 1 && Play(seed, steps - 1, ref cases) is { Length: > 0 } shorter)
                (steps, difference) = (steps - 1, shorter);
            Assert.Fail($"seed {seed}, {steps} steps: {difference}");
        }

        output.WriteLine($"{cases} snapshots, worlds up to seed {seed - 1}, 0 differences");
    }

    /// <summary>The first difference; empty when there is none.</summary>
    private static string Play(int seed, int steps, ref long cases)
    {
        var random = new Random(seed);
        var codes = new ReplicaCodes(RandomSchema.Next(random));
        var states = new ReplicaStates(codes);
        var world = new RandomWorld(codes.Schema, random);
        var marks = new SightingMarks();
        var receivers = new SimulatedReceiver[1 + random.Next(4)];
        for (var index = 0; index < receivers.Length; index++)
        {
            receivers[index] = new SimulatedReceiver(states, marks, random, new PlayerSlot((ushort)index), (byte)random.Next(3));
            states.AddOwner(new PlayerSlot((ushort)index));
        }

        var most = 1 << random.Next(1, 8);
        for (var step = 0; step < steps; step++)
        {
            world.Step(states, most);
            foreach (var receiver in receivers)
            {
                var difference = receiver.Turn(ref cases);
                if (difference.Length > 0)
                    return $"tick {world.Tick}: {difference}";
            }
        }

        return "";
    }
}
