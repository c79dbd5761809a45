using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Bots;

/// <summary>The bot as it was before it asked a grid: it looks at everybody. What the fast one is compared with.</summary>
internal static class ScanningArenaBot
{
    private const int AimWidth = 30;  // world units: a little under half a body

    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!Scanning.TryFindSelf(view, self, out var own))
            return new(neutral);

        var (wander, moveX, moveY) = WanderBot.Whim(self, seed, tick);
        if (wander == 0 || !TryFindTarget(view, own, out var target))
            return new(neutral with { MoveX = moveX, MoveY = moveY, Buttons = wander == 0 ? Buttons.Fire : Buttons.None });

        var apart = target.X - own.X;
        var aligned = Fixed.Abs(apart) < Fixed.FromInt(AimWidth);
        return new(neutral with
        {
            MoveX = aligned ? (sbyte)(moveX / 4) : (sbyte)(apart > Fixed.Zero ? 127 : -127),
            MoveY = moveY,
            Aim = own.Aim,
            Buttons = aligned ? Buttons.Fire : Buttons.None,
        });
    }

    /// <summary>The living enemy, of those who have not only just come, that needs the least sideways walking before the barrel; ties go to the lower seat.</summary>
    private static bool TryFindTarget(WorldView view, in EntityState own, out EntityState target)
    {
        target = default;
        var found = false;
        var nearest = Fixed.MaxValue;
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;

            var isBefore = own.Aim == Angle.Down ? entity.Y > own.Y : entity.Y < own.Y;
            if (entity.Team == own.Team || (entity.Flags & EntityFlags.Alive) == 0 || !isBefore || view.IsNewcomer(entity.Slot))
                continue;

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
