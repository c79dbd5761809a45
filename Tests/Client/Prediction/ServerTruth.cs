using Ecs.Client.Prediction;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Client.Prediction;

/// <summary>
/// What the server's own world says of some avatars, tick by tick: what they were, in which stages they changed, which events name them, and whether their commands
/// were there. It knows nothing of what clients are told.
/// </summary>
internal sealed class ServerTruth : ITickObserver
{
    private const int Kept = 1024;

    private readonly Room _room;
    private readonly bool _meetsBodies;
    private readonly Dictionary<ushort, Watched> _watched = [];

    public ServerTruth(Room room)
    {
        _room = room;
        room.World.Observer = this;
        _meetsBodies = Array.Exists(room.World.Rules.AvatarComponents, static entry => entry is ComponentEntry<TilePace>);
    }

    /// <summary>Called at the end of each tick of the world.</summary>
    public Action<GameWorld>? InTick { get; set; }

    public void Watch(PlayerSlot slot) => _watched.TryAdd(slot.Value, new Watched(_room.World.ReplicaSchema[EntityKind.Avatar]!.Fields.Length));

    public ReadOnlySpan<long> ValuesOf(PlayerSlot slot, Tick tick) => _watched[slot.Value].ValuesOf(tick);

    /// <summary>What acted on the avatar in a tick, as bits of <see cref="CorrectionReason"/>.</summary>
    public int CausesOf(PlayerSlot slot, Tick tick) => _watched[slot.Value].CausesOf(tick);

    public void StageBegins(TickStage stage, GameWorld world)
    {
        if (stage is not (TickStage.Direct or TickStage.Damage or TickStage.Judge or TickStage.Commands))
            return;

        foreach (var (slot, watched) in _watched)
            Read(world, slot, watched.Before);
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.PlayBack)
            InTick?.Invoke(world);

        foreach (var (slot, watched) in _watched)
        {
            if (stage == TickStage.Commands)
            {
                watched.Begin(world.Tick);
                Read(world, slot, watched.Now);
                if (Differ(world, watched, exceptIntent: true))
                    watched.Add(world.Tick, CorrectionReason.ModeEvent, CorrectionReason.Push);
            }
            else if (stage is TickStage.Direct or TickStage.Damage or TickStage.Judge)
            {
                Read(world, slot, watched.Now);
                if (Differ(world, watched, exceptIntent: false) && stage == TickStage.Damage)
                    watched.Add(world.Tick, CorrectionReason.Push);
                else if (Differ(world, watched, exceptIntent: false))
                    watched.AddStage(world.Tick);
            }
        }
    }

    /// <summary>A tick is over.</summary>
    public void CloseTick()
    {
        var world = _room.World;
        foreach (var (slot, watched) in _watched)
        {
            if (_room.SeatAt(slot) is not { } seat)
                continue;

            if (seat.Inputs.Missed != watched.Missed)
                watched.Add(world.Tick, seat.Inputs.NewestRefused == world.Tick ? CorrectionReason.CommandRefused : CorrectionReason.MissedInput);
            watched.Missed = seat.Inputs.Missed;
            foreach (ref readonly var happened in world.Events)
                Note(watched, in happened, slot, world.Tick);
            if (_meetsBodies && HasNeighbour(world, slot))
                watched.AddNeighbour(world.Tick);
            watched.Close(world.Tick);
            Read(world, slot, watched.Put(world.Tick));
        }
    }

    /// <summary>Whether somebody is so near that it may be, or may just have been, on a tile beside it.</summary>
    private static bool HasNeighbour(GameWorld world, ushort slot)
    {
        if (!world.TryFind(new PlayerSlot(slot), out var avatar))
            return false;

        var own = world.Store.Get<Position>(avatar);
        var id = world.Store.Get<Identity>(avatar).Id;
        foreach (ref var chunk in world.Store.Query(in Queries.Bodies))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var other = chunk.GetSpan<Position>()[row];
                if (chunk.GetSpan<Identity>()[row].Id != id && chunk.GetSpan<Health>()[row].IsAlive
                    && Fixed.Max(Fixed.Abs(other.X - own.X), Fixed.Abs(other.Y - own.Y)) <= Fixed.FromInt(2))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Note(Watched watched, in WorldEvent happened, ushort slot, Tick tick)
    {
        if (happened.Slot.Value != slot && happened.Other.Value != slot)
            return;

        switch (happened.Kind)
        {
            case WorldEventKind.Hit or WorldEventKind.Died or WorldEventKind.CreatureDied:
                watched.Add(tick, CorrectionReason.Push);
                break;
            case WorldEventKind.Respawned or WorldEventKind.TeamChanged or WorldEventKind.SpeedChanged or WorldEventKind.PowerUpChanged or WorldEventKind.ReadyChanged:
                watched.Add(tick, CorrectionReason.ModeEvent);
                break;
            default:
                break;
        }
    }

    private static bool Differ(GameWorld world, Watched watched, bool exceptIntent)
    {
        var fields = world.ReplicaSchema[EntityKind.Avatar]!.Fields;
        for (var index = 0; index < fields.Length; index++)
        {
            if (watched.Before[index] != watched.Now[index] && !(exceptIntent && fields[index].Component is nameof(Intent) or nameof(Wish)))
                return true;
        }

        return false;
    }

    private static void Read(GameWorld world, ushort slot, Span<long> values)
    {
        if (world.TryFind(new PlayerSlot(slot), out var avatar))
            world.ReadAvatar(avatar, values);
        else
            values.Clear();
    }

    private sealed class Watched(int fields)
    {
        private readonly long[] _values = new long[Kept * fields];
        private readonly Tick[] _ticks = new Tick[Kept];
        private readonly int[] _causes = new int[Kept];
        private readonly bool[] _stages = new bool[Kept];

        public long[] Before { get; } = new long[fields];

        public long[] Now { get; } = new long[fields];

        public long Missed { get; set; }

        public void Begin(Tick tick) => (_causes[tick.Value % Kept], _stages[tick.Value % Kept]) = (0, false);

        public void Add(Tick tick, params ReadOnlySpan<CorrectionReason> reasons)
        {
            foreach (var reason in reasons)
                _causes[tick.Value % Kept] |= 1 << (int)reason;
        }

        /// <summary>It changed while the mode directed or judged, by what it is or by what the mode does.</summary>
        public void AddStage(Tick tick) => _stages[tick.Value % Kept] = true;

        public void AddNeighbour(Tick tick) => _causes[tick.Value % Kept] |= PossiblePush;

        public void Close(Tick tick) => _causes[tick.Value % Kept] |= _stages[tick.Value % Kept] ? PossibleEvent : 0;

        public Span<long> Put(Tick tick)
        {
            _ticks[tick.Value % Kept] = tick;
            return _values.AsSpan((int)(tick.Value % Kept) * fields, fields);
        }

        public ReadOnlySpan<long> ValuesOf(Tick tick) =>
            _ticks[tick.Value % Kept] == tick ? _values.AsSpan((int)(tick.Value % Kept) * fields, fields) : default;

        public int CausesOf(Tick tick) => _ticks[tick.Value % Kept] == tick ? _causes[tick.Value % Kept] : 0;
    }

    /// <summary>The bit of somebody who stands, or stood, within a step or two.</summary>
    public const int PossiblePush = 1 << 17;

    /// <summary>The bit of a change in the mode's stages, which may have been its own doing.</summary>
    public const int PossibleEvent = 1 << 16;
}
