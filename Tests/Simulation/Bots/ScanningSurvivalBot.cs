using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Bots;

/// <summary>The bot as it was before it asked a grid: it looks at everybody. What the fast one is compared with.</summary>
internal static class ScanningSurvivalBot
{
    private const int SightUnits = 800;
    private const int ReachUnits = 65;
    private const int PlayerRadius = 35;
    private const int StepUnits = 24;  // of two players in a tick, at 20 of them a second
    private const int Wanders = 0;     // moods; the rest hunts
    private const int Gathers = 1;

    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!Scanning.TryFindSelf(view, self, out var own))
            return new(neutral);

        var (mood, moveX, moveY) = WanderBot.Whim(self, seed, tick);
        if (mood == Wanders || !TryFindTarget(view, own, mood == Gathers ? EntityKind.Scenery : EntityKind.Avatar, out var target))
            return new(neutral with { MoveX = moveX, MoveY = moveY, Aim = own.Aim });

        var apart = new FixedVector(target.X - own.X, target.Y - own.Y);
        var size = target.Kind == EntityKind.Scenery ? target.HalfWidth : Fixed.FromInt(PlayerRadius);
        var command = neutral with { Aim = Angle.Of(apart) };
        var reaches = apart.Length <= size + Fixed.FromInt(ReachUnits);
        return new(reaches
            ? command with { Buttons = IsNewcomerNear(view, own) ? Buttons.None : Buttons.Fire }
            : command with { MoveX = Steer(apart.X, apart), MoveY = Steer(apart.Y, apart) });
    }

    /// <summary>The nearest of its kind in sight that is not the bot; ties go to the older one.</summary>
    private static bool TryFindTarget(WorldView view, in EntityState own, EntityKind kind, out EntityState target)
    {
        target = default;
        var nearest = (long)SightUnits * SightUnits * Fixed.RawPerUnit * Fixed.RawPerUnit;
        var found = false;
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != kind
                || entity.Id == own.Id
                || (entity.Flags & EntityFlags.Alive) == 0
                || (kind == EntityKind.Avatar && view.IsNewcomer(entity.Slot)))
            {
                continue;
            }

            var distance = new FixedVector(entity.X - own.X, entity.Y - own.Y).LengthSquaredRaw;
            if (distance < nearest || (found && distance == nearest && entity.Id.CompareTo(target.Id) < 0))
            {
                nearest = distance;
                target = entity;
                found = true;
            }
        }

        return found;
    }

    /// <summary>Whether a stroke at anything might reach somebody who is not to be struck, wherever both step until it falls.</summary>
    private static bool IsNewcomerNear(WorldView view, in EntityState own)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;

            if (view.IsNewcomer(entity.Slot)
                && entity.Id != own.Id
                && new FixedVector(entity.X - own.X, entity.Y - own.Y).Length <= Fixed.FromInt(ReachUnits + PlayerRadius + StepUnits))
            {
                return true;
            }
        }

        return false;
    }

    private static sbyte Steer(Fixed part, FixedVector whole)
    {
        var longest = Fixed.Max(Fixed.Abs(whole.X), Fixed.Abs(whole.Y));
        return (sbyte)(part.Raw * 127L / longest.Raw);
    }
}
