using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Minutes of every mode with its bots: the same world, bit for bit, whatever happens around it.</summary>
[Collection(AloneLane.Name)]
public sealed class GameHashTests
{
    private const int RebuiltEvery = 251;
    private const int WarmUpTicks = 6_000;
    private const int MeasuredTicks = 2_000;

    public static TheoryData<string> Modes => new(HashedGame.Modes);

    [Fact]
    public void Every_mode_has_its_game() => Assert.Equal(TestGames.Shipped.Names.Order(), HashedGame.Modes.Order());

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_hash_is_the_one_that_stands_here(string mode)
    {
        var game = HashedGame.Of(mode);

        Assert.True(game.Plain.Value == game.Expected, $"{mode} gave 0x{game.Plain.Value:x16} instead of 0x{game.Expected:x16}");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Storage_order_does_not_matter(string mode)
    {
        var game = HashedGame.Of(mode);
        var shuffled = game.Play(static (scene, tick) =>
        {
            if (tick % RebuiltEvery == 0)
                scene.Rebuild(shuffle: (ulong)tick);
        });

        Assert.Equal(0, game.Plain.FirstDifference(shuffled));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_world_rebuilt_halfway_in_another_order_of_creation_goes_on_as_the_first(string mode)
    {
        var game = HashedGame.Of(mode);
        var rebuilt = game.Play((scene, tick) =>
        {
            if (tick == (game.Ticks / 2) + 1)
            {
                var before = scene.Tick.World.ComputeHash();
                scene.Rebuild(shuffle: 4711);
                Assert.Equal(before, scene.Tick.World.ComputeHash());
            }
        });

        Assert.Equal(0, game.Plain.FirstDifference(rebuilt));
    }

    [Theory]
    [InlineData("arena", 20_000, 7, 1, 0, Buttons.None)]
    [InlineData("arena", 35_900, 40, 0, 0, Buttons.Fire)]
    [InlineData("plaza", 9_000, 3, 0, 64, Buttons.None)]
    [InlineData("waves", 5_000, 0, 0, 1, Buttons.None)]
    [InlineData("waves", 9_900, 1, 0, 1, Buttons.None)]
    [InlineData("survival", 9_000, 7, 64, 0, Buttons.None)] // large enough for another of the eight directions
    [InlineData("survival", 9_900, 40, 0, 0, Buttons.Fire)]
    public void One_bit_of_one_command_changes_the_hash(string mode, int tick, int slot, int bitX, int bitY, Buttons button)
    {
        var game = HashedGame.Of(mode);
        var changed = 0;
        var scene = game.Open();
        scene.Tamper = taken =>
        {
            if (taken.Command.Tick.Value != tick || taken.Slot.Value != slot)
                return taken;

            changed++;
            var own = taken.Command;
            return taken with
            {
                Command = own with { MoveX = (sbyte)(own.MoveX ^ bitX), MoveY = (sbyte)(own.MoveY ^ bitY), Buttons = own.Buttons ^ button },
            };
        };
        var tampered = BotChain.Play(scene, game.Ticks);

        Assert.Equal(1, changed);
        Assert.Equal(tick, game.Plain.FirstDifference(tampered));
        Assert.NotEqual(game.Expected, tampered.Value);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Another_seed_gives_another_game(string mode)
    {
        var game = HashedGame.Of(mode);

        Assert.NotEqual(0, game.Plain.FirstDifference(BotChain.Play(new(mode, game.Players, seed: 2), ticks: 1_000)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Warm_ticks_allocate_nothing(string mode)
    {
        using var scene = HashedGame.Of(mode).Open();
        for (var tick = 0; tick < WarmUpTicks; tick++)
            scene.Step();

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < MeasuredTicks; tick++)
                scene.Step();
        });
    }
}
