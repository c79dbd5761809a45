using Ecs.Protocol;
using Ecs.Protocol.Snapshots;

namespace Ecs.Tests.Protocol;

public class SnapshotAssemblerTests
{
    private readonly SnapshotAssembler _assembler = new();

    [Fact]
    public void Parts_in_any_order_give_the_body()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var body = Body(random, random.Next(1, Limits.SnapshotBodyBytes + 1));
            var parts = Parts((uint)seed + 1, body);
            random.Shuffle(parts);
            for (var index = 0; index < parts.Length; index++)
            {
                var last = index == parts.Length - 1;
                Assert.Equal(last ? PartResult.Completed : PartResult.Kept, _assembler.Add(in parts[index]));
            }

            Assert.True(_assembler.Body.SequenceEqual(body), $"seed {seed}");
        }
    }

    [Fact]
    public void Short_parts_of_another_sender_are_joined_without_gaps()
    {
        Assert.Equal(PartResult.Kept, _assembler.Add(new(SnapshotFlags.None, new(1), 2, 3, new byte[] { 4, 5 })));
        Assert.Equal(PartResult.Kept, _assembler.Add(new(SnapshotFlags.None, new(1), 0, 3, new byte[] { 1 })));
        Assert.Equal(PartResult.Completed, _assembler.Add(new(SnapshotFlags.None, new(1), 1, 3, new byte[] { 2, 3 })));
        Assert.Equal([1, 2, 3, 4, 5], _assembler.Body.ToArray());
    }

    [Fact]
    public void A_part_twice_is_a_duplicate()
    {
        var parts = Parts(1, new byte[2_000]);
        _assembler.Add(in parts[0]);
        Assert.Equal(PartResult.Duplicate, _assembler.Add(in parts[0]));
    }

    [Fact]
    public void A_part_of_a_completed_or_older_snapshot_is_stale()
    {
        var older = Parts(9, new byte[2_000]);
        var parts = Parts(10, new byte[1_000]);
        _assembler.Add(in parts[0]);
        Assert.Equal(PartResult.Stale, _assembler.Add(in older[0]));
        Assert.Equal(PartResult.Completed, _assembler.Add(in parts[1]));
        Assert.Equal(PartResult.Stale, _assembler.Add(in parts[1]));
        Assert.Equal(PartResult.Stale, _assembler.Add(in older[1]));
        Assert.Equal(1_000, _assembler.Body.Length);
    }

    [Fact]
    public void A_missing_part_is_given_up_for_the_next_snapshot()
    {
        var lossy = Parts(1, new byte[3_000]);
        var next = Parts(3, new byte[500]);
        _assembler.Add(in lossy[0]);
        _assembler.Add(in lossy[2]);
        Assert.Equal(PartResult.Completed, _assembler.Add(in next[0]));
        Assert.Equal(1, _assembler.Incomplete);
        Assert.Equal(PartResult.Stale, _assembler.Add(in lossy[1]));
    }

    [Fact]
    public void A_count_that_disagrees_with_the_first_part_is_refused()
    {
        _assembler.Add(new(SnapshotFlags.None, new(1), 0, 3, new byte[980]));
        Assert.Equal(PartResult.Mismatched, _assembler.Add(new(SnapshotFlags.None, new(1), 1, 2, new byte[980])));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 61, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 981)]
    public void A_part_outside_the_limits_is_refused(byte index, byte count, int length)
    {
        Assert.Equal(PartResult.Mismatched, _assembler.Add(new(SnapshotFlags.None, new(1), index, count, new byte[length])));
    }

    [Fact]
    public void Ticks_that_wrap_keep_their_order()
    {
        Assert.Equal(PartResult.Completed, _assembler.Add(new(SnapshotFlags.None, new(uint.MaxValue), 0, 1, new byte[1])));
        Assert.Equal(PartResult.Completed, _assembler.Add(new(SnapshotFlags.None, new(0), 0, 1, new byte[1])));
        Assert.Equal(PartResult.Stale, _assembler.Add(new(SnapshotFlags.None, new(uint.MaxValue), 0, 1, new byte[1])));
    }

    [Fact]
    public void After_a_reset_any_tick_is_new()
    {
        Assert.Equal(PartResult.Completed, _assembler.Add(new(SnapshotFlags.None, new(100), 0, 1, new byte[1])));
        _assembler.Reset();
        Assert.Equal(0, _assembler.Body.Length);
        Assert.Equal(PartResult.Completed, _assembler.Add(new(SnapshotFlags.None, new(5), 0, 1, new byte[1])));
    }

    [Fact]
    public void The_largest_part_fits_the_stream()
    {
        var packet = new byte[Limits.StreamBytes];
        var length = new SnapshotPart(SnapshotFlags.All & ~SnapshotFlags.Parts, new(uint.MaxValue), 31, 32, new byte[Limits.SnapshotPartBytes]).Write(packet);
        Assert.InRange(length, 1, Limits.StreamBytes);
    }

    [Fact]
    public void A_part_of_other_flags_is_refused()
    {
        _assembler.Add(new(SnapshotFlags.None, new(1), 0, 3, new byte[980]));
        Assert.Equal(PartResult.Mismatched, _assembler.Add(new(SnapshotFlags.Enters, new(1), 1, 3, new byte[980])));
    }

    private static SnapshotPart[] Parts(uint tick, byte[] body) =>
        [.. Enumerable.Range(0, SnapshotParts.CountOf(body.Length)).Select(index => SnapshotParts.Cut(SnapshotFlags.Whole, new(tick), body, index))];

    private static byte[] Body(Random random, int length)
    {
        var body = new byte[length];
        random.NextBytes(body);
        return body;
    }
}
