using System.Globalization;
using System.Text;
using Ecs.Simulation.Maps;

namespace Ecs.Tests.Simulation.Maps;

/// <summary>Writes small Tiled maps; every piece can be replaced by a wrong one.</summary>
internal sealed class MapText
{
    private readonly List<string> _solids = [];
    private readonly List<string> _spawns = [];
    private readonly List<string> _things = [];
    private int _nextId = 100;

    public string Bounds { get; set; } = """{ "id": 1, "name": "bounds", "x": 0, "y": 0, "width": 1280, "height": 720 }""";

    public string Limits { get; set; } = """{ "id": 2, "name": "limits", "x": 0, "y": 0, "width": 1280, "height": 500 }""";

    /// <summary>More fields of the layer of solids, with a comma at the end.</summary>
    public string SolidsLayer { get; set; } = "";

    public static MapText WithSpawns() => new MapText().Spawn("100", "100", "0").Spawn("100", "500", "1");

    public MapText Solid(string x, string y, string width, string height, string more = "") =>
        Solid(string.Create(CultureInfo.InvariantCulture, $$"""{ "id": {{_nextId++}}, "name": "wall", "x": {{x}}, "y": {{y}}, "width": {{width}}, "height": {{height}}{{more}} }"""));

    public MapText Solid(string json)
    {
        _solids.Add(json);
        return this;
    }

    public MapText Spawn(string x, string y, string team, string more = "") =>
        Spawn(string.Create(CultureInfo.InvariantCulture, $$"""{ "id": {{_nextId++}}, "name": "spawn", "point": true, "x": {{x}}, "y": {{y}}{{more}}, "properties": [ { "name": "team", "type": "int", "value": {{team}} } ] }"""));

    public MapText Spawn(string json)
    {
        _spawns.Add(json);
        return this;
    }

    public MapText Thing(string json)
    {
        _things.Add(json);
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString() =>
        $$"""
        { "layers": [
          { "name": "ground", "type": "tilelayer" },
          { "name": "areas", "type": "objectgroup", "objects": [ {{string.Join(", ", new[] { Bounds, Limits }.Where(area => area.Length > 0))}} ] },
          { "name": "solids", {{SolidsLayer}} "type": "objectgroup", "objects": [ {{string.Join(", ", _solids)}} ] },
          { "name": "spawns", "type": "objectgroup", "objects": [ {{string.Join(", ", _spawns)}} ] },
          { "name": "things", "type": "objectgroup", "objects": [ {{string.Join(", ", _things)}} ] } ] }
        """;

    public Map Parse()
    {
        Assert.True(Map.TryParse("test", ToBytes(), out var map, out var fault), fault);
        return map;
    }

    public string Fault()
    {
        Assert.False(Map.TryParse("test", ToBytes(), out var map, out var fault));
        Assert.Null(map);
        return fault;
    }
}
