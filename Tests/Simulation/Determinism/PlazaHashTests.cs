using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;
using Ecs.Tests.Simulation.Modes;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A plaza of strolling bots and people who say where they are: the same world, bit for bit, whatever happens around it.</summary>
public sealed class PlazaHashTests
{
    private const int Bots = 24;
    private const int Hoppers = 8;
    private const int Ticks = 10_000;

    /// <summary>Every hash in one; changes only on purpose.</summary>
    private const ulong Expected = 0x5356_96c3_6113_e1e4;

    private static readonly Lazy<Run> Plain = new(() => Play());

    [Fact]
    public void Ten_thousand_ticks_give_the_hash_that_stands_here()
    {
        var run = Plain.Value;

        Assert.InRange(run.BotHops, 200, 2_000);
        Assert.Equal(Hoppers * (Ticks / 6), run.Hops);
        Assert.InRange(run.Steps, Bots * Ticks / 3, long.MaxValue);
        Assert.True(run.Chain == Expected, $"the plaza gave {run.Chain:x16} instead of {Expected:x16}");
    }

    [Fact]
    public void Storage_order_does_not_matter() => Assert.Equal(Plain.Value, Play(between: (scene, tick) =>
    {
        if (tick % 500 == 0)
        {
            scene.Rebuild((ulong)tick);
        }
    }));

    [Fact]
    public void A_world_rebuilt_halfway_goes_on_as_the_first() => Assert.Equal(Plain.Value, Play(between: (scene, tick) =>
    {
        if (tick == 5_001)
        {
            var before = scene.World.ComputeHash();
            Assert.Equal(before, scene.Rebuild(4711).World.ComputeHash());
        }
    }));

    [Fact]
    public void A_bounded_plaza_keeps_to_it_too()
    {
        var plain = Play(wishSpeed: 30);

        Assert.NotEqual(Plain.Value.Chain, plain.Chain);
        Assert.InRange(plain.Hops, 1, Plain.Value.Hops / 2);
        Assert.Equal(plain, Play(wishSpeed: 30, between: (scene, tick) =>
        {
            if (tick % 97 == 0)
            {
                scene.Rebuild((ulong)tick);
            }
        }));
    }

    [Fact]
    public void One_bit_of_one_wish_changes_the_hash()
    {
        var tampered = Play(tamper: static (wish, tick) => tick == 9_000 ? wish with { X = new Fixed(wish.X.Raw ^ 1) } : wish);

        Assert.NotEqual(Plain.Value.Chain, tampered.Chain);
    }

    private static Run Play(int wishSpeed = 0, Action<Scene, int>? between = null, Func<PlayerWish, int, PlayerWish>? tamper = null)
    {
        using var scene = PlazaScene.Open(wishSpeed, seed: 7, maxPlayers: Bots + Hoppers);
        scene.Join([.. Enumerable.Range(0, Bots + Hoppers).Select(static slot => (ushort)slot)]);
        var view = new WorldView();
        var run = default(Run);
        for (var tick = 1; tick <= Ticks; tick++)
        {
            between?.Invoke(scene, tick);
            scene.World.CopyTo(view);
            var wishes = new PlayerWish[Bots + Hoppers];
            var walks = new bool[Bots + Hoppers];
            for (ushort slot = 0; slot < Bots + Hoppers; slot++)
            {
                var command = slot < Bots ? PlazaBot.Decide(view, new PlayerSlot(slot), 7, scene.World.Tick.Next).Command : Hop(slot, tick);
                command = tamper is null || slot != Bots ? command : command with { Wish = tamper(command.Wish, tick) };
                wishes[slot] = command.Wish;
                walks[slot] = command.MoveX != 0 || command.MoveY != 0;
                scene.With(input => input.Add(new SlotCommand(new PlayerSlot(slot), command)));
            }

            scene.Run();
            for (ushort slot = 0; slot < Bots + Hoppers; slot++)
            {
                var happened = wishes[slot].IsPresent && scene.At(slot) == (wishes[slot].X, wishes[slot].Y);
                run.BotHops += happened && slot < Bots ? 1 : 0;
                run.Hops += happened && slot >= Bots ? 1 : 0;
                run.Steps += walks[slot] && scene.Of<Velocity>(slot) is var step && (step.X.Raw | step.Y.Raw) != 0 ? 1 : 0;
            }

            run.Chain = StateHash.Mix(run.Chain, scene.World.ComputeHash());
        }

        return run;
    }

    /// <summary>Ten times a second somewhere in the square, as the original client does.</summary>
    private static PlayerCommand Hop(ushort slot, int tick)
    {
        var command = new PlayerCommand(default, 0, 0, default, Buttons.None);
        var random = new TickRandom(7, new Tick((uint)tick), 0x8000_0000_0000_7000 + slot);
        return tick % 6 != 0 ? command : command with
        {
            Wish = new PlayerWish(
                true,
                new Fixed(random.NextBelow(100 * Fixed.RawPerUnit)),
                new Fixed(random.NextBelow(100 * Fixed.RawPerUnit)),
                Fixed.Zero,
                new Angle((ushort)random.NextBelow(Angle.FullTurn))),
        };
    }

    private record struct Run(ulong Chain, long BotHops, long Hops, long Steps);
}
