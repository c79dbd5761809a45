using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Client.Interpolation;

/// <summary>Where everything really was, tick by tick, and how fast it could have gone.</summary>
internal sealed class TrueMotion
{
    private const int Kept = 256;

    /// <summary>Ticks for which a speed counts that something had.</summary>
    private const int SpeedTicks = 60;

    private readonly Dictionary<EntityId, Path> _paths = [];
    private readonly WorldView _view = new();

    /// <summary>Times that something was put elsewhere, or died or came back.</summary>
    public int Leaps { get; private set; }

    /// <summary>Takes in a tick of the world.</summary>
    public void Take(GameWorld world)
    {
        world.CopyTo(_view);
        foreach (ref readonly var state in _view.Entities)
        {
            if (!_paths.TryGetValue(state.Id, out var path))
                _paths.Add(state.Id, path = new Path(_view.Tick));
            Leaps += path.Add(_view.Tick, in state) ? 1 : 0;
        }
    }

    public Path? Of(EntityId id) => _paths.GetValueOrDefault(id);

    internal readonly record struct Point(Tick Tick, double X, double Y, double Speed, bool IsAlive, bool IsLeap);

    internal sealed class Path(Tick born)
    {
        private readonly Point[] _points = new Point[Kept];

        public Tick Born => born;

        /// <summary>Whether it leapt.</summary>
        public bool Add(Tick tick, in EntityState state)
        {
            var (x, y) = ((double)state.X.Raw / Fixed.RawPerUnit, (double)state.Y.Raw / Fixed.RawPerUnit);
            var (velocityX, velocityY) = ((double)state.VelocityX.Raw / Fixed.RawPerUnit, (double)state.VelocityY.Raw / Fixed.RawPerUnit);
            var speed = Math.Max(Length(velocityX, velocityY), (double)state.Speed.Raw / Fixed.RawPerUnit);
            var isAlive = (state.Flags & EntityFlags.Alive) != 0;
            var before = _points[(tick.Value - 1) % Kept];
            var isLeap = tick != born && (Length(x - before.X, y - before.Y) > (1.5 * speed) + 0.01 || isAlive != before.IsAlive);
            _points[tick.Value % Kept] = new Point(tick, x, y, speed, isAlive, isLeap);
            return isLeap;
        }

        /// <summary>As it was then; false where it was not there.</summary>
        public bool TryGet(Tick tick, out Point point)
        {
            point = _points[tick.Value % Kept];
            return point.Tick == tick && !born.IsNewerThan(tick);
        }

        /// <summary>World units per tick that it could go about that tick.</summary>
        public double SpeedAt(Tick tick)
        {
            var speed = 0.0;
            for (var back = -SpeedTicks / 4; back < SpeedTicks; back++)
                speed = TryGet(tick + -back, out var point) ? Math.Max(speed, point.Speed) : speed;
            return speed;
        }

        /// <summary>The farthest that it leapt within so many ticks of that one; 0 when it did not.</summary>
        public double LeapAbout(Tick tick, int ticks)
        {
            var farthest = 0.0;
            for (var back = -ticks; back <= ticks; back++)
            {
                if (TryGet(tick + back, out var point) && point.IsLeap && TryGet(tick + (back - 1), out var before))
                    farthest = Math.Max(farthest, Length(point.X - before.X, point.Y - before.Y));
            }

            return farthest;
        }

        /// <summary>How far a place lies from where it was at any of the ticks about that one.</summary>
        public double DistanceFrom(double x, double y, Tick tick, int ticks)
        {
            var nearest = double.MaxValue;
            for (var back = -ticks; back <= ticks; back++)
            {
                if (TryGet(tick + back, out var point))
                    nearest = Math.Min(nearest, Length(point.X - x, point.Y - y));
            }

            return nearest;
        }

        public static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));
    }
}
