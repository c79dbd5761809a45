using Ecs.Simulation.Events;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Nearly three minutes of waves with two bots and two who wait: the same world, bit for bit, whatever happens around it.</summary>
public sealed class WavesHashTests
{
    /// <summary>Changes only together with a rule, a constant, the bot, or the layout of the state, and then on purpose.</summary>
    private const ulong Expected = 0x722b_5b9a_9950_d06e;

    private const int Players = 4;
    private const int Ticks = 10_000;

    private static readonly Lazy<ModeChain> Plain = new(() => ModeChain.Play("waves", Players, Ticks));

    [Fact]
    public void Waves_of_bots_give_the_hash_that_stands_here()
    {
        var match = Plain.Value;

        Assert.InRange(match.CountOf(WorldEventKind.WaveBegan), 8, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.ShotFired), 400, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.CreatureDied), 150, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Hit), 170, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.MatchEnded), 1, long.MaxValue);
        Assert.True(match.Value == Expected, $"the waves gave 0x{match.Value:x16} instead of 0x{Expected:x16}");
    }

    [Fact]
    public void Storage_order_does_not_matter()
    {
        var shuffled = ModeChain.Play("waves", Players, Ticks, between: (chain, tick) =>
        {
            if (tick % 97 == 0)
            {
                chain.Rebuild(shuffle: (ulong)tick);
            }
        });

        Assert.Equal(0, Plain.Value.FirstDifference(shuffled));
    }

    [Fact]
    public void A_world_rebuilt_halfway_in_another_order_of_creation_goes_on_as_the_first()
    {
        var rebuilt = ModeChain.Play("waves", Players, Ticks, between: (chain, tick) =>
        {
            if (tick == Ticks / 2)
            {
                var before = chain.Tick.World.ComputeHash();
                chain.Rebuild(shuffle: 4711);
                Assert.Equal(before, chain.Tick.World.ComputeHash());
            }
        });

        Assert.Equal(0, Plain.Value.FirstDifference(rebuilt));
    }

    [Theory]
    [InlineData(5_000, 0, 1)]
    [InlineData(9_900, 1, 1)]
    public void One_bit_of_one_command_changes_the_hash(int tick, int slot, int moveBit)
    {
        var tampered = ModeChain.Play("waves", Players, Ticks, tamper: taken =>
            taken.Command.Tick.Value == tick && taken.Slot.Value == slot
                ? taken with { Command = taken.Command with { MoveY = (sbyte)(taken.Command.MoveY ^ moveBit) } }
                : taken);

        Assert.Equal(tick, Plain.Value.FirstDifference(tampered));
    }

    [Fact]
    public void Another_seed_gives_other_waves() =>
        Assert.NotEqual(0, Plain.Value.FirstDifference(ModeChain.Play("waves", Players, Ticks, seed: 2)));

    [Theory]
    [InlineData(20)]
    [InlineData(240)]
    public void Bots_clear_waves_at_any_rate(int tickRate)
    {
        using var chain = new ModeChain("waves", 2, tickRate: tickRate);
        for (var tick = 0; tick < 60 * tickRate; tick++)
        {
            chain.Step();
        }

        Assert.InRange(chain.CountOf(WorldEventKind.WaveBegan), 3, long.MaxValue);
    }

    [Fact]
    public void Warm_ticks_allocate_nothing()
    {
        using var chain = new ModeChain("waves", Players);
        Play(chain, 6_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(chain, 2_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(chain.CountOf(WorldEventKind.WaveBegan), 6, long.MaxValue);
        Allocations.AssertNone(allocated);
    }

    private static void Play(ModeChain chain, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            chain.Step();
        }
    }
}
