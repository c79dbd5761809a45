using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>Walks about without a purpose: the bot of games whose rules it need not know.</summary>
public static class WanderBot
{
    private const int WanderTicks = 45;         // how long one direction is kept
    private const ulong WanderStream = 0x8000_0000_0000_0001;

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!BotQueries.TryFindSelf(view, self, out _))
            return new(neutral);

        var (_, moveX, moveY) = Whim(self, seed, tick);
        return new(neutral with { MoveX = moveX, MoveY = moveY });
    }

    /// <summary>A direction that changes every <see cref="WanderTicks"/> ticks, and one of four moods.</summary>
    internal static (int Mood, sbyte MoveX, sbyte MoveY) Whim(PlayerSlot self, ulong seed, Tick tick)
    {
        var epoch = new Tick(tick.Value / WanderTicks);
        var random = new TickRandom(seed, epoch, WanderStream + self.Value);
        var mood = random.NextBelow(4);
        return (mood, (sbyte)(random.NextBelow(255) - 127), (sbyte)(random.NextBelow(255) - 127));
    }
}
