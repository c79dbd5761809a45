using Ecs.Simulation.Components;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Games.Argentum;

/// <summary>Characters: how they begin, and how they come back.</summary>
public sealed class ArgentumCharacterTests
{
    private const int Cases = 20_000;

    [Theory]
    [InlineData(8, 12, 80, 120)]
    [InlineData(7, 8, 70, 80)]
    [InlineData(18, 18, 180, 180)]
    public void Hit_points_come_from_constitution_and_mana_from_intelligence(byte constitution, byte intelligence, int hitPoints, int mana)
    {
        using var scene = new ArgentumScene();
        scene.Join(0, ArgentumScene.New(ArgentumScene.Warrior with { Constitution = constitution, Intelligence = intelligence }));

        var vitals = scene.Of<Vitals>(0);
        Assert.Equal((hitPoints, hitPoints), (scene.Of<Health>(0).Current, scene.Of<Health>(0).Max));
        Assert.Equal((mana, mana), (vitals.Mana, vitals.MaxMana));
        Assert.Equal((100, 100, 100, 100), (vitals.Stamina, vitals.MaxStamina, vitals.Food, vitals.Water));
        Assert.Equal((1, 300, 0, 0), (vitals.Level, vitals.NextLevel, vitals.Experience, vitals.Gold));
    }

    [Fact]
    public void Who_brings_no_character_gets_one_from_the_worlds_dice()
    {
        using var scene = new ArgentumScene();
        for (ushort slot = 0; slot < 100; slot++)
        {
            scene.Join(slot, []);
            Assert.True(CharacterRules.Holds(scene.Of<Character>(slot)));
        }

        var strengths = Enumerable.Range(0, 100).Select(slot => scene.Of<Character>((ushort)slot).Strength).ToArray();
        Assert.Equal((6, 18), (strengths.Min(), strengths.Max()));
    }

    [Fact]
    public void A_character_comes_back_as_it_was()
    {
        using var before = new ArgentumScene();
        before.Join(0).Act(0, PlayerActionCode.Step, 2).Act(0, PlayerActionCode.EquipItem, 3).Act(0, PlayerActionCode.UseItem, 1);
        before.Act(0, PlayerActionCode.DropItem, 5, 1).Act(0, PlayerActionCode.ToggleSafety);
        before.Of<Vitals>(0).Gold = 77;
        before.Of<Health>(0).Current = 33;
        var saved = before.Save(0);

        using var after = new ArgentumScene();
        after.Join(4, saved);

        Assert.Equal((51, 50), after.At(4));
        Assert.Equal(2, after.Of<TilePace>(4).Heading);
        Assert.Equal(33, after.Of<Health>(4).Current);
        Assert.True(after.Of<Character>(4).IsSafe);
        Assert.Equal(saved, after.Save(4));
    }

    [Fact]
    public void Who_leaves_dead_comes_back_whole_at_the_start()
    {
        using var before = new ArgentumScene();
        before.Join(0).Place(0, 20, 20);
        before.Of<Health>(0).Current = 0;
        before.Of<Respawn>(0).TicksLeft = 100;

        using var after = new ArgentumScene();
        after.Join(0, before.Save(0));

        Assert.Equal((50, 50), after.At(0));
        Assert.Equal(80, after.Of<Health>(0).Current);
    }

    [Fact]
    public void A_place_that_is_taken_by_now_becomes_the_next_free_one()
    {
        using var scene = new ArgentumScene();
        scene.Join(0).Place(0, 20, 20);
        var saved = scene.Save(0);

        scene.Join(1, saved);

        Assert.Equal((19, 19), scene.At(1));
    }

    [Fact]
    public void Bytes_that_are_no_character_count_as_none()
    {
        using var source = new ArgentumScene();
        var saved = source.Join(0).Save(0);
        var random = new Random(20261121);
        var refused = 0;
        for (var round = 0; round < Cases; round++)
        {
            var bytes = (byte[])(round % 2 == 0 ? saved : ArgentumScene.New(ArgentumScene.Warrior)).Clone();
            for (var change = 0; change <= round % 3; change++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            bytes = round % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            refused += CharacterBytes.TryRead(bytes, out var read) ? 0 : 1;
            Assert.True(refused > 0 || read.IsNew || CharacterRules.Holds(read.Inventory));
        }

        Assert.InRange(refused, Cases / 4, Cases - 100);
        using var scene = new ArgentumScene();
        scene.Join(0, [.. saved, 0]);
        Assert.Equal((50, 50), scene.At(0));
    }

    [Fact]
    public void Whatever_place_the_bytes_name_the_avatar_stands_on_open_ground()
    {
        using var source = new ArgentumScene();
        var saved = source.Join(0).Save(0);
        saved[15] = 0xff;
        saved[16] = 0xff;
        using var scene = new ArgentumScene();

        scene.Join(0, saved);

        Assert.Equal((50, 50), scene.At(0));
    }
}
