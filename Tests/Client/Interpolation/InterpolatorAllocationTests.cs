using Ecs.Client.Interpolation;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client.Interpolation;

/// <summary>What drawing leaves to collect.</summary>
[Collection(AloneLane.Name)]
public class InterpolatorAllocationTests
{
    private const int TickRate = 60;
    private const int Interval = 2;
    private const int People = 200;

    private readonly Interpolator _others = new(TickRate, Interval);
    private readonly WorldView _told = new();
    private int _tick;

    [Fact]
    public void A_warm_frame_allocates_nothing() => Allocations.AssertNoneOnceWarm(DrawFourSeconds);

    private void DrawFourSeconds()
    {
        for (var end = _tick + (4 * TickRate); _tick < end; _tick++)
        {
            _others.Advance(TimeSpan.FromSeconds(1.0 / TickRate));
            if (_tick % Interval == 0)
            {
                Tell();
                _others.Add(_told);
            }

            _ = _others.Draw();
        }
    }

    /// <summary>Some of them come and go.</summary>
    private void Tell()
    {
        _told.Clear();
        _told.Tick = new Tick((uint)_tick + 1);
        for (var number = 1; number <= People; number++)
        {
            if ((_tick + number) % 97 != 0)
            {
                _told.Add(new EntityState
                {
                    Id = new EntityId((ulong)number),
                    Kind = number % 2 == 0 ? EntityKind.Avatar : EntityKind.Bullet,
                    X = new Fixed(_tick * number),
                    VelocityX = new Fixed(number),
                });
            }
        }
    }
}
