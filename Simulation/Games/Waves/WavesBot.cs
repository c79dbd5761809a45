using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Games.Waves;

/// <summary>
/// Plays the waves: says that it is ready, puts itself below the enemy that has come furthest and shoots what is above it.
/// </summary>
public static class WavesBot
{
    private const int ReadyTicks = 30;   // from one word of being ready to the next
    private const int AimWidth = 12;     // world units: a laser and the narrowest enemy still meet
    private const int HorizonY = -400;   // higher enemies are not worth a walk yet

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        var isAlive = BotQueries.TryFindSelf(view, self, out var own);
        if (own.Speed == Fixed.Zero)
        {
            // Ships cannot move before both players are ready.
            var speaks = own.Kind == EntityKind.Avatar && tick.Value % ReadyTicks == self.Value % ReadyTicks;
            return new(neutral, speaks ? new PlayerAction(PlayerActionCode.Ready, 1, 0) : default);
        }

        if (!isAlive || !TryFindTarget(view, own, out var target))
            return new(neutral);

        var apart = target.X - own.X;
        var isAligned = Fixed.Abs(apart) < Fixed.FromInt(AimWidth);
        return new(neutral with
        {
            MoveX = isAligned ? (sbyte)0 : (sbyte)(apart > Fixed.Zero ? 127 : -127),
            Buttons = isAligned ? Buttons.Fire : Buttons.None,
        });
    }

    /// <summary>
    /// The enemy before the barrel that is nearest to getting past, a sideways step counting like one down; ships divide
    /// the field by their seats: an even one looks left first, an odd one right. Ties go to the older enemy.
    /// </summary>
    private static bool TryFindTarget(WorldView view, in EntityState own, out EntityState target)
    {
        target = default;
        var found = false;
        var best = Fixed.MinValue;
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Creature || entity.Y < Fixed.FromInt(HorizonY) || entity.Y > own.Y - WavesShapes.ShipHalf)
                continue;

            var side = own.Slot.Value % 2 == 0 ? -entity.X : entity.X;
            var urgency = entity.Y - Fixed.Abs(entity.X - own.X) + side / Fixed.FromInt(4);
            if (!found || urgency > best || (urgency == best && entity.Id.CompareTo(target.Id) < 0))
            {
                best = urgency;
                target = entity;
                found = true;
            }
        }

        return found;
    }
}
