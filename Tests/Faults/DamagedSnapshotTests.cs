using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol.Replicas;

namespace Ecs.Tests.Faults;

/// <summary>A stray bit in the tick of one part must not cost a client the whole future.</summary>
public sealed class DamagedSnapshotTests
{
    private const uint FarFuture = 0x4000_0000;

    private readonly SnapshotReceiver _receiver = new();

    [Fact]
    public void Whole_snapshot_under_a_damaged_tick_is_dropped_and_the_next_one_shown()
    {
        Assert.True(Show(10));

        Assert.False(_receiver.TryAdd(Part(12) with { Tick = new(FarFuture) }, out var result));
        Assert.Equal(PartResult.Completed, result);

        Assert.True(Show(14));
        Assert.Equal(new Tick(14), _receiver.Newest);
        Assert.False(Show(12));
    }

    [Fact]
    public void Part_of_a_snapshot_that_never_comes_is_given_up_when_the_stream_goes_on_without_it()
    {
        Assert.True(Show(10));
        Assert.False(_receiver.TryAdd(Part(12) with { Tick = new(FarFuture), Count = 2 }, out _));

        var tick = 14u;
        while (!Show(tick) && tick < 200)
            tick += 2;

        Assert.InRange(tick, 14u, 14u + (2 * Limits.SnapshotParts));
    }

    public DamagedSnapshotTests() => _receiver.Begin(SampleRoom.Codes);

    private static SnapshotPart Part(uint tick) => SampleRoom.Whole(tick);

    private bool Show(uint tick) => _receiver.TryAdd(Part(tick), out _);
}
