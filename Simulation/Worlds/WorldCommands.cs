using System.Diagnostics;
using System.Runtime.InteropServices;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Births and deaths that systems ask for during a tick. They are played back once, at its end: deaths first, then births
/// sorted by (stage, cause, ordinal), so that ids do not depend on the order in which a system met its entities.
/// </summary>
public sealed class WorldCommands
{
    private readonly List<Birth> _births = new(64);
    private readonly List<EntityId> _deaths = new(64);
    private readonly List<PlayerBirth> _players = [];
    private BirthKey[] _keys = [];
    private bool _isInOrder;

    /// <param name="shooter">The entity that fires; one per tick.</param>
    /// <param name="slot">Its seat.</param>
    /// <param name="team">Its team.</param>
    /// <param name="at">Where the bullet begins.</param>
    /// <param name="direction">Where it flies.</param>
    /// <param name="speed">World units per second, 1 to <see cref="Rates.SpeedLimit"/>.</param>
    /// <param name="damage">Hit points that it takes; 0 is a bullet that is spent.</param>
    public void BearBullet(EntityId shooter, PlayerSlot slot, byte team, FixedVector at, Angle direction, ushort speed, ushort damage) =>
        _births.Add(new Birth
        {
            Kind = EntityKind.Bullet,
            Stage = TickStage.Weapons,
            Cause = shooter,
            Slot = slot,
            Team = team,
            At = at,
            Direction = direction,
            Speed = speed,
            Damage = damage,
        });

    internal void BearAvatar(in PlayerJoin join)
    {
        _births.Add(new Birth
        {
            Kind = EntityKind.Avatar,
            Stage = TickStage.Commands,
            Ordinal = join.Slot.Value,
            Slot = join.Slot,
            Team = join.Team,
            IsBot = join.IsBot,
            PlayerIndex = _players.Count,
        });
        _players.Add(new PlayerBirth(join.Name, join.Character));
    }

    /// <summary>
    /// A creature, a piece of scenery, an item, or a bullet that no weapon fires (its cause is then whom it does not hit, and its seat is
    /// named, if only as <see cref="PlayerSlot.None"/>). Stage, cause and ordinal together must be unlike those of any other birth.
    /// </summary>
    public void Bear(in Birth birth)
    {
        Debug.Assert(birth.Kind is EntityKind.Bullet or EntityKind.Creature or EntityKind.Scenery or EntityKind.Item, "Avatars come by the input only.");
        _births.Add(birth);
    }

    /// <summary>What this tick has asked for so far, in the order in which it did; valid until the next is asked for.</summary>
    public Span<Birth> Births => CollectionsMarshal.AsSpan(_births);

    /// <summary>How many deaths this tick has asked for so far; one that was asked for twice counts twice.</summary>
    public int DeathCount => _deaths.Count;

    /// <summary>Asking twice for the same death is one death.</summary>
    public void Doom(EntityId entity) => _deaths.Add(entity);

    internal PlayerBirth PlayerOf(in Birth birth) => _players[birth.PlayerIndex];

    /// <summary>As they were asked for: the order of deaths changes nothing.</summary>
    internal ReadOnlySpan<EntityId> Deaths => CollectionsMarshal.AsSpan(_deaths);

    /// <summary>Puts the births in the order in which they get their ids.</summary>
    internal void SortBirths()
    {
        var births = Births;
        _isInOrder = AreSorted(births);
        if (_isInOrder)
            return;

        if (_keys.Length < births.Length)
            _keys = new BirthKey[births.Length * 2];

        var keys = _keys.AsSpan(0, births.Length);
        for (var i = 0; i < births.Length; i++)
            keys[i] = new BirthKey(births[i].Stage, births[i].Cause, births[i].Ordinal, i);

        keys.Sort();
    }

    /// <summary>The births as <see cref="SortBirths"/> has put them; valid until the next is asked for.</summary>
    internal BirthOrder SortedBirths => new(Births, _isInOrder ? [] : _keys);

    private static bool AreSorted(ReadOnlySpan<Birth> births)
    {
        for (var i = 1; i < births.Length; i++)
        {
            if (Birth.Compare(births[i - 1], births[i]) > 0)
                return false;
        }

        return true;
    }

    internal void Clear()
    {
        _births.Clear();
        _deaths.Clear();
        _players.Clear();
    }
}
