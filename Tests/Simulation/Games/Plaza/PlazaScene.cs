using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Plaza;

/// <summary>The plaza, and players who say where they are.</summary>
internal static class PlazaScene
{
    public static Scene Open(int wishSpeed = 0, Map? map = null, int tickRate = 60, ulong seed = 1, int maxPlayers = 128) => new(
        map ?? TestMaps.Load("plaza"),
        new WorldOptions { Mode = "plaza", WishSpeed = wishSpeed, TickRate = tickRate, Seed = seed, MaxPlayers = maxPlayers });

    public static PlayerWish At(int x, int y, int z = 0, ushort facing = 0) =>
        new(true, Fixed.FromInt(x), Fixed.FromInt(y), Fixed.FromInt(z), new Angle(facing));

    /// <summary>One tick in which this player says so.</summary>
    public static Scene Wish(this Scene scene, ushort slot, PlayerWish wish)
    {
        var command = new PlayerCommand(scene.World.Tick.Next, 0, 0, default, default) { Wish = wish };
        return scene.With(input => input.Add(new SlotCommand(new PlayerSlot(slot), command))).Run();
    }

    public static (Fixed X, Fixed Y, Fixed Z, Angle Facing) Where(this Scene scene, ushort slot) =>
        (scene.Of<Position>(slot).X, scene.Of<Position>(slot).Y, scene.Of<Stance>(slot).Z, scene.Of<Stance>(slot).Facing);
}
