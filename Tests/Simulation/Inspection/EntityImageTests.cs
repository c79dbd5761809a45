using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Inspection;

/// <summary>One entity's values, copied for a reader elsewhere.</summary>
[Collection(AloneLane.Name)]
public sealed class EntityImageTests
{
    [Fact]
    public void An_image_holds_every_component_of_the_entity_and_no_other()
    {
        using var scene = new Scene();
        scene.Join(0, 1).Place(1, 12, -34);
        var schema = scene.World.Schema;
        var image = new EntityImage();

        Assert.True(image.TryTake(scene.World, scene.Avatar(1).Id));

        Assert.Equal(scene.Avatar(1).Id, image.Id);
        var position = IndexOf(schema, nameof(Position));
        Assert.True(image.Has(position));
        Assert.False(image.Has(IndexOf(schema, nameof(Bullet))));
        Assert.Equal(Fixed.FromInt(12), MemoryMarshal.Read<Fixed>(image.FieldBytes(schema, position, 0)));
        Assert.Equal(Fixed.FromInt(-34), MemoryMarshal.Read<Fixed>(image.FieldBytes(schema, position, 1)));
        var last = IndexOf(schema, nameof(Respawn));
        Assert.Equal("0", schema.Components[last].Fields[0].Format(image.FieldBytes(schema, last, 0)));
    }

    [Fact]
    public void An_entity_that_is_gone_leaves_the_image_empty()
    {
        using var scene = new Scene();
        scene.Join(0);
        var avatar = scene.Avatar(0).Id;
        var image = new EntityImage();
        image.TryTake(scene.World, avatar);
        scene.Leave(0).Run();

        Assert.False(image.TryTake(scene.World, avatar));
        Assert.True(image.Id.IsNone);
        Assert.False(image.TryTake(scene.World, EntityId.None));
    }

    [Fact]
    public void Taking_and_copying_allocate_nothing_once_warm()
    {
        using var scene = new Scene();
        scene.Join(0);
        var avatar = scene.Avatar(0).Id;
        var (image, copy) = (new EntityImage(), new EntityImage());

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var round = 0; round < 1000; round++)
            {
                image.TryTake(scene.World, avatar);
                copy.CopyFrom(image);
            }
        });

        Assert.Equal(avatar, copy.Id);
    }

    private static int IndexOf(WorldSchema schema, string component)
    {
        for (var index = 0; index < schema.Components.Length; index++)
        {
            if (schema.Components[index].Name == component)
                return index;
        }

        throw new InvalidOperationException(component);
    }
}
