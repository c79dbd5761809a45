using Ecs.Client.Inputs;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks.Doors.Survival;

/// <summary>
/// The server's bot, which would hardly meet anybody in a field of 6,400 units by itself: while nobody is in sight it goes to the
/// middle, but for a whim now and then, which leads it around what stands in the way.
/// </summary>
internal sealed class FieldPilot : IPilot
{
    private const int RoundTicks = 120;
    private const int WhimTicks = 30;
    private static readonly Fixed Sight = Fixed.FromInt(800);
    private static readonly Fixed Middle = Fixed.FromInt(3_200);

    private readonly BotPilot _bot = new(new GameTable().AddShipped(), seed: 1);

    public PlayerIntent Decide(IPlayerView client, Tick tick)
    {
        var hasCompany = false;
        FixedVector? own = null;
        foreach (ref readonly var entity in client.View.Entities)
            own = entity.Kind == EntityKind.Avatar && entity.Slot == client.Slot ? new FixedVector(entity.X, entity.Y) : own;

        if (own is not { } place || tick.Value % RoundTicks < WhimTicks)
            return _bot.Decide(client, tick);

        foreach (ref readonly var entity in client.View.Entities)
        {
            hasCompany |= entity.Kind == EntityKind.Avatar && entity.Slot != client.Slot
                && Fixed.Abs(entity.X - place.X) < Sight && Fixed.Abs(entity.Y - place.Y) < Sight;
        }

        return hasCompany
            ? _bot.Decide(client, tick)
            : new PlayerIntent(Towards(Middle - place.X), Towards(Middle - place.Y), Angle.Up, Buttons.None);
    }

    private static sbyte Towards(Fixed way) =>
        Fixed.Abs(way) < Fixed.FromInt(50) ? (sbyte)0 : way > Fixed.Zero ? sbyte.MaxValue : (sbyte)-sbyte.MaxValue;
}
