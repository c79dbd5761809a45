using Ecs.Simulation.Bots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Games.Plaza;

/// <summary>Strolls about the plaza from one place to the next, and now and then jumps there, as those who say where they are do.</summary>
public static class PlazaBot
{
    private const int Edge = 100;        // world units: the part of the map where people meet is a square from 0 to here
    private const int StrollTicks = 180; // how long one place is the aim
    private const int Arrived = 1;       // world units
    private const ulong StrollStream = 0x8000_0000_0001_0001;

    /// <inheritdoc cref="BotBrain"/>
    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!BotQueries.TryFindSelf(view, self, out var own))
            return new(neutral);

        var random = new TickRandom(seed, new Tick(tick.Value / StrollTicks), StrollStream + self.Value);
        var facing = new Angle((ushort)random.NextBelow(Angle.FullTurn));
        var aim = new FixedVector(AnyPlace(ref random), AnyPlace(ref random));
        if (random.NextBelow(4) == 0 && tick.Value % StrollTicks == self.Value % StrollTicks)
            return new(neutral with { Wish = new PlayerWish(true, aim.X, aim.Y, Fixed.FromInt(random.NextBelow(3)), facing) });

        return new(neutral with { MoveX = Towards(aim.X - own.X), MoveY = Towards(aim.Y - own.Y), Aim = facing });
    }

    private static Fixed AnyPlace(ref TickRandom random) => new(random.NextBelow(Edge * Fixed.RawPerUnit));

    private static sbyte Towards(Fixed way) =>
        Fixed.Abs(way) < Fixed.FromInt(Arrived) ? (sbyte)0 : way > Fixed.Zero ? sbyte.MaxValue : (sbyte)-sbyte.MaxValue;
}
