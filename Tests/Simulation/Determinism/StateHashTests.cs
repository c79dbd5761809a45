using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

public sealed class StateHashTests
{
    [Fact]
    public void Every_bit_of_every_field_of_the_state_changes_the_hash()
    {
        using var scene = new Scene();
        scene.Join(0, 1, 2).Shoot(0, 1).Run(3);
        var world = scene.World;
        var schema = world.Schema;
        var before = world.ComputeHash();
        var seen = new HashSet<ulong> { before };
        var flips = 0;
        for (var component = 0; component < schema.Components.Length; component++)
        {
            for (var field = 0; field < schema.Components[component].Fields.Count; field++)
            {
                foreach (var entity in Owners(world, schema, component))
                {
                    for (var bit = 0; bit < schema.Components[component].Fields[field].Size * 8; bit++)
                    {
                        if (!BitFlip.Apply(world, schema, entity, component, field, bit))
                            continue;

                        flips++;
                        Assert.True(
                            seen.Add(world.ComputeHash()),
                            $"{schema.Components[component].Name}.{schema.Components[component].Fields[field].Name} of {entity}, bit {bit}");
                        BitFlip.Apply(world, schema, entity, component, field, bit);
                    }
                }
            }
        }

        Assert.Equal(before, world.ComputeHash());
        Assert.True(flips > 4_000, $"only {flips} bits were tried");
    }

    [Fact]
    public void Two_entities_that_swap_a_value_give_another_hash()
    {
        using var scene = new Scene();
        scene.Join(0, 2).Place(0, 300, 100).Place(2, 100, 300);
        var before = scene.World.ComputeHash();
        scene.Place(2, 300, 100).Place(0, 100, 300);

        Assert.NotEqual(before, scene.World.ComputeHash());
    }

    [Fact]
    public void Two_components_that_swap_their_values_give_another_hash()
    {
        using var scene = new Scene();
        scene.Join(0);
        scene.Of<Position>(0) = new Position { X = new(5), Y = new(6) };
        scene.Of<Velocity>(0) = new Velocity { X = new(7), Y = new(8) };
        var before = scene.World.ComputeHash();
        scene.Of<Position>(0) = new Position { X = new(7), Y = new(8) };
        scene.Of<Velocity>(0) = new Velocity { X = new(5), Y = new(6) };

        Assert.NotEqual(before, scene.World.ComputeHash());
    }

    [Fact]
    public void Asking_for_the_hash_changes_nothing()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Shoot(0);
        var bytes = Checkpoint.Write(scene.World);

        Assert.Equal(scene.World.ComputeHash(), scene.World.ComputeHash());
        Assert.Equal(bytes, Checkpoint.Write(scene.World));
    }

    [Fact]
    public void Worlds_of_other_options_and_maps_differ_from_the_start()
    {
        ulong[] hashes =
        [
            HashOf(new WorldOptions()),
            HashOf(new WorldOptions { Seed = 2 }),
            HashOf(new WorldOptions { TickRate = 61 }),
            HashOf(new WorldOptions { FriendlyFire = true }),
            HashOf(new WorldOptions(), "bunkers"),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], HashOf(new WorldOptions()));
    }

    private static ulong HashOf(WorldOptions options, string map = "arena")
    {
        using var scene = new Scene(global::Ecs.Scenes.ArenaScene.LoadMap(map), options);
        return scene.World.ComputeHash();
    }

    private static List<EntityId> Owners(GameWorld world, WorldSchema schema, int component)
    {
        if (component == schema.WorldPart || component == schema.ModePart)
            return [EntityId.None];

        var owners = new List<EntityId>();
        foreach (var (id, _) in world.SortedEntities())
            owners.Add(id);

        return owners;
    }
}
