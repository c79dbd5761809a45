using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>
/// A player that decides from what an observer may see: it lines up with the nearest living enemy in front of its barrel,
/// shoots when the line is good, and wanders in between. Without memory: the same view gives the same command.
/// </summary>
public static class BotBrain
{
    private const int WanderTicks = 45;         // how long one direction is kept
    private const int AimWidth = 30;            // world units: a little under half a body
    private const ulong WanderStream = 0x8000_0000_0000_0001;

    /// <param name="view">The world after the last tick.</param>
    /// <param name="self">The bot's seat; a seat without a living avatar gets a neutral command.</param>
    /// <param name="seed">Of the world; two bots of one seed still differ by seat.</param>
    /// <param name="tick">The tick that will apply the command.</param>
    public static PlayerCommand Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!TryFindSelf(view, self, out var own) || (own.Flags & EntityFlags.Alive) == 0)
        {
            return neutral;
        }

        var epoch = new Tick(tick.Value / WanderTicks);
        var random = new TickRandom(seed, epoch, WanderStream + self.Value);
        var wander = random.NextBelow(4);
        var moveX = (sbyte)(random.NextBelow(255) - 127);
        var moveY = (sbyte)(random.NextBelow(255) - 127);
        if (wander == 0 || !TryFindTarget(view, own, out var target))
        {
            return neutral with { MoveX = moveX, MoveY = moveY, Buttons = wander == 0 ? Buttons.Fire : Buttons.None };
        }

        var apart = target.X - own.X;
        var aligned = Fixed.Abs(apart) < Fixed.FromInt(AimWidth);
        return neutral with
        {
            MoveX = aligned ? (sbyte)(moveX / 4) : (sbyte)(apart > Fixed.Zero ? 127 : -127),
            MoveY = moveY,
            Aim = own.Aim,
            Buttons = aligned ? Buttons.Fire : Buttons.None,
        };
    }

    private static bool TryFindSelf(WorldView view, PlayerSlot self, out EntityState own)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
            {
                break; // Avatars come first.
            }

            if (entity.Slot == self)
            {
                own = entity;
                return true;
            }
        }

        own = default;
        return false;
    }

    /// <summary>The living enemy that needs the least sideways walking among those before the barrel; ties go to the lower seat.</summary>
    private static bool TryFindTarget(WorldView view, in EntityState own, out EntityState target)
    {
        target = default;
        var found = false;
        var nearest = Fixed.MaxValue;
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
            {
                break;
            }

            var isBefore = own.Aim == Angle.Down ? entity.Y > own.Y : entity.Y < own.Y;
            if (entity.Team == own.Team || (entity.Flags & EntityFlags.Alive) == 0 || !isBefore)
            {
                continue;
            }

            var apart = Fixed.Abs(entity.X - own.X);
            if (apart < nearest || (apart == nearest && entity.Slot.Value < target.Slot.Value))
            {
                nearest = apart;
                target = entity;
                found = true;
            }
        }

        return found;
    }
}
