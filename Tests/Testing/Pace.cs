using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Testing;

/// <summary>
/// Walks one avatar to and fro across the arena at full speed and measures how far it gets. What the walker wants is
/// looked up in the world itself, so a cheat is never slowed down by its own view.
/// </summary>
internal sealed class Pace(Room room, Seat seat)
{
    private const int Left = 200;
    private const int Right = 1000;

    private int _last = int.MinValue;
    private sbyte _direction = 127;

    /// <summary>Raw units walked so far.</summary>
    public long Walked { get; private set; }

    /// <summary>Largest number of commands that waited at once.</summary>
    public int MostWaiting { get; private set; }

    public Seat Seat => seat;

    /// <summary>With a view of any age: it moves nobody.</summary>
    public PlayerCommand Command(Tick tick) => new(tick, _direction, 0, default, Buttons.None) { SeenAge = unchecked((ushort)(tick.Value * 37)) };

    /// <summary>Notes where the avatar is now; once per tick.</summary>
    public void Measure()
    {
        MostWaiting = Math.Max(MostWaiting, seat.Inputs.Waiting);
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Id == seat.Avatar)
            {
                Walked += _last == int.MinValue ? 0 : Math.Abs((long)entity.X.Raw - _last);
                _last = entity.X.Raw;
                _direction = entity.X.Floor() < Left ? (sbyte)127 : entity.X.Floor() > Right ? (sbyte)-127 : _direction;
                return;
            }
        }
    }
}
