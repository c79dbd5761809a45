using Ecs.Scenes;
using Ecs.Server.Replay;
using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Simulation.Games.Sample;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>A world of far more components than there are today: each has its own place in hashes, checkpoints and recordings.</summary>
public sealed class WideWorldTests
{
    private const int Wide = 100;

    [Fact]
    public void Each_of_a_hundred_components_more_counts_in_the_hash_and_is_kept_in_a_checkpoint()
    {
        var game = WideMode.Game(Wide);
        using var scene = Open(game);
        scene.Step();
        var world = scene.Tick.World;
        Assert.True(world.TryGetAvatar(new PlayerSlot(1), out var avatar));
        var hashes = new HashSet<ulong> { world.ComputeHash() };
        for (var number = 0; number < Wide; number++)
        {
            var component = IndexOf(world.Schema, $"Number{number}");
            Assert.True(BitFlip.Apply(world, world.Schema, avatar, component, field: 0, bit: 5));
            Assert.True(hashes.Add(world.ComputeHash()), $"Number{number} is as if it were another");
        }

        Assert.True(Checkpoint.TryRestore(game, scene.Options, scene.Map, Checkpoint.Write(world), out var restored, out var fault, shuffle: 5), fault);
        using (restored)
        {
            Assert.Equal(world.ComputeHash(), restored.World.ComputeHash());
            Assert.Equal(Checkpoint.Write(world), Checkpoint.Write(restored.World));
        }
    }

    [Fact]
    public void Each_of_a_hundred_components_more_is_recorded_and_named_when_a_bit_of_it_flips()
    {
        var game = WideMode.Game(Wide);
        using var scene = Open(game);
        using var match = RecordedMatch.Of(scene, ticks: 240, detail: true);
        using var reader = match.Open(game);
        Assert.True(scene.Tick.World.TryGetAvatar(new PlayerSlot(0), out var avatar));
        Assert.True(new ReplayVerifier(reader).Run().Ok);
        for (var number = 0; number < Wide; number++)
        {
            var plan = new PlannedFlip((uint)(40 + number * 2), TickStage.Judge, avatar, IndexOf(reader.Schema, $"Number{number}"), Field: 0, Bit: 7);
            var report = new ReplayVerifier(reader) { Flip = plan }.Run();

            var wrong = report.First?.First;
            Assert.Equal("the recording's detail", report.First?.Reference);
            Assert.Equal(
                (plan.Tick, "Judge", avatar.Value, $"Number{number}", "Value"),
                (report.First!.Tick, wrong?.System, wrong?.Entity, wrong?.Component, wrong?.Field));
        }
    }

    [Fact]
    public void The_world_and_the_mode_stand_behind_any_table()
    {
        var game = WideMode.Game(Wide);
        using var scene = Open(game);
        using var match = RecordedMatch.Of(scene, ticks: 60, detail: true);
        using var reader = match.Open(game);
        var seed = reader.Schema.Components[reader.Schema.WorldPart].Fields.ToList().FindIndex(field => field.Name == "Seed");
        var plan = new PlannedFlip(30, TickStage.Damage, EntityId.None, reader.Schema.WorldPart, seed, Bit: 3);

        var wrong = new ReplayVerifier(reader) { Flip = plan }.Run().First!.First!;

        Assert.Equal(("Damage", 0UL, "World", "Seed"), (wrong.System, wrong.Entity, wrong.Component, wrong.Field));
    }

    [Fact]
    public void As_many_as_masks_can_say_are_taken_and_one_more_is_refused_at_the_start()
    {
        var most = ComponentTable.Limit - ComponentTable.Standard.All.Length;
        using (var scene = Open(WideMode.Game(most)))
        {
            scene.Step();
            Assert.Equal(256, scene.Tick.World.Schema.Components.Length);
            Assert.Equal(Checkpoint.Write(scene.Tick.World), Checkpoint.Write(scene.Tick.World));
        }

        var refusal = Assert.Throws<ArgumentException>(() => Open(WideMode.Game(most + 1)));
        Assert.StartsWith("255 components are more than 254", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_components_of_one_name_are_refused_at_the_start()
    {
        var game = OwnComponents([new ComponentEntry<Long256>("Lid"), new ComponentEntry<Long257>("Lid")]);

        Assert.StartsWith("two components are called Lid", Assert.Throws<ArgumentException>(() => Open(game)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_fields_than_detail_can_say_are_refused_at_the_start()
    {
        using (Open(OwnComponents([new ComponentEntry<Long256>()])))
        {
            // As many as there may be.
        }

        var refusal = Assert.Throws<ArgumentException>(() => Open(OwnComponents([new ComponentEntry<Long257>()])));
        Assert.StartsWith("Long257 has 257 fields, more than 256", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What once stood among the shared components is said by its old index in recordings and checkpoints.</summary>
    [Theory]
    [InlineData("waves", "Ship", 17)]
    [InlineData("survival", "Holdings", 19)]
    [InlineData("argentum", "Character", 21)]
    [InlineData("argentum", "Inventory", 23)]
    [InlineData("argentum", "Prowler", 24)]
    public void A_component_that_one_of_our_games_has_for_itself_keeps_its_place(string mode, string component, int place)
    {
        var options = new WorldOptions { Mode = mode };
        using var own = TestGames.CreateWorld(options, TestMaps.Of(mode));
        using var other = TestGames.CreateWorld(new WorldOptions { Mode = "plaza" }, TestMaps.Of("plaza"));

        Assert.Equal(place, IndexOf(own.World.Schema, component));
        Assert.NotEmpty(own.World.Schema.Components[place].Fields);
        Assert.Empty(other.World.Schema.Components[place].Fields);
        Assert.Equal(25, own.World.Components.All.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_mask_has_exactly_what_was_put_in_and_keeps_it_as_bytes(int index)
    {
        var mask = default(ComponentMask).With(index);
        var bytes = Enumerable.Range(0, ComponentMask.ByteCount).Select(at => mask.ByteAt(at)).ToArray();

        Assert.Equal([index], Enumerable.Range(0, ComponentMask.Bits).Where(other => mask.Has(other)));
        Assert.Equal(mask, ComponentMask.Read(bytes));
        Assert.NotEqual(mask, mask.With((index + 1) % ComponentMask.Bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.With(ComponentMask.Bits));
    }

    private static BotScene Open(GameEntry game) =>
        new(new WorldOptions { Mode = game.Name, MaxPlayers = 2 }, players: 2, TagGame.LoadMap(), game);

    private static GameEntry OwnComponents(ComponentEntry[] own) => new("wide", (_, _) => new WideMode(own), TagGame.Entry.Bot);

    private static int IndexOf(WorldSchema schema, string name)
    {
        var index = 0;
        while (schema.Components[index].Name != name)
            index++;

        return index;
    }

    private struct Long256 : IComponent<Long256>
    {
        public byte Value;

        public static void Visit<TVisitor>(ref Long256 component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct => Repeat(ref component.Value, 256, ref visitor);
    }

    private struct Long257 : IComponent<Long257>
    {
        public byte Value;

        public static void Visit<TVisitor>(ref Long257 component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct => Repeat(ref component.Value, 257, ref visitor);
    }

    private static void Repeat<TVisitor>(ref byte value, int times, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        for (; times > 0; times--)
            visitor.Field(nameof(value), ref value);
    }
}
