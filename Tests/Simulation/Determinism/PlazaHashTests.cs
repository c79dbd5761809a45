using Ecs.Scenes;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What nearly three minutes of the plaza hold, with bots that stroll and hop, and with people who only say where they are.</summary>
public sealed class PlazaHashTests
{
    private const int Hoppers = 8;
    private const int HopEvery = 6; // ticks: ten times a second, as the original client does

    private static readonly HashedGame Game = HashedGame.Of("plaza");
    private static readonly Lazy<Run> Unbounded = new(() => Play(wishSpeed: 0));

    [Fact]
    public void Bots_stroll_and_hop_where_they_wish()
    {
        var run = Unbounded.Value;

        Assert.InRange(run.BotHops, 200, 2_000);
        Assert.InRange(run.Steps, (Game.Players - Hoppers) * Game.Ticks / 3, long.MaxValue);
    }

    [Fact]
    public void Every_hop_of_those_who_say_where_they_are_comes_true() =>
        Assert.Equal(Hoppers * (Game.Ticks / HopEvery), Unbounded.Value.Hops);

    [Fact]
    public void A_bounded_plaza_takes_fewer_hops_and_keeps_to_its_hash_too()
    {
        var bounded = Play(wishSpeed: 30);
        var shuffled = Play(wishSpeed: 30, static (scene, tick) =>
        {
            if (tick % 97 == 0)
                scene.Rebuild((ulong)tick);
        });

        Assert.InRange(bounded.Hops, 1, Unbounded.Value.Hops / 2);
        Assert.NotEqual(0, Unbounded.Value.Chain.FirstDifference(bounded.Chain));
        Assert.Equal(0, bounded.Chain.FirstDifference(shuffled.Chain));
    }

    [Fact]
    public void One_bit_of_one_wish_changes_the_hash()
    {
        const int Tick = 9_000;
        var scene = Open(wishSpeed: 0);
        var hop = scene.Tamper!;
        scene.Tamper = taken => hop(taken) is { Command: { Wish.IsPresent: true, Tick.Value: Tick } command } hopping
            ? hopping with { Command = command with { Wish = command.Wish with { X = new Fixed(command.Wish.X.Raw ^ 1) } } }
            : hop(taken);

        Assert.Equal(Tick, Unbounded.Value.Chain.FirstDifference(BotChain.Play(scene, Game.Ticks)));
    }

    private static BotScene Open(int wishSpeed)
    {
        var options = new WorldOptions { Mode = Game.Mode, WishSpeed = wishSpeed, Seed = 7, MaxPlayers = Game.Players };
        return new BotScene(options, Game.Players)
        {
            Tamper = static taken => IsHopper(taken.Slot) ? taken with { Command = Hop(taken.Slot, taken.Command) } : taken,
        };
    }

    private static Run Play(int wishSpeed, Action<BotScene, int>? before = null)
    {
        var scene = Open(wishSpeed);
        var given = new PlayerCommand[Game.Players];
        var tamper = scene.Tamper!;
        scene.Tamper = taken =>
        {
            var changed = tamper(taken);
            given[taken.Slot.Value] = changed.Command;
            return changed;
        };
        var view = new WorldView();
        var run = new Run();
        run.Chain = BotChain.Play(scene, Game.Ticks, before, (_, _) =>
        {
            scene.Tick.World.CopyTo(view);
            foreach (ref readonly var avatar in view.Entities[..Game.Players])
                run.Note(avatar, given[avatar.Slot.Value]);
        });
        return run;
    }

    private static bool IsHopper(PlayerSlot slot) => slot.Value >= Game.Players - Hoppers;

    /// <summary>Now and then somewhere in the square, and nothing in between.</summary>
    private static PlayerCommand Hop(PlayerSlot slot, in PlayerCommand own)
    {
        var command = new PlayerCommand(own.Tick, 0, 0, default, Buttons.None);
        var random = new TickRandom(7, own.Tick, 0x8000_0000_0000_7000 + slot.Value);
        return own.Tick.Value % HopEvery != 0 ? command : command with
        {
            Wish = new PlayerWish(
                true,
                new Fixed(random.NextBelow(100 * Fixed.RawPerUnit)),
                new Fixed(random.NextBelow(100 * Fixed.RawPerUnit)),
                Fixed.Zero,
                new Angle((ushort)random.NextBelow(Angle.FullTurn))),
        };
    }

    private sealed class Run
    {
        public BotChain Chain { get; set; } = null!;

        public long BotHops { get; private set; }

        public long Hops { get; private set; }

        public long Steps { get; private set; }

        /// <summary>What came of a player's command.</summary>
        public void Note(in EntityState avatar, in PlayerCommand given)
        {
            var hopped = given.Wish.IsPresent && (avatar.X, avatar.Y) == (given.Wish.X, given.Wish.Y);
            BotHops += hopped && !IsHopper(avatar.Slot) ? 1 : 0;
            Hops += hopped && IsHopper(avatar.Slot) ? 1 : 0;
            Steps += (given.MoveX | given.MoveY) != 0 && (avatar.VelocityX.Raw | avatar.VelocityY.Raw) != 0 ? 1 : 0;
        }
    }
}
