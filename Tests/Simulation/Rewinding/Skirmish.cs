using Ecs.Simulation;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>Many players who go and shoot anywhere, with views of up to 330 ms, in a world that looks back.</summary>
internal static class Skirmish
{
    public const int Players = 40;

    public static WorldTick Create(string mode, Map map) =>
        TestGames.CreateWorld(new WorldOptions { Mode = mode, LagCompensation = true, MaxPlayers = Players, FriendlyFire = true }, map);

    public static void Join(TickInputBuffer input)
    {
        for (ushort slot = 0; slot < Players; slot++)
            input.Add(new PlayerJoin(new PlayerSlot(slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: false));
    }

    /// <summary>Steps the world; the input stays until the next call.</summary>
    public static TickInput Step(WorldTick tick, TickInputBuffer input, Random random)
    {
        for (ushort slot = 0; slot < Players; slot++)
        {
            var command = new PlayerCommand(
                tick.World.Tick.Next,
                (sbyte)random.Next(-127, 128),
                (sbyte)random.Next(-127, 128),
                new((ushort)random.Next(65_536)),
                random.Next(3) == 0 ? Buttons.None : Buttons.Fire)
            {
                SeenAge = (ushort)random.Next(0, 5_000),
            };
            input.Add(new SlotCommand(new PlayerSlot(slot), command));
        }

        var taken = input.For(tick.World.Tick.Next);
        tick.Step(taken);
        return taken;
    }

    public static int Verdicts(GameWorld world)
    {
        var count = 0;
        foreach (ref readonly var happened in world.Events)
            count += happened.Kind == WorldEventKind.ShotJudged ? 1 : 0;

        return count;
    }
}
