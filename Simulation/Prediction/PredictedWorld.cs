using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Prediction;

/// <summary>
/// One player's avatar and its bullets in a small world of their own, moved by the systems of the whole one. What it is told of the avatar at a tick (the values of its
/// replicated fields) is all that the avatar is; from there it goes on by commands. Where nothing else acts on the avatar, it is bit for bit what the server's is.
/// </summary>
/// <remarks>Warm, a step allocates nothing. It is used by one thread at a time.</remarks>
public sealed class PredictedWorld : IDisposable
{
    /// <summary>Ticks of which it is known which bullets were fired up to them.</summary>
    private const int TicksKept = 256;

    private readonly WorldTick _tick;
    private readonly bool _meetsBodies;
    private readonly List<Entity> _bodies = [];
    private readonly List<(EntityId Id, Entity Entity)> _gone = [];
    private readonly SlotCommand[] _command = new SlotCommand[1];
    private readonly ulong[] _nextIds = new ulong[TicksKept];
    private readonly ReplicaKind _fields;
    private Entity _avatar;
    private EntityId _id;
    private PlayerSlot _slot = PlayerSlot.None;

    /// <param name="game">The rules.</param>
    /// <param name="options">The server's, as far as the player knows them.</param>
    /// <param name="map">The server's.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or avatars of this game have nothing to tell.</exception>
    public PredictedWorld(GameEntry game, WorldOptions options, Map map)
    {
        ArgumentNullException.ThrowIfNull(game);
        _tick = game.CreatePredicted(options, map);
        _fields = Schema[EntityKind.Avatar] ?? throw new ArgumentException($"avatars of {game.Name} have nothing to tell", nameof(game));
        _meetsBodies = Array.Exists(_tick.World.Rules.AvatarComponents, static entry => entry is ComponentEntry<TilePace>);
    }

    /// <summary>What is told of the avatar must be by this: another schema is of another game, or of another version of it.</summary>
    public ReplicaSchema Schema => _tick.World.ReplicaSchema;

    /// <summary>Values of the avatar.</summary>
    public int FieldCount => _fields.Fields.Length;

    /// <summary>The tick that the avatar has been moved to; 0 before <see cref="TryRestore"/>.</summary>
    public Tick Tick => _tick.World.Tick;

    /// <summary>Whether others can stand in the avatar's way here, so that <see cref="PlaceBodies"/> matters.</summary>
    public bool MeetsBodies => _meetsBodies;

    /// <summary>The tick in which the avatar was last kept from a step by a body of <see cref="PlaceBodies"/>; 0 for none.</summary>
    public Tick NewestContact => _tick.World.NewestAct(_slot, OutsideAct.Push);

    /// <summary>Makes the avatar what it was at a tick. False for values that no avatar can have; then there is none.</summary>
    /// <param name="id">The avatar's.</param>
    /// <param name="slot">Its player's seat.</param>
    /// <param name="tick">The tick that has been run.</param>
    /// <param name="values">In the order of the schema, exact.</param>
    public bool TryRestore(EntityId id, PlayerSlot slot, Tick tick, ReadOnlySpan<long> values)
    {
        var world = _tick.World;
        if (values.Length != FieldCount || id.IsNone || slot.IsNone || slot.Value >= world.Options.MaxPlayers
            || (_fields.Owner >= 0 && values[_fields.Owner] != slot.Value))
        {
            Forget();
            return false;
        }

        if (id != _id || slot != _slot)
        {
            Forget();
            Make(id, slot);
        }

        RemoveBullets(ulong.MaxValue);
        world.Record.Tick = tick;
        world.WriteAvatar(_avatar, values);
        if (StateRanges.Hold(world, _avatar))
            return true;

        Forget();
        return false;
    }

    /// <summary>Where others stand, by the newest that the player knows. Nothing where nobody can be in the way.</summary>
    public void PlaceBodies(ReadOnlySpan<FixedVector> places)
    {
        if (!_meetsBodies)
            return;

        var store = _tick.World.Store;
        for (var index = 0; index < Math.Max(places.Length, _bodies.Count); index++)
        {
            if (index == _bodies.Count)
                _bodies.Add(MakeBody());

            var stands = index < places.Length;
            store.Get<Health>(_bodies[index]).Current = stands ? 1 : 0;
            if (stands)
                store.Get<Position>(_bodies[index]) = new Position { X = places[index].X, Y = places[index].Y };
        }
    }

    /// <summary>One tick with this command; its own tick is not looked at.</summary>
    public void Step(in PlayerCommand command)
    {
        _command[0] = new SlotCommand(_slot, command);
        Run(_command);
    }

    /// <summary>One tick without a command, as the server runs one that got none: the last one goes on for a while, without its buttons.</summary>
    public void Step() => Run(default);

    /// <summary>The values of the avatar, in the order of the schema; all 0 when there is none.</summary>
    public void Read(Span<long> values)
    {
        if (_id.IsNone)
            values.Clear();
        else
            _tick.World.ReadAvatar(_avatar, values);
    }

    /// <summary>The avatar's bullets that were fired since it was restored, but for those up to a tick of <see cref="Confirm"/>; returns how many.</summary>
    public int ReadBullets(Span<PredictedBullet> bullets)
    {
        var count = 0;
        foreach (ref var chunk in _tick.World.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>();
            var places = chunk.GetSpan<Position>();
            var ways = chunk.GetSpan<Velocity>();
            for (var row = 0; row < chunk.Count && count < bullets.Length; row++)
            {
                bullets[count++] = new PredictedBullet(
                    identities[row].Id, new FixedVector(places[row].X, places[row].Y), new FixedVector(ways[row].X, ways[row].Y));
            }
        }

        return count;
    }

    /// <summary>Others tell of the bullets up to this tick now: they are not here any more.</summary>
    /// <param name="tick">One of the last 256 that were stepped.</param>
    public void Confirm(Tick tick) => RemoveBullets(_nextIds[tick.Value % TicksKept]);

    public void Dispose() => _tick.Dispose();

    private void Run(ReadOnlySpan<SlotCommand> commands)
    {
        if (_id.IsNone)
            return;

        _tick.Predict(new TickInput { Tick = Tick.Next, Commands = commands });
        _nextIds[Tick.Value % TicksKept] = _tick.World.Record.NextEntityId;
    }

    private void Make(EntityId id, PlayerSlot slot)
    {
        var world = _tick.World;
        _avatar = Births.Create(world, id, EntityKind.Avatar);
        world.Store.Get<Player>(_avatar).Slot = slot;
        world.Enlist(id, _avatar);
        (_id, _slot) = (id, slot);
    }

    private void Forget()
    {
        if (_id.IsNone)
            return;

        var world = _tick.World;
        RemoveBullets(ulong.MaxValue);
        world.Vacate(_slot);
        world.Delist(_id, out _);
        world.Store.Destroy(_avatar);
        (_id, _slot) = (EntityId.None, PlayerSlot.None);
    }

    private Entity MakeBody()
    {
        var world = _tick.World;

        // No bullet and nobody's look-up ever means one: their ids only tell them apart.
        var body = Births.Create(world, new EntityId(ulong.MaxValue - (ulong)_bodies.Count), EntityKind.Creature);
        world.Store.Get<Box>(body) = new Box { HalfWidth = Fixed.One, HalfHeight = Fixed.One };
        return body;
    }

    /// <param name="below">Those whose ids are less.</param>
    private void RemoveBullets(ulong below)
    {
        var world = _tick.World;
        _gone.Clear();
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>();
            for (var row = 0; row < chunk.Count; row++)
            {
                if (identities[row].Id.Value < below)
                    _gone.Add((identities[row].Id, chunk.Entity(row)));
            }
        }

        foreach (var (id, entity) in CollectionsMarshal.AsSpan(_gone))
        {
            world.Delist(id, out _);
            world.Store.Destroy(entity);
        }
    }
}
