using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Tests.House;

namespace Ecs.Tests.Simulation.Games.Sample;

/// <summary>The sample as an entry of the table would have it: what holds for every mode holds for one that somebody writes.</summary>
internal static class TagGame
{
    public static GameEntry Entry { get; } = new GameTable().Add<TagMode>("tag")["tag"];

    public static Map LoadMap()
    {
        var file = Path.Combine(Repository.Root, "Tests", "Simulation", "Games", "Sample", "tag.tmj");
        Assert.True(Map.TryParse("tag", File.ReadAllBytes(file), out var map, out var fault), fault);
        return map;
    }
}
