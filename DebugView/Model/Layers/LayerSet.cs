using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Which layers there are: those of every game, then what a mode adds.</summary>
public static class LayerSet
{
    public static IReadOnlyList<Layer> For(WorldFacts? facts)
    {
        var layers = new List<Layer>
        {
            new MapLayer(),
            new SpawnLayer(),
            new BodyLayer(),
            new NameLayer(),
            new HealthLayer(),
            new BulletLayer(),
            new VelocityLayer(),
            new CellLayer(),
            new PlayerLayer(),
            new HitLayer(),
            new EvidenceLayer(),
            new PredictionLayer(),
        };
        if (facts is not null)
            layers.AddRange(OfMode(facts));
        return layers;
    }

    /// <summary>The same layers from the deepest to the foremost.</summary>
    public static IReadOnlyList<Layer> ByDepth(IReadOnlyList<Layer> layers) => [.. layers.OrderByDescending(static layer => layer.Depth)];

    /// <summary>Turns the layer of a key about; false when no layer has it.</summary>
    public static bool Toggle(IReadOnlyList<Layer> layers, ViewKey key)
    {
        foreach (var layer in layers)
        {
            if (layer.Key != key)
                continue;
            layer.IsOn = !layer.IsOn;
            return true;
        }

        return false;
    }

    /// <summary>A mode's own layers; a mode that is not here has what its map and its entities show by themselves.</summary>
    private static IEnumerable<Layer> OfMode(WorldFacts facts)
    {
        switch (facts.Mode)
        {
            case "waves":
                yield return new WaveLayer();
                break;
            case "survival":
                yield return new StockLayer("Resources of scenery");
                break;
            case "argentum":
                yield return new ThingLayer("Tiles and places", tile: 1);
                yield return new StockLayer("Creatures and items");
                break;
            case var _ when facts.Map is { Things.Length: > 0 }:
                yield return new ThingLayer("Places of the map", tile: 0);
                break;
            default:
                break;
        }
    }
}
