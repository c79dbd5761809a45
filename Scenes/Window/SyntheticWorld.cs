using Ecs.DebugView.Frames;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Scenes.Window;

/// <summary>So many bodies and bullets that fly about on a map and bounce off its bounds: a world to look at, without rules.</summary>
public sealed class SyntheticWorld
{
    private readonly EntityState[] _entities;
    private readonly FramePlayer[] _players;
    private readonly Random _random;
    private readonly int _turnsPerThousand;
    private readonly Map _map;
    private long _ticks;

    /// <param name="map">Whose bounds hold them.</param>
    /// <param name="bodies">Players, 0 to 4,096.</param>
    /// <param name="bullets">In the air from the first tick to the last.</param>
    /// <param name="seed">Of places and ways.</param>
    /// <param name="turnsPerThousand">How many of a thousand change their way in each tick, 0 to 1,000.</param>
    public SyntheticWorld(Map map, int bodies, int bullets, ulong seed, int turnsPerThousand)
    {
        _map = map;
        _turnsPerThousand = turnsPerThousand;
        _random = new Random((int)seed);
        _entities = new EntityState[bodies + bullets];
        _players = new FramePlayer[bodies];
        for (var index = 0; index < _entities.Length; index++)
            _entities[index] = Born(index, index < bodies);
        for (var index = 0; index < bodies; index++)
            _players[index] = new FramePlayer(new PlayerSlot((ushort)index), _entities[index].Id, $"player-{index}") { IsBot = true };
    }

    /// <summary>Fills a frame with the next tick.</summary>
    public void Next(Frame frame)
    {
        frame.Clear();
        frame.Number = ++_ticks;
        frame.View.Tick = new Tick((uint)_ticks);
        foreach (ref var entity in _entities.AsSpan())
        {
            if (_random.Next(1000) < _turnsPerThousand)
                Turn(ref entity);
            Move(ref entity.X, ref entity.VelocityX, _map.Bounds.Left, _map.Bounds.Right);
            Move(ref entity.Y, ref entity.VelocityY, _map.Bounds.Top, _map.Bounds.Bottom);
            frame.View.Add(in entity);
        }

        foreach (ref readonly var player in _players.AsSpan())
            frame.Add(in player);
    }

    private static void Move(ref Fixed place, ref Fixed velocity, Fixed least, Fixed most)
    {
        place += velocity;
        if (place.Raw >= least.Raw && place.Raw <= most.Raw)
            return;
        place = Fixed.Clamp(place, least, most);
        velocity = -velocity;
    }

    private EntityState Born(int index, bool isBody)
    {
        var entity = new EntityState
        {
            Id = new EntityId((ulong)index + 1),
            Kind = isBody ? EntityKind.Avatar : EntityKind.Bullet,
            Flags = EntityFlags.Alive,
            Slot = new PlayerSlot((ushort)(isBody ? index : index % 16)),
            Team = (byte)(index % 2),
            X = new Fixed(_random.Next(_map.Bounds.Left.Raw, _map.Bounds.Right.Raw)),
            Y = new Fixed(_random.Next(_map.Bounds.Top.Raw, _map.Bounds.Bottom.Raw)),
            Health = (ushort)(isBody ? _random.Next(1, 101) : 0),
            MaxHealth = (ushort)(isBody ? 100 : 0),
        };
        Turn(ref entity);
        return entity;
    }

    private void Turn(ref EntityState entity)
    {
        var speed = (entity.Kind == EntityKind.Avatar ? 5 : 12) * Fixed.RawPerUnit;
        entity.VelocityX = new Fixed(_random.Next(-speed, speed));
        entity.VelocityY = new Fixed(_random.Next(-speed, speed));
        entity.Aim = new Angle((ushort)_random.Next(Angle.FullTurn));
    }
}
