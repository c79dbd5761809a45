using Ecs.Simulation.Maps;

namespace Ecs.Tests.Testing;

/// <summary>The maps of the repository, as the server ships them.</summary>
internal static class TestMaps
{
    public static Map Arena { get; } = Load("arena");

    public static Map Load(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", name + ".tmj"));
        return Map.TryParse(name, bytes, out var map, out var fault) ? map : throw new InvalidDataException(fault);
    }
}
