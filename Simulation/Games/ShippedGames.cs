using Ecs.Simulation.Games.Arena;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Games.Plaza;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Games.Waves;

namespace Ecs.Simulation.Games;

/// <summary>The games that come with the library, in the order of menus.</summary>
public static class ShippedGames
{
    public static GameTable AddShipped(this GameTable games) => games
        .Add<ArenaMode>("arena")
        .Add<PlazaMode>("plaza")
        .Add<WavesMode>("waves")
        .Add<SurvivalMode>("survival")
        .Add<ArgentumMode>("argentum");
}
