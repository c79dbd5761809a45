using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>What bots of all games look for in a view. None of it takes longer because many are somewhere else.</summary>
public static class BotQueries
{
    /// <summary>The bot's own avatar; false when it has none or is dead.</summary>
    public static bool TryFindSelf(WorldView view, PlayerSlot self, out EntityState own) =>
        view.TryFindAvatar(self, out own) && (own.Flags & EntityFlags.Alive) != 0;

    /// <summary>The nearest of a kind that the filter takes; ties go to the older one.</summary>
    /// <param name="view">Where to look.</param>
    /// <param name="kind">Of what.</param>
    /// <param name="from">From where distances count.</param>
    /// <param name="reach">Whoever is that far or further is out of sight.</param>
    /// <param name="filter">Whom to take.</param>
    /// <param name="nearest">Who that is; default when there is nobody.</param>
    public static bool TryFindNearest<TFilter>(WorldView view, EntityKind kind, FixedVector from, Fixed reach, TFilter filter, out EntityState nearest)
        where TFilter : struct, IEntityFilter
    {
        var grid = view.Grid(kind);
        var search = new Search<TFilter>(view.Entities, from, reach, filter);
        if (ViewGrid.IsInWorld(from.X, from.Y))
            search.WalkRings(grid);
        else
            search.Look(grid.All);

        nearest = search.Found < 0 ? default : view.Entities[search.Found];
        return search.Found >= 0;
    }

    private ref struct Search<TFilter>(ReadOnlySpan<EntityState> entities, FixedVector from, Fixed reach, TFilter filter)
        where TFilter : struct, IEntityFilter
    {
        private readonly ReadOnlySpan<EntityState> _entities = entities;
        private long _nearest = (long)reach.Raw * reach.Raw;

        /// <summary>An index of the view, or -1.</summary>
        public int Found { get; private set; } = -1;

        /// <summary>From the cell of the place outwards, square by square, as long as one of them may hold somebody who is no further.</summary>
        public void WalkRings(ViewGrid grid)
        {
            if (grid.Columns == 0)
                return;

            var (column, row) = (grid.ColumnOf(from.X), grid.RowOf(from.Y));
            var ring = Math.Max(Math.Max(-column, column - grid.Columns + 1), Math.Max(-row, row - grid.Rows + 1));
            var last = Math.Max(Math.Max(column, grid.Columns - 1 - column), Math.Max(row, grid.Rows - 1 - row));
            for (ring = Math.Max(ring, 0); ring <= last; ring++)
            {
                var apart = grid.Apart(ring);
                if (apart * apart > _nearest)
                    return;

                Look(grid.In(column - ring, row - ring, row + ring));
                if (ring == 0)
                    continue;

                Look(grid.In(column + ring, row - ring, row + ring));
                var right = Math.Min(column + ring - 1, grid.Columns - 1);
                for (var between = Math.Max(column - ring + 1, 0); between <= right; between++)
                {
                    Look(grid.In(between, row - ring, row - ring));
                    Look(grid.In(between, row + ring, row + ring));
                }
            }
        }

        public void Look(ReadOnlySpan<ViewGrid.Entry> entries)
        {
            foreach (ref readonly var entry in entries)
            {
                var distance = new FixedVector(entry.X - from.X, entry.Y - from.Y).LengthSquaredRaw;
                if (distance > _nearest || (distance == _nearest && !IsOlder(entry.Index)) || !filter.Takes(in _entities[entry.Index]))
                    continue;

                _nearest = distance;
                Found = entry.Index;
            }
        }

        /// <summary>Than whoever has been found at the same distance.</summary>
        private readonly bool IsOlder(int index)
        {
            if (Found < 0)
                return false;

            var order = _entities[index].Id.CompareTo(_entities[Found].Id);
            return order < 0 || (order == 0 && index < Found);
        }
    }
}
