using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Games.Survival;

/// <summary>
/// Plays survival: hunts whoever is near, gathers from what stands nearest, and wanders in between. Whoever has only just come it neither
/// hunts nor strikes by the way.
/// </summary>
public static class SurvivalBot
{
    private const int SightUnits = 800;
    private const int ReachUnits = 65;
    private const int PlayerRadius = 35;
    private const int StepUnits = 24;  // of two players in a tick, at 20 of them a second
    private const int Wanders = 0;     // moods; the rest hunts
    private const int Gathers = 1;

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!BotQueries.TryFindSelf(view, self, out var own))
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
    private static bool TryFindTarget(WorldView view, in EntityState own, EntityKind kind, out EntityState target) =>
        BotQueries.TryFindNearest(view, kind, new FixedVector(own.X, own.Y), Fixed.FromInt(SightUnits), new Prey(view, own.Id), out target);

    /// <summary>Whether a stroke at anything might reach somebody who is not to be struck, wherever both step until it falls.</summary>
    private static bool IsNewcomerNear(WorldView view, in EntityState own)
    {
        if (!view.HasNewcomers)
            return false;

        var reach = Fixed.FromInt(ReachUnits + PlayerRadius + StepUnits);
        foreach (ref readonly var entity in view.Around(EntityKind.Avatar, FixedRectangle.Around(own.X, own.Y, reach, reach)))
        {
            if (view.IsNewcomer(entity.Slot)
                && entity.Id != own.Id
                && new FixedVector(entity.X - own.X, entity.Y - own.Y).Length <= reach)
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

    private readonly struct Prey(WorldView view, EntityId self) : IEntityFilter
    {
        public bool Takes(in EntityState entity) =>
            entity.Id != self
            && (entity.Flags & EntityFlags.Alive) != 0
            && !(entity.Kind == EntityKind.Avatar && view.IsNewcomer(entity.Slot));
    }
}
