using System.Globalization;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What modes mean by the variants of their creatures, scenery and items.</summary>
public static class ThingNames
{
    /// <summary>A word or two; the number of the variant where nobody has named it.</summary>
    public static string Of(string mode, in EntityState thing) => (mode, thing.Kind) switch
    {
        ("argentum", EntityKind.Item) => OfItem(thing.Variant),
        ("argentum", EntityKind.Creature) => "goblin",
        ("argentum", EntityKind.Scenery) => "nest",
        ("survival", EntityKind.Scenery) => OfResource((Resource)thing.Variant),
        _ => Number(thing.Variant),
    };

    private static string OfItem(ushort variant) => variant switch
    {
        1 => "red apple",
        2 => "long sword",
        3 => "axe",
        4 => "tree",
        11 => "chest",
        561 => "woodcutter's axe",
        562 => "miner's pick",
        563 => "fishing rod",
        1073 => "armour",
        _ => Number(variant),
    };

    private static string OfResource(Resource resource) => resource switch
    {
        Resource.Wood => "wood",
        Resource.Food => "food",
        Resource.Stone => "stone",
        Resource.Points => "gold",
        _ => Number((ushort)resource),
    };

    private static string Number(ushort variant) => string.Create(CultureInfo.InvariantCulture, $"no. {variant}");
}
