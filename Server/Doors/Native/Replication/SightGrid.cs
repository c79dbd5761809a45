using Ecs.Protocol.Replicas;
using Ecs.Simulation.Replication;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// Which entities lie near a place: cells of half the radius of sight, filled anew for each snapshot by counting, so that the entities of
/// one cell lie side by side. Cells far apart may share a number; distances are looked at anyway. Warm, it allocates nothing.
/// </summary>
internal sealed class SightGrid
{
    private const int CellsPerRadius = 2;
    private const int EntitiesPerCell = 2;

    private Sighting[] _entities = [];
    private Spot[] _spots = [];
    private int[] _starts = [];
    private int[] _cells = [];
    private long _cell = 1;
    private int _count;
    private uint _mask;

    /// <summary>Puts all entities that can be seen from afar into it.</summary>
    /// <param name="states">As they are now.</param>
    /// <param name="radius">Of sight, raw.</param>
    public void Fill(ReplicaStates states, long radius)
    {
        _cell = Math.Max(1, radius / CellsPerRadius);
        var most = states.Count;
        var cells = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, most / EntitiesPerCell));
        if (_entities.Length < most)
        {
            var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most);
            (_entities, _spots, _cells) = (new Sighting[length], new Spot[length], new int[length]);
        }

        if (_starts.Length < cells + 1)
            _starts = new int[cells + 1];

        _mask = (uint)cells - 1;
        var starts = _starts.AsSpan(0, cells + 1);
        starts.Clear();
        Count(states, starts);

        // Where each cell ends; filling it from there leaves where it begins, and the last number is where all end.
        for (var cell = 1; cell < starts.Length; cell++)
            starts[cell] += starts[cell - 1];
        Place(states, starts);
    }

    /// <summary>Adds what lies within a distance, or within a longer one of what was in sight before.</summary>
    /// <param name="x">Of the place, raw.</param>
    /// <param name="y">Of the place, raw.</param>
    /// <param name="radius">Of sight, raw.</param>
    /// <param name="longer">Of what was in sight, raw.</param>
    /// <param name="wasSeen">Says what that was.</param>
    /// <param name="seen">Gets it.</param>
    public void Find(long x, long y, long radius, long longer, SightingMarks wasSeen, List<Sighting> seen)
    {
        var (near, far) = (radius * radius, longer * longer);
        var (left, right) = (Cell(x - longer), Cell(x + longer));
        var (top, bottom) = (Cell(y - longer), Cell(y + longer));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var number = NumberOf(column, row);
                for (var index = _starts[number]; index < _starts[number + 1]; index++)
                {
                    ref readonly var spot = ref _spots[index];
                    var (dx, dy) = (spot.X - x, spot.Y - y);
                    var distance = (dx * dx) + (dy * dy);
                    if (distance > far || spot.Column != column || spot.Row != row)
                        continue;
                    if (distance <= near || wasSeen.Find(_entities[index].Lane, _entities[index].Place) >= 0)
                        seen.Add(_entities[index] with { Distance = distance });
                }
            }
        }
    }

    private void Count(ReplicaStates states, Span<int> starts)
    {
        _count = 0;
        for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
        {
            if (states[lane] is not { } entities)
                continue;

            var rows = entities.Rows;
            for (var place = 0; place < rows.Length; place++)
            {
                ref readonly var row = ref rows[place];
                if (row.Id == 0 || row.Interest is Interest.Always or Interest.Never)
                    continue;

                var number = NumberOf(Cell(row.X), Cell(row.Y));
                _cells[_count++] = number;
                starts[number]++;
            }
        }
    }

    private void Place(ReplicaStates states, Span<int> ends)
    {
        var index = 0;
        for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
        {
            if (states[lane] is not { } entities)
                continue;

            var rows = entities.Rows;
            for (var place = 0; place < rows.Length; place++)
            {
                ref readonly var row = ref rows[place];
                if (row.Id == 0 || row.Interest is Interest.Always or Interest.Never)
                    continue;

                var at = --ends[_cells[index++]];
                _entities[at] = new Sighting(lane, place, 0);
                _spots[at] = new Spot(row.X, row.Y, Cell(row.X), Cell(row.Y));
            }
        }
    }

    private long Cell(long raw) => raw >= 0 ? raw / _cell : ~(~raw / _cell);

    private int NumberOf(long column, long row) =>
        (int)(unchecked(((uint)column * 0x9E37_79B1) + ((uint)row * 0x85EB_CA77)) >> 8 & _mask);

    private readonly record struct Spot(long X, long Y, long Column, long Row);
}
