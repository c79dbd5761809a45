using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>Plays survival: hunts whoever is near, gathers from what stands nearest, and wanders in between.</summary>
public static class SurvivalBot
{
    private const int SightUnits = 800;
    private const int ReachUnits = 65;
    private const int PlayerRadius = 35;
    private const int Wanders = 0;     // moods; the rest hunts
    private const int Gathers = 1;

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!BotSight.TryFindSelf(view, self, out var own))
        {
            return new(neutral);
        }

        var (mood, moveX, moveY) = WanderBot.Whim(self, seed, tick);
        if (mood == Wanders || !TryFindTarget(view, own, mood == Gathers ? EntityKind.Scenery : EntityKind.Avatar, out var target))
        {
            return new(neutral with { MoveX = moveX, MoveY = moveY, Aim = own.Aim });
        }

        var apart = new FixedVector(target.X - own.X, target.Y - own.Y);
        var size = target.Kind == EntityKind.Scenery ? target.HalfWidth : Fixed.FromInt(PlayerRadius);
        var command = neutral with { Aim = Angle.Of(apart) };
        return new(apart.Length <= size + Fixed.FromInt(ReachUnits)
            ? command with { Buttons = Buttons.Fire }
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
            if (entity.Kind != kind || entity.Id == own.Id || (entity.Flags & EntityFlags.Alive) == 0)
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

    private static sbyte Steer(Fixed part, FixedVector whole)
    {
        var longest = Fixed.Max(Fixed.Abs(whole.X), Fixed.Abs(whole.Y));
        return (sbyte)(part.Raw * 127L / longest.Raw);
    }
}
