using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Ten thousand ticks of survival with 64 bots who gather and kill: the same world, bit for bit, whatever happens around it.</summary>
public sealed class SurvivalHashTests
{
    /// <summary>Every hash of the game in one. It changes only together with a rule, a constant, the map, the bots, or the layout of the state.</summary>
    internal const ulong Expected = 0xf986_17ef_7439_eea3;

    private const int Players = 64;
    private const int Ticks = 10_000;

    [Fact]
    public void A_whole_game_gives_the_hash_that_stands_here()
    {
        using var game = new BotMatch("survival", Players).Run(Ticks);

        Assert.InRange(game.CountOf(WorldEventKind.Swung), 5_000, long.MaxValue);
        Assert.InRange(game.CountOf(WorldEventKind.Shaken), 1_000, long.MaxValue);
        Assert.InRange(game.CountOf(WorldEventKind.Died), 100, long.MaxValue);
        Assert.InRange(game.CountOf(WorldEventKind.Respawned), 100, long.MaxValue);
        Assert.True(game.Chain == Expected, $"the game gave {game.Chain:x16} instead of {Expected:x16}");
    }

    [Fact]
    public void Storage_order_does_not_matter()
    {
        using var shuffled = new BotMatch("survival", Players);
        for (var tick = 0; tick < Ticks; tick += 500)
        {
            shuffled.Run(500).Rebuild((ulong)tick + 1);
        }

        Assert.Equal(Expected, shuffled.Chain);
    }

    [Fact]
    public void A_world_rebuilt_halfway_goes_on_as_the_first()
    {
        using var rebuilt = new BotMatch("survival", Players).Run(Ticks / 2).Rebuild(4711).Run(Ticks / 2);

        Assert.Equal(Expected, rebuilt.Chain);
    }

    [Theory]
    [InlineData(9_000, 7, 64, 0)] // one bit of the direction, large enough for another of the eight
    [InlineData(9_900, 40, 0, 1)] // the attack button
    public void One_bit_of_one_command_changes_the_hash(int tick, int slot, int moveBit, int buttonBit)
    {
        var changed = 0;
        using var tampered = new BotMatch("survival", Players)
        {
            Tamper = taken =>
            {
                if (taken.Command.Tick.Value != tick || taken.Slot.Value != slot)
                {
                    return taken;
                }

                changed++;
                return taken with
                {
                    Command = taken.Command with
                    {
                        MoveX = (sbyte)(taken.Command.MoveX ^ moveBit),
                        Buttons = taken.Command.Buttons ^ (Buttons)buttonBit,
                    },
                };
            },
        };
        tampered.Run(Ticks);

        Assert.Equal(1, changed);
        Assert.NotEqual(Expected, tampered.Chain);
    }

    [Fact]
    public void A_thousand_warm_ticks_allocate_nothing()
    {
        using var game = new BotMatch("survival", Players);
        game.Run(4_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        game.Run(1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(game.CountOf(WorldEventKind.Died) > 20);
        Allocations.AssertNone(allocated);
    }
}
