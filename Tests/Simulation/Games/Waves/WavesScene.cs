using Ecs.Simulation.Components;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Waves;

/// <summary>A room of waves for a test, in the numbers of the original: corners of pictures, whole pixels.</summary>
internal static class WavesScene
{
    public static Scene Empty(int tickRate = 60, ulong seed = 1) =>
        new(TestMaps.Load("waves"), new WorldOptions { Mode = "waves", TickRate = tickRate, Seed = seed });

    /// <summary>Seats 0 and 1 fly ships 1 and 2 and the first wave has just come.</summary>
    public static Scene Playing(int tickRate = 60, ulong seed = 1) => Empty(tickRate, seed).Join(0, 1).Ready(0, 1);

    /// <summary>Says in one tick that these are ready.</summary>
    public static Scene Ready(this Scene scene, params ushort[] slots) => scene.Say(isReady: true, slots);

    public static Scene Say(this Scene scene, bool isReady, params ushort[] slots)
    {
        foreach (var slot in slots)
        {
            scene.With(input => input.Add(
                new SlotAction(new PlayerSlot(slot), new PlayerAction(PlayerActionCode.Ready, isReady ? 1 : 0, 0))));
        }

        return scene.Run();
    }

    public static WavesState State(this Scene scene)
    {
        Assert.True(scene.World.TryReadMode(out WavesState state));
        return state;
    }

    /// <summary>Where the picture of a seat's ship is.</summary>
    public static (Fixed X, Fixed Y) Corner(this Scene scene, ushort slot)
    {
        var (x, y) = scene.At(slot);
        return (x - WavesShapes.ShipCentre.X, y - WavesShapes.ShipCentre.Y);
    }

    public static Scene PlaceShip(this Scene scene, ushort slot, int x, int y) =>
        scene.Place(slot, x + WavesShapes.ShipCentre.X.Floor(), y + WavesShapes.ShipCentre.Y.Floor());

    /// <summary>Enemies in the order of their birth.</summary>
    public static List<EntityState> Enemies(this Scene scene)
    {
        var view = new WorldView();
        scene.World.CopyTo(view);
        return [.. view.Entities.ToArray().Where(state => state.Kind == EntityKind.Creature).OrderBy(state => state.Id.Value)];
    }

    public static (Fixed X, Fixed Y) CornerOf(in EntityState enemy)
    {
        var centre = WavesShapes.EnemyCentre(enemy.Variant);
        return (enemy.X - centre.X, enemy.Y - centre.Y);
    }

    /// <summary>Lasers in the order of their birth, by the corners of their pictures.</summary>
    public static List<(Fixed X, Fixed Y)> Lasers(this Scene scene, ushort slot) =>
        [.. scene.Bullets().Where(bullet => bullet.Slot.Value == slot)
            .Select(bullet => (bullet.X - WavesShapes.LaserCentre.X, bullet.Y - WavesShapes.LaserCentre.Y))];

    /// <summary>Puts the wave's first enemies to these corners, in these colours, and all others far away.</summary>
    public static Scene PlaceEnemies(this Scene scene, params (ushort Colour, int X, int Y)[] places)
    {
        var index = 0;
        foreach (var enemy in scene.Enemies())
        {
            Assert.True(scene.World.TryFind(enemy.Id, out var entity));
            var (colour, x, y) = index < places.Length ? places[index] : (enemy.Variant, 0, -50_000);
            var centre = WavesShapes.EnemyCentre(colour);
            scene.World.Store.Get<Thing>(entity).Variant = colour;
            scene.World.Store.Get<Position>(entity) = new Position { X = Fixed.FromInt(x) + centre.X, Y = Fixed.FromInt(y) + centre.Y };
            scene.World.Store.Get<Box>(entity) = new Box
            {
                HalfWidth = WavesShapes.EnemyHalfWidth(colour),
                HalfHeight = WavesShapes.EnemyHalfHeight,
            };
            index++;
        }

        return scene;
    }

    /// <summary>All enemies but the first few are gone, as if they had never been.</summary>
    public static Scene KeepEnemies(this Scene scene, int count)
    {
        foreach (var enemy in scene.Enemies().Skip(count))
            scene.World.Commands.Doom(enemy.Id);

        return scene;
    }
}
