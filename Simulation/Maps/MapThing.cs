using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>
/// Something that a map places for its mode: a tree, a blocked tile, an item. The mode knows what the words mean.
/// </summary>
/// <param name="Kind">The object's class in the map editor; never empty.</param>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
/// <param name="HalfWidth">0 for a point.</param>
/// <param name="HalfHeight">0 for a point.</param>
/// <param name="Variant">Integer property "variant", 0 to 65,535; 0 when the object has none.</param>
/// <param name="Amount">Integer property "amount", 0 to 65,535; 1 when the object has none.</param>
public readonly record struct MapThing(string Kind, Fixed X, Fixed Y, Fixed HalfWidth, Fixed HalfHeight, ushort Variant, ushort Amount);
