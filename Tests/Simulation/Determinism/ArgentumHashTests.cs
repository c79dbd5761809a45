using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What nearly three minutes of the world of tiles hold, with 48 bots.</summary>
public sealed class ArgentumHashTests
{
    private static readonly HashedGame Game = HashedGame.Of("argentum");

    [Fact]
    public void Bots_walk_use_what_they_carry_and_fight()
    {
        var match = Game.Plain.Scene;

        Assert.InRange(match.CountOf(WorldEventKind.Stepped), 10_000, long.MaxValue);
        Assert.InRange(match.CountOf(PlayerActionCode.UseItem), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(PlayerActionCode.EquipItem), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(PlayerActionCode.DropItem), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(PlayerActionCode.PickUp), 100, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.InventoryChanged), 3_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Hit), 500, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Died), 3, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.CreatureDied), 1, long.MaxValue);
    }

    [Fact]
    public void One_bit_of_one_act_changes_the_hash()
    {
        var changedAt = 0;
        var scene = Game.Open();
        scene.TamperActs = act =>
        {
            var tick = (int)scene.Tick.World.Tick.Next.Value;
            if (tick < 5_000 || changedAt != 0 || act.Action.Code != PlayerActionCode.Turn)
                return act;

            changedAt = tick;
            return act with { Action = act.Action with { A = ((act.Action.A - 1) ^ 1) + 1 } };
        };
        var tampered = BotChain.Play(scene, Game.Ticks);

        Assert.Equal(changedAt, Game.Plain.FirstDifference(tampered));
    }
}
