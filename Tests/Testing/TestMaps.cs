using Ecs.Simulation.Maps;

namespace Ecs.Tests.Testing;

/// <summary>The maps of the repository, as the server ships them.</summary>
internal static class TestMaps
{
    public static Map Arena { get; } = Load("arena");

    /// <summary>The map that a room of this mode plays on when none is named.</summary>
    public static Map Of(string mode) => mode == Arena.Name ? Arena : Load(TestGames.Shipped[mode].DefaultMap);

    public static Map Load(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", name + ".tmj"));
        return Map.TryParse(name, bytes, out var map, out var fault) ? map : throw new InvalidDataException(fault);
    }
}
