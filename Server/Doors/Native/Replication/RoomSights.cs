using System.Runtime.InteropServices;
using Ecs.Protocol.Replicas;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// What each client of a room may see: everything, or what is near its avatar and what the game shows it anyway. Found once for a turn as far
/// as it is the same for all. Warm, it allocates nothing.
/// </summary>
internal sealed class RoomSights
{
    private readonly ReplicaStates _states;
    private readonly SightingMarks _held = new();
    private readonly SightGrid _grid = new();
    private readonly List<Sighting> _seen = [];
    private readonly List<Sighting> _always = [];
    private readonly Predicate<Sighting> _isOwn;
    private readonly long _radius;
    private readonly long _longer;       // what is in sight stays so
    private readonly bool _chooses;

    /// <param name="states">Of the room.</param>
    /// <param name="rules">How far one sees there.</param>
    public RoomSights(ReplicaStates states, GameRules rules)
    {
        _states = states;
        _radius = rules.SightRadius?.Raw ?? 0;
        _longer = rules.SightEnd?.Raw ?? 0;
        _chooses = rules.ChoosesInterest;
        _isOwn = IsOwn;
    }

    /// <summary>How much whoever looked last sees.</summary>
    public SightExtent Sight { get; private set; }

    /// <summary>Whether it looked through the eyes of its avatar.</summary>
    public bool HasAvatar { get; private set; }

    /// <summary>What whoever looked last may see; valid until the next one does.</summary>
    public ReadOnlySpan<Sighting> Seen => CollectionsMarshal.AsSpan(_seen);

    /// <summary>Takes the world in as it is now.</summary>
    public void Share(GameWorld world)
    {
        var states = _states;
        _states.Begin(world.Tick);
        world.ReadReplicas(ref states);
        _states.End();
        if (_radius == 0)
            return;

        _grid.Fill(_states, _radius);
        _always.Clear();
        if (_chooses)
            FindAlways();
    }

    /// <summary>
    /// Finds what a client may see, and from where. Who has a seat and no avatar in the world, because the game takes the dead out of it until
    /// they are born again, sees on from where it was last: dying shows nobody the rest of the room.
    /// </summary>
    /// <param name="slot">The client's seat; none for a spectator, who sees everything.</param>
    /// <param name="avatar">Its avatar, or none.</param>
    /// <param name="last">What this gave for it when its avatar was last there; null before.</param>
    /// <param name="held">What it has in view.</param>
    public Audiences Look(PlayerSlot slot, EntityId avatar, Audiences? last, ReadOnlySpan<ViewEntry> held)
    {
        _seen.Clear();
        var own = avatar.IsNone ? -1 : _states[ReplicaCodes.OwnLane]?.PlaceOf(avatar) ?? -1;
        var audiences = last is { } known && known.Slot == slot ? known : new Audiences(slot, 0, 0, 0);
        HasAvatar = own >= 0;
        if (HasAvatar)
        {
            ref readonly var row = ref _states[ReplicaCodes.OwnLane]!.Rows[own];
            audiences = audiences with { Team = row.Team, X = row.X, Y = row.Y };
            _seen.Add(new Sighting(ReplicaCodes.OwnLane, own, 0));
        }

        Sight = _radius == 0 || slot.IsNone ? SightExtent.Everything : own >= 0 || last is not null ? SightExtent.Near : SightExtent.Shown;
        if (Sight == SightExtent.Everything)
        {
            SeeAll(in audiences);
        }
        else
        {
            _held.Begin(_states, held);
            if (Sight == SightExtent.Near)
                _grid.Find(audiences.X, audiences.Y, _radius, _longer, _held, _seen);
            SeeAlways(in audiences);
        }

        if (own >= 0)
            _seen.RemoveAll(_isOwn);
        return audiences;
    }

    /// <summary>Where what happens to an entity can be heard of.</summary>
    public Hearing HearingOf(EntityId subject)
    {
        for (byte lane = 0; lane < ReplicaCodes.OwnLane && !subject.IsNone; lane++)
        {
            if (_states[lane] is { } entities && entities.PlaceOf(subject) is >= 0 and var place)
            {
                ref readonly var row = ref entities.Rows[place];
                return new Hearing(row.Interest, row.Owner, row.Team, row.X, row.Y);
            }
        }

        return new Hearing(Interest.Always, PlayerSlot.None.Value, 0, 0, 0);
    }

    /// <summary>Whether somebody can have it in sight.</summary>
    /// <param name="from">Who, and from where.</param>
    /// <param name="sight">How much it sees from there.</param>
    /// <param name="hearing">What happens.</param>
    public bool Hears(in Audiences from, SightExtent sight, in Hearing hearing)
    {
        if (hearing.Interest == Interest.Always || (!from.Slot.IsNone && hearing.Owner == from.Slot.Value))
            return true;
        if (hearing.Interest == Interest.Never)
            return false;
        if (sight == SightExtent.Everything || (hearing.Interest == Interest.Team && from.Team != 0 && from.Team == hearing.Team))
            return true;

        if (sight == SightExtent.Shown)
            return false;

        var (dx, dy, far) = (hearing.X - from.X, hearing.Y - from.Y, _longer);
        return (dx * dx) + (dy * dy) <= far * far;
    }

    private bool IsOwn(Sighting sighting) =>
        sighting.Lane == (int)EntityKind.Avatar
        && _states[ReplicaCodes.OwnLane]!.Rows[_seen[0].Place].Id == _states[sighting.Lane]!.Rows[sighting.Place].Id;

    private void SeeAll(in Audiences audiences)
    {
        for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
        {
            if (_states[lane] is not { } entities)
                continue;

            var rows = entities.Rows;
            for (var place = 0; place < rows.Length; place++)
            {
                ref readonly var row = ref rows[place];
                if (row.Id == 0 || (row.Interest == Interest.Never && (audiences.Slot.IsNone || row.Owner != audiences.Slot.Value)))
                    continue;

                var (dx, dy) = (row.X - audiences.X, row.Y - audiences.Y);
                _seen.Add(new Sighting(lane, place, unchecked((dx * dx) + (dy * dy))));
            }
        }
    }

    private void SeeAlways(in Audiences audiences)
    {
        foreach (ref readonly var sighting in CollectionsMarshal.AsSpan(_always))
        {
            ref readonly var row = ref _states[sighting.Lane]!.Rows[sighting.Place];
            var (dx, dy) = (row.X - audiences.X, row.Y - audiences.Y);
            var distance = unchecked((dx * dx) + (dy * dy));
            var isFor = row.Interest switch
            {
                Interest.Always => true,
                Interest.Never => row.Owner == audiences.Slot.Value,
                _ => audiences.Team != 0 && row.Team == audiences.Team && !IsInSight(in sighting, distance),
            };
            if (isFor)
                _seen.Add(sighting with { Distance = distance });
        }
    }

    /// <summary>Whether the grid has found it already: nothing may be seen twice.</summary>
    private bool IsInSight(in Sighting sighting, long distance) =>
        distance <= _radius * _radius || (distance <= _longer * _longer && _held.Find(sighting.Lane, sighting.Place) >= 0);

    private void FindAlways()
    {
        for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
        {
            if (_states[lane] is not { } entities)
                continue;

            for (var place = 0; place < entities.PlaceLimit; place++)
            {
                ref readonly var row = ref entities.Rows[place];
                var goesByPlace = row.Interest == Interest.Near || (row.Interest == Interest.Never && row.Owner == PlayerSlot.None.Value);
                if (row.Id != 0 && !goesByPlace)
                    _always.Add(new Sighting(lane, place, 0));
            }
        }
    }
}
