using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Scenes.Field;

/// <summary>Walks at full speed and takes another direction every 0.5 to 1.5 seconds (at 60 ticks a second); looks at nothing.</summary>
public static class FieldBot
{
    private const int WindowTicks = 60;  // one change lies in each, in its first half
    private const int LatestTicks = 31;
    private const ulong Stream = 0x8000_0000_0F1E_1D00;

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick) => Decide(self, seed, tick);

    /// <summary>The same without a view.</summary>
    public static BotMove Decide(PlayerSlot self, ulong seed, Tick tick)
    {
        // Neighbouring seats change in different ticks.
        var clock = tick.Value + self.Value * 37u;
        var window = clock / WindowTicks;
        var random = RandomOf(self, seed, window);
        if (clock % WindowTicks < (uint)random.NextBelow(LatestTicks))
        {
            random = RandomOf(self, seed, window - 1);
            random.NextBelow(LatestTicks);
        }

        var step = new Angle((ushort)random.NextBelow(Angle.FullTurn)).Direction(new Fixed(sbyte.MaxValue));
        return new BotMove(new PlayerCommand(tick, (sbyte)step.X.Raw, (sbyte)step.Y.Raw, Angle.Up, Buttons.None));
    }

    private static TickRandom RandomOf(PlayerSlot self, ulong seed, uint window) => new(seed, new Tick(window), Stream + self.Value);
}
