using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// All characters of the map under the numbers of the wire: players of every door from 1, creatures from 10001. A row belongs
/// to one entity for as long as the world has it.
/// </summary>
internal sealed class CharacterIndex
{
    private const short FirstPlayer = 1;
    private const short FirstCreature = 10_001;

    /// <summary>Of players: more than seats, because a number rests while its seat may have been taken again.</summary>
    private const int LeastNumbers = 1_024;
    private const int CreatureLimit = 1_000;
    private const short HumanBody = 1;
    private const short GoblinBody = 14;

    private readonly Room _room;
    private readonly IndexPool _players;
    private readonly IndexPool _creatures = new(FirstCreature, CreatureLimit);
    private readonly Dictionary<EntityId, int> _byId = [];
    private readonly int[] _bySlot;
    private CharacterRow[] _rows = new CharacterRow[64];

    public CharacterIndex(Room room)
    {
        _room = room;
        _players = new IndexPool(FirstPlayer, Math.Max(LeastNumbers, room.World.Options.MaxPlayers * 2));
        _bySlot = new int[room.World.Options.MaxPlayers];
        Array.Fill(_bySlot, -1);
    }

    /// <summary>Rows that were ever used; some of them may be free.</summary>
    public Span<CharacterRow> Rows => _rows.AsSpan(0, Count);

    public int Count { get; private set; }

    public ref CharacterRow this[int row] => ref _rows[row];

    /// <summary>The row of whoever sits there, or -1.</summary>
    public int RowOf(PlayerSlot slot) => slot.IsNone ? -1 : _bySlot[slot.Value];

    /// <summary>The row of a player or creature, or -1.</summary>
    public int RowOf(EntityId id) => _byId.TryGetValue(id, out var row) ? row : -1;

    /// <summary>Who stands there, or -1.</summary>
    public int RowAt(byte x, byte y)
    {
        for (var row = 0; row < Count; row++)
        {
            if (_rows[row].IsVisible && _rows[row].X == x && _rows[row].Y == y)
                return row;
        }

        return -1;
    }

    /// <summary>The row of an entity, a new one if it has none; -1 when there are too many creatures.</summary>
    public int Find(in EntityState entity, TimeSpan now, out bool isNew)
    {
        isNew = false;
        if (_byId.TryGetValue(entity.Id, out var row))
            return row;

        var isPlayer = entity.Kind == EntityKind.Avatar;
        if (!(isPlayer ? _players : _creatures).TryTake(now, out var index))
            return -1;

        isNew = true;
        row = FreeRow();
        _byId.Add(entity.Id, row);
        _room.World.TryRead(entity.Id, out TilePace pace);
        _room.World.TryRead(entity.Id, out Character character);
        _rows[row] = new CharacterRow
        {
            Id = entity.Id,
            Index = index,
            Slot = entity.Slot,
            X = (byte)entity.X.Round(),
            Y = (byte)entity.Y.Round(),
            Heading = pace.Heading,
            Body = isPlayer ? HumanBody : GoblinBody,
            Head = isPlayer ? (short)character.Head : (short)0,
            Name = isPlayer ? _room.NameOf(entity.Slot) : "Goblin",
        };
        if (isPlayer)
            _bySlot[entity.Slot.Value] = row;

        return row;
    }

    public void Remove(int row, TimeSpan now)
    {
        ref var gone = ref _rows[row];
        (gone.Slot.IsNone ? _creatures : _players).Return(gone.Index, now);
        _byId.Remove(gone.Id);
        if (!gone.Slot.IsNone && _bySlot[gone.Slot.Value] == row)
            _bySlot[gone.Slot.Value] = -1;

        gone = default;
    }

    private int FreeRow()
    {
        for (var row = 0; row < Count; row++)
        {
            if (_rows[row].Id.IsNone)
                return row;
        }

        if (Count == _rows.Length)
            Array.Resize(ref _rows, _rows.Length * 2);

        return Count++;
    }
}
