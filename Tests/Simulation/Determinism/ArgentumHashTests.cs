using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Almost three minutes of the world of tiles with 48 bots: the same world, bit for bit, whatever happens around it.</summary>
public sealed class ArgentumHashTests
{
    /// <summary>Changes only together with a rule, a constant, the map, the bots, or the layout of the state, and then on purpose.</summary>
    private const ulong Expected = 0xeb1f_3e66_8893_3fc8;

    private const int Players = 48;
    private const int Ticks = 10_000;

    private static readonly Lazy<ArgentumChain> Plain = new(() => ArgentumChain.Play(Players, Ticks));

    [Fact]
    public void Ten_thousand_ticks_give_the_hash_that_stands_here()
    {
        var run = Plain.Value;

        Assert.InRange(run.Steps, 10_000, int.MaxValue);
        Assert.InRange(run.Asked(PlayerActionCode.UseItem), 1_000, int.MaxValue);
        Assert.InRange(run.Asked(PlayerActionCode.EquipItem), 1_000, int.MaxValue);
        Assert.InRange(run.Asked(PlayerActionCode.DropItem), 1_000, int.MaxValue);
        Assert.InRange(run.Asked(PlayerActionCode.PickUp), 100, int.MaxValue);
        Assert.InRange(run.Happened(WorldEventKind.InventoryChanged), 3_000, int.MaxValue);
        Assert.InRange(run.Happened(WorldEventKind.Hit), 500, int.MaxValue);
        Assert.InRange(run.Happened(WorldEventKind.Died), 3, int.MaxValue);
        Assert.InRange(run.Happened(WorldEventKind.CreatureDied), 1, int.MaxValue);
        Assert.True(run.Value == Expected, $"the run gave {run.Value:x16} instead of {Expected:x16}");
    }

    [Fact]
    public void Storage_order_does_not_matter() =>
        Assert.Equal(0, Plain.Value.FirstDifference(ArgentumChain.Play(Players, Ticks, rebuild: tick => tick % 250 == 0)));

    [Fact]
    public void A_world_rebuilt_halfway_in_another_order_of_creation_goes_on_as_the_first() =>
        Assert.Equal(0, Plain.Value.FirstDifference(ArgentumChain.Play(Players, Ticks, rebuild: tick => tick == 5_001)));

    [Fact]
    public void One_bit_of_one_act_changes_the_hash()
    {
        var changedAt = 0;
        var tampered = ArgentumChain.Play(Players, Ticks, tamper: (tick, act) =>
        {
            if (tick < 5_000 || changedAt != 0 || act.Action.Code != PlayerActionCode.Turn)
            {
                return act;
            }

            changedAt = tick;
            return act with { Action = act.Action with { A = ((act.Action.A - 1) ^ 1) + 1 } };
        });

        Assert.Equal(changedAt, Plain.Value.FirstDifference(tampered));
    }
}
