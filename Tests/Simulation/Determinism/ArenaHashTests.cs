using Ecs.Simulation;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Ten minutes of an arena with 64 bots: the same world, bit for bit, whatever happens around it.</summary>
public sealed class ArenaHashTests
{
    /// <summary>
    /// Every hash of the match in one. It changes only together with a rule, a constant, the bots, or the layout of the
    /// state, and then on purpose.
    /// </summary>
    internal const ulong Expected = 0x9cb1_30db_8d08_5929;

    internal const int Players = 64;
    internal const int Ticks = 36_000;

    private static readonly Lazy<ArenaChain> Plain = new(() => ArenaChain.Play(Players, Ticks));

    [Fact]
    public void A_whole_match_gives_the_hash_that_stands_here()
    {
        var match = Plain.Value;

        Assert.InRange(match.Shots, 20_000, long.MaxValue);
        Assert.InRange(match.Hits, 2_000, long.MaxValue);
        Assert.InRange(match.Kills, 200, long.MaxValue);
        Assert.Equal(3, match.MatchEnds);
        Assert.True(match.Value == Expected, $"the match gave {match.Value:x16} instead of {Expected:x16}");
    }

    [Fact]
    public void Storage_order_does_not_matter()
    {
        var shuffled = ArenaChain.Play(Players, Ticks, between: (scene, tick) =>
        {
            if (tick % 500 == 0)
            {
                scene.Rebuild(shuffle: (ulong)tick);
            }
        });

        Assert.Equal(0, Plain.Value.FirstDifference(shuffled));
    }

    [Fact]
    public void A_world_rebuilt_halfway_in_another_order_of_creation_goes_on_as_the_first()
    {
        var rebuilt = ArenaChain.Play(Players, Ticks, between: (scene, tick) =>
        {
            if (tick == 18_001)
            {
                var before = scene.Tick.World.ComputeHash();
                scene.Rebuild(shuffle: 4711);
                Assert.Equal(before, scene.Tick.World.ComputeHash());
            }
        });

        Assert.Equal(0, Plain.Value.FirstDifference(rebuilt));
    }

    [Theory]
    [InlineData(20_000, 7, 1, 0)] // one bit of the direction
    [InlineData(35_900, 40, 0, 1)] // the fire button
    public void One_bit_of_one_command_changes_the_hash(int tick, int slot, int moveBit, int buttonBit)
    {
        var changed = 0;
        var tampered = ArenaChain.Play(Players, Ticks, tamper: taken =>
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
        });

        Assert.Equal(1, changed);
        Assert.Equal(tick, Plain.Value.FirstDifference(tampered));
        Assert.NotEqual(Expected, tampered.Value);
    }

    [Fact]
    public void Walls_keep_to_it_too()
    {
        var plain = ArenaChain.Play(32, 3_000, seed: 9, map: "bunkers");
        var shuffled = ArenaChain.Play(32, 3_000, seed: 9, map: "bunkers", between: (scene, tick) =>
        {
            if (tick % 97 == 0)
            {
                scene.Rebuild((ulong)tick);
            }
        });

        Assert.True(plain.Hits > 50, $"only {plain.Hits} hits");
        Assert.Equal(0, plain.FirstDifference(shuffled));
    }

    [Fact]
    public void Ticks_may_wrap_in_the_middle_of_a_match()
    {
        using var early = new Scene();
        using var late = new Scene();
        late.World.Record.Tick = new Tick(uint.MaxValue - 1_000);
        foreach (var scene in (Scene[])[early, late])
        {
            scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400).Hold(0, 3, 0, Buttons.Fire).Hold(1, -3, 0, Buttons.Fire).Run(2_000);
        }

        Assert.Equal(new Tick(1_000), late.World.Tick);
        Assert.Equal(early.Events, late.Events);
        Assert.NotEmpty(early.Events);
        late.World.Record.Tick = early.World.Tick;
        Assert.Equal(early.World.ComputeHash(), late.World.ComputeHash());
    }

    [Fact]
    public void Ids_go_on_near_the_end_of_their_range()
    {
        using var low = new Scene();
        using var high = new Scene();
        high.World.Record.NextEntityId = ulong.MaxValue - 10_000;
        foreach (var scene in (Scene[])[low, high])
        {
            scene.Join(0, 1).Place(0, 300, 50).Place(1, 300, 400).Hold(0, 3, 0, Buttons.Fire).Hold(1, -3, 0, Buttons.Fire).Run(1_000).Rebuild(5).Run(1_000);
        }

        Assert.Equal(low.Events.Select(happened => happened with { Subject = default }), high.Events.Select(happened => happened with { Subject = default }));
    }
}
