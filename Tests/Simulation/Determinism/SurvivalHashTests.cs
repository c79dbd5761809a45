using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What nearly three minutes of survival hold, with 64 bots who gather and kill.</summary>
public sealed class SurvivalHashTests
{
    private static readonly HashedGame Game = HashedGame.Of("survival");

    [Fact]
    public void Bots_gather_kill_and_come_back()
    {
        var match = Game.Plain.Scene;

        Assert.InRange(match.CountOf(WorldEventKind.Swung), 5_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Shaken), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.ResourceChanged), 1_000, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Died), 100, long.MaxValue);
        Assert.InRange(match.CountOf(WorldEventKind.Respawned), 100, long.MaxValue);
    }

    [Theory]
    [InlineData(9_000, 7, 64, 0)] // one bit of the direction, large enough for another of the eight
    [InlineData(9_900, 40, 0, 1)] // the attack button
    public void One_bit_of_one_command_changes_the_hash(int tick, int slot, int moveBit, int buttonBit)
    {
        var changed = 0;
        var scene = Game.Open();
        scene.Tamper = taken =>
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
        };
        var tampered = BotChain.Play(scene, Game.Ticks);

        Assert.Equal(1, changed);
        Assert.Equal(tick, Game.Plain.FirstDifference(tampered));
    }
}
