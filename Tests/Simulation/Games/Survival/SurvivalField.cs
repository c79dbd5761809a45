using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Survival;

/// <summary>Scenes of the survival game: on a map of one's own, with commands that aim.</summary>
internal static class SurvivalField
{
    public static WorldOptions Options => new() { Mode = "survival" };

    public static Scene Begin(Map? map = null, int tickRate = 60) => new(map ?? Meadow(), Options with { TickRate = tickRate });

    /// <summary>2,000 by 2,000 units about the origin with this scenery.</summary>
    public static Map Meadow(params (string Class, int X, int Y, int Radius)[] scenery)
    {
        var things = Array.ConvertAll(scenery, static item => new MapThing(
            item.Class, Fixed.FromInt(item.X), Fixed.FromInt(item.Y), Fixed.FromInt(item.Radius), Fixed.FromInt(item.Radius), 0, 1));
        return new Map(
            "meadow", Scene.Area(-1000, -1000, 1000, 1000), Scene.Area(-965, -965, 965, 965), [], [new SpawnPoint(default, default, 0)], things, []);
    }

    /// <summary>Runs so many ticks with one command repeated.</summary>
    public static Scene Steer(this Scene scene, ushort slot, int ticks, sbyte x = 0, sbyte y = 0, Angle? aim = null, bool attacks = false)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            var command = new PlayerCommand(scene.World.Tick.Next, x, y, aim ?? Angle.Right, attacks ? Buttons.Fire : Buttons.None);
            scene.With(input => input.Add(new SlotCommand(new PlayerSlot(slot), command))).Run();
        }

        return scene;
    }

    /// <summary>One stroke with everything that belongs to it: the cooldown before it and the tick of it.</summary>
    public static Scene Strike(this Scene scene, ushort slot, Angle aim)
    {
        scene.Of<Weapon>(slot).CooldownLeft = 0;
        return scene.Steer(slot, 1, aim: aim, attacks: true);
    }

    public static Scene Act(this Scene scene, ushort slot, PlayerActionCode code, int a, int b = 0) => scene
        .With(input => input.Add(new SlotAction(new PlayerSlot(slot), new PlayerAction(code, a, b))))
        .Run();

    public static Angle Degrees(int fromRightClockwise) => Angle.Right + Angle.FromDegrees(fromRightClockwise);
}
