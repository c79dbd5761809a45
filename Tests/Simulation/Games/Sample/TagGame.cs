using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Tests.House;
using MyGame;

namespace Ecs.Tests.Simulation.Games.Sample;

/// <summary>The sample as an entry of the table would have it: what holds for every mode holds for one that somebody writes.</summary>
internal static class TagGame
{
    public static GameEntry Entry { get; } = new GameTable().Add<TagMode>("tag")["tag"];

    /// <summary>Where its files lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "Templates", "ecs-game", "MyGame");

    public static Map LoadMap()
    {
        Assert.True(Map.TryParse("tag", File.ReadAllBytes(Path.Combine(Folder, "Maps", "tag.tmj")), out var map, out var fault), fault);
        return map;
    }
}
