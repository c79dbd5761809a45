using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Games.Arena;

/// <summary>Plays the arena: lines up with the nearest living enemy in front of its barrel, shoots when the line is good, and wanders in between.</summary>
public static class ArenaBot
{
    private const int AimWidth = 30;  // world units: a little under half a body

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!BotQueries.TryFindSelf(view, self, out var own))
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
        var grid = view.Grid(EntityKind.Avatar);
        var (column, row) = (grid.ColumnWithin(own.X), grid.RowWithin(own.Y));
        var (top, bottom) = own.Aim == Angle.Down ? (row, grid.Rows - 1) : (0, row);
        var search = new Search(view, own);

        // Column by column to both sides, as long as one of them may hold somebody who is no further.
        for (var away = 0; away < grid.Columns && grid.Apart(away) <= search.Nearest.Raw; away++)
        {
            search.Look(grid.In(column - away, top, bottom));
            if (away != 0)
                search.Look(grid.In(column + away, top, bottom));
        }

        target = search.Found < 0 ? default : view.Entities[search.Found];
        return search.Found >= 0;
    }

    private ref struct Search(WorldView view, in EntityState own)
    {
        private readonly ReadOnlySpan<EntityState> _entities = view.Entities;
        private readonly ref readonly EntityState _own = ref own;

        /// <summary>Sideways.</summary>
        public Fixed Nearest { get; private set; } = Fixed.MaxValue;

        /// <summary>An index of the view, or -1.</summary>
        public int Found { get; private set; } = -1;

        public void Look(ReadOnlySpan<ViewGrid.Entry> entries)
        {
            foreach (ref readonly var entry in entries)
            {
                var apart = Fixed.Abs(entry.X - _own.X);
                if (apart > Nearest || (apart == Nearest && !IsBefore(entry.Index)) || !IsTarget(in entry))
                    continue;

                Nearest = apart;
                Found = entry.Index;
            }
        }

        private readonly bool IsTarget(in ViewGrid.Entry entry)
        {
            ref readonly var entity = ref _entities[entry.Index];
            return (_own.Aim == Angle.Down ? entry.Y > _own.Y : entry.Y < _own.Y)
                && entity.Team != _own.Team
                && (entity.Flags & EntityFlags.Alive) != 0
                && !view.IsNewcomer(entity.Slot);
        }

        /// <summary>Whether it takes precedence over whoever has been found at the same distance.</summary>
        private readonly bool IsBefore(int index)
        {
            if (Found < 0)
                return false;

            var (slot, best) = (_entities[index].Slot.Value, _entities[Found].Slot.Value);
            return slot < best || (slot == best && index < Found);
        }
    }
}
