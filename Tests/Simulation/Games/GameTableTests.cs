using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Games;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games.Sample;

namespace Ecs.Tests.Simulation.Games;

/// <summary>A table of games is what its program puts into it: ours, others', or both.</summary>
public sealed class GameTableTests
{
    [Fact]
    public void Ours_stand_in_the_order_of_menus_each_with_its_bot_and_a_map_of_its_name()
    {
        var games = new GameTable().AddShipped();

        Assert.Equal(["arena", "plaza", "waves", "survival", "argentum"], games.Names);
        Assert.All(games.Games, static game => Assert.Equal(game.Name, game.DefaultMap));
        Assert.Equal(5, games.Games.Select(static game => game.Bot).Distinct().Count());
    }

    [Fact]
    public void A_game_of_somebody_else_stands_beside_ours_or_alone()
    {
        var alone = new GameTable().Add(TagGame.Entry);
        var both = new GameTable().AddShipped().Add(TagGame.Entry);

        Assert.Equal(["tag"], alone.Names);
        Assert.Equal(6, both.Games.Count);
        Assert.Null(alone.Find("arena"));
        Assert.StartsWith("no mode is called 'arena'", Assert.Throws<ArgumentException>(() => alone["arena"]).Message, StringComparison.Ordinal);
        using var world = both["tag"].CreateWorld(new WorldOptions { Mode = "tag" }, TagGame.LoadMap());
        Assert.Equal("TagMode", world.World.Mode.GetType().Name);
    }

    [Fact]
    public void Two_games_of_one_name_are_refused()
    {
        var games = new GameTable().AddShipped();

        Assert.StartsWith("two modes are called 'arena'", Assert.Throws<ArgumentException>(games.AddShipped).Message, StringComparison.Ordinal);
        Assert.Equal(5, games.Games.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my game")]
    [InlineData("spiel/tag")]
    [InlineData("a2345678901234567890123456789012x")]
    public void A_name_that_no_room_could_have_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new GameEntry(name, static (_, _) => new WideMode([]), WanderBot.Decide));
}
