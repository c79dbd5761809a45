using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Modes;

public sealed class ArgentumAllocationTests
{
    private const int Players = 48;

    [Fact]
    public void A_thousand_warm_ticks_of_48_bots_allocate_nothing()
    {
        using var tick = new WorldTick(new WorldOptions { Mode = "argentum", MaxPlayers = Players }, ArgentumScene.Shipped());
        var input = new TickInputBuffer();
        var view = new WorldView();
        var steps = Play(tick, input, view, 3_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        steps += Play(tick, input, view, 1_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(steps, 4_000, int.MaxValue);
        Allocations.AssertNone(allocated);
    }

    private static int Play(WorldTick tick, TickInputBuffer input, WorldView view, int ticks)
    {
        var steps = 0;
        for (var number = 0; number < ticks; number++)
        {
            input.Clear();
            tick.World.CopyTo(view);
            for (ushort slot = 0; slot < Players; slot++)
            {
                Decide(tick.World, input, view, new PlayerSlot(slot));
            }

            tick.Step(input.For(tick.World.Tick.Next));
            foreach (ref readonly var happened in tick.World.Events)
            {
                steps += happened is { Kind: WorldEventKind.Stepped, B: 1 } ? 1 : 0;
            }
        }

        return steps;
    }

    private static void Decide(GameWorld world, TickInputBuffer input, WorldView view, PlayerSlot slot)
    {
        if (world.Tick.Value == 0)
        {
            input.Add(new PlayerJoin(slot, "bot", PlayerJoin.ModeChoosesTeam, IsBot: true));
            return;
        }

        var move = ArgentumBot.Decide(view, slot, seed: 1, world.Tick.Next);
        input.Add(new SlotCommand(slot, move.Command));
        if (move.Action.Code != PlayerActionCode.None)
        {
            input.Add(new SlotAction(slot, move.Action));
        }
    }
}
