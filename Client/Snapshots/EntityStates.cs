using Ecs.Protocol.Replicas;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client.Snapshots;

/// <summary>
/// A picture as the view that bots and windows look at: the fields that our games' components have, found by their names. What a schema
/// does not have stays zero.
/// </summary>
internal sealed class EntityStates
{
    private readonly Places[] _places = new Places[ReplicaSchema.Kinds];

    public EntityStates(ReplicaSchema schema)
    {
        for (var kind = EntityKind.Avatar; kind <= EntityKind.Item; kind++)
        {
            if (schema[kind] is { } fields)
                _places[(int)kind] = new Places(fields);
        }
    }

    /// <summary>Replaces the view's content, avatars first.</summary>
    public void Show(ReplicaPicture picture, WorldView view)
    {
        view.Clear();
        view.Tick = picture.Tick;
        view.ClockTicks = picture.Header.ClockTicks;
        foreach (ref readonly var entity in picture.Entities)
        {
            if (entity.Kind == EntityKind.Avatar)
                view.Add(StateOf(picture, in entity));
        }

        foreach (ref readonly var entity in picture.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                view.Add(StateOf(picture, in entity));
        }
    }

    private EntityState StateOf(ReplicaPicture picture, in ReplicaEntity entity) => StateOf(entity.Id, entity.Kind, picture.ValuesOf(in entity));

    /// <summary>The state of an entity whose kind the schema has, by the values of its fields.</summary>
    public EntityState StateOf(EntityId id, EntityKind kind, ReadOnlySpan<long> values)
    {
        var at = _places[(int)kind];
        var state = new EntityState
        {
            Id = id,
            Kind = kind,
            Slot = at.Slot < 0 ? PlayerSlot.None : new PlayerSlot(unchecked((ushort)values[at.Slot])),
            Team = unchecked((byte)At(values, at.Team)),
            X = new Fixed(unchecked((int)At(values, at.X))),
            Y = new Fixed(unchecked((int)At(values, at.Y))),
            VelocityX = new Fixed(unchecked((int)At(values, at.VelocityX))),
            VelocityY = new Fixed(unchecked((int)At(values, at.VelocityY))),
            Aim = new Angle(unchecked((ushort)At(values, at.Aim))),
            Flags = EntityFlags.Alive,
        };
        if (kind == EntityKind.Avatar)
        {
            state.Flags = (At(values, at.Health) > 0 ? EntityFlags.Alive : 0)
                | (At(values, at.PowerUp) != 0 ? EntityFlags.PowerUp : 0)
                | (At(values, at.Bot) != 0 ? EntityFlags.Bot : 0);
            state.Health = Short(values, at.Health);
            state.MaxHealth = Short(values, at.MaxHealth);
            state.Kills = Short(values, at.Kills);
            state.Deaths = Short(values, at.Deaths);
            state.Speed = new Fixed(unchecked((int)At(values, at.Speed)));
            state.CooldownTicks = Short(values, at.Cooldown);
            state.RespawnTicks = Short(values, at.Respawn);
        }
        else if (kind >= EntityKind.Creature)
        {
            state.Variant = Short(values, at.Variant);
            state.HalfWidth = new Fixed(unchecked((int)At(values, at.HalfWidth)));
            state.HalfHeight = new Fixed(unchecked((int)At(values, at.HalfHeight)));
        }

        return state;
    }

    private static long At(ReadOnlySpan<long> values, int place) => place < 0 ? 0 : values[place];

    private static ushort Short(ReadOnlySpan<long> values, int place) => (ushort)Math.Clamp(At(values, place), 0, ushort.MaxValue);

    /// <summary>Where a kind has the fields; -1 where it has none.</summary>
    private sealed class Places(ReplicaKind kind)
    {
        public int X { get; } = kind.X;

        public int Y { get; } = kind.Y;

        public int Slot { get; } = kind.Owner;

        public int Team { get; } = kind.Team;

        public int VelocityX { get; } = kind.IndexOf("Velocity.X");

        public int VelocityY { get; } = kind.IndexOf("Velocity.Y");

        public int Aim { get; } = kind.IndexOf("Stance.Facing") is >= 0 and var facing ? facing : kind.IndexOf("Weapon.Barrel");

        public int Health { get; } = kind.IndexOf("Health.Current");

        public int MaxHealth { get; } = kind.IndexOf("Health.Max");

        public int Kills { get; } = kind.IndexOf("Score.Kills");

        public int Deaths { get; } = kind.IndexOf("Score.Deaths");

        public int Speed { get; } = kind.IndexOf("Mobility.Speed");

        public int Cooldown { get; } = kind.IndexOf("Weapon.CooldownTicks");

        public int Respawn { get; } = kind.IndexOf("Respawn.TicksLeft");

        public int PowerUp { get; } = kind.IndexOf("PowerUp.Active");

        public int Bot { get; } = kind.IndexOf("Player.IsBot");

        public int Variant { get; } = kind.IndexOf("Thing.Variant");

        public int HalfWidth { get; } = kind.IndexOf("Box.HalfWidth");

        public int HalfHeight { get; } = kind.IndexOf("Box.HalfHeight");
    }
}
