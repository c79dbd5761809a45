using System.Globalization;
using System.Text;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Scenes.Field;

/// <summary>A square without walls, of 100 square units for each body, and how much is on it: things of the classes below say so by their amounts.</summary>
public static class FieldMap
{
    /// <summary>Its amount is a number of bullets to keep in the air; those of several add up.</summary>
    public const string Bullets = "bullets";

    /// <summary>Its amount is a number of creatures; those of several add up.</summary>
    public const string Creatures = "creatures";

    private const int AreaPerBody = 100; // square units

    /// <summary>The whole of it as a map.</summary>
    /// <inheritdoc cref="Text"/>
    public static Map Of(int players, int bullets, int creatures = 0) =>
        Map.TryParse("field", Encoding.UTF8.GetBytes(Text(players, bullets, creatures)), out var map, out var fault) ? map : throw new InvalidDataException(fault);

    /// <summary>The map as a file.</summary>
    /// <param name="players">Seats that the area is for, at least 1.</param>
    /// <param name="bullets">Bullets to keep in the air.</param>
    /// <param name="creatures">Bodies that nobody plays.</param>
    public static string Text(int players, int bullets, int creatures = 0)
    {
        // In raw units, and even, so that the middle is (0, 0) and both halves are exact.
        var side = SquareRoot.Floor((ulong)(players + creatures) * AreaPerBody * Fixed.RawPerUnit * Fixed.RawPerUnit) & ~1u;
        var (edge, width) = (Decimal(side / 2), Decimal(side));
        var things = new StringBuilder();
        var id = 3;
        Add(things, ref id, Bullets, bullets);
        Add(things, ref id, Creatures, creatures);
        return $$"""
            { "layers": [
              { "name": "areas", "type": "objectgroup", "objects": [ { "id": 1, "name": "bounds", "x": -{{edge}}, "y": -{{edge}}, "width": {{width}}, "height": {{width}} } ] },
              { "name": "spawns", "type": "objectgroup", "objects": [ { "id": 2, "x": 0, "y": 0, "properties": [ { "name": "team", "value": 0 } ] } ] },
              { "name": "things", "type": "objectgroup", "objects": [{{things}} ] } ] }

            """;
    }

    /// <summary>How many things of a class a map asks for.</summary>
    public static int AmountOf(Map map, string kind)
    {
        var amount = 0;
        foreach (ref readonly var thing in map.Things)
            amount += thing.Kind == kind ? thing.Amount : 0;

        return amount;
    }

    private static void Add(StringBuilder things, ref int id, string kind, int amount)
    {
        for (var left = amount; left > 0; left -= ushort.MaxValue)
        {
            things.Append(id > 3 ? ",\n" : "\n").Append(CultureInfo.InvariantCulture, $$"""
                    { "id": {{id++}}, "type": "{{kind}}", "x": 0, "y": 0, "point": true, "properties": [ { "name": "amount", "value": {{Math.Min(left, ushort.MaxValue)}} } ] }
                """);
        }
    }

    private static string Decimal(uint raw) => ((decimal)raw / Fixed.RawPerUnit).ToString(CultureInfo.InvariantCulture);
}
