using Ecs.Simulation.Bots;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace MyGame;

/// <summary>Runs after the nearest one when it is it; otherwise it wanders about.</summary>
public static class TagBot
{
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var move = WanderBot.Decide(view, self, seed, tick);
        if (!BotQueries.TryFindSelf(view, self, out var own) || own.Team != 1)
            return move;

        var nearest = default(FixedVector);
        foreach (var other in view.Entities)
        {
            var apart = new FixedVector(other.X - own.X, other.Y - own.Y);
            if (other.Slot != self && (nearest == default || apart.Length < nearest.Length))
                nearest = apart;
        }

        return new BotMove(move.Command with { MoveX = Towards(nearest.X), MoveY = Towards(nearest.Y) });
    }

    private static sbyte Towards(Fixed way) => way > Fixed.One ? sbyte.MaxValue : way < -Fixed.One ? (sbyte)-sbyte.MaxValue : (sbyte)0;
}
