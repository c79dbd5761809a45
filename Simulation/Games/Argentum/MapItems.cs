using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>The items that a map lays out, by tile and kind. What lies there of that kind belongs to the map, whoever laid it down.</summary>
internal sealed class MapItems
{
    private const string Kind = "item";

    private readonly ulong[] _keys; // sorted

    public MapItems(Map map)
    {
        var keys = new List<ulong>();
        foreach (ref readonly var thing in map.Things)
        {
            if (IsOne(thing))
                keys.Add(KeyOf(thing.X, thing.Y, thing.Variant));
        }

        keys.Sort();
        _keys = [.. keys];
    }

    /// <summary>Whether it is meant to be an item, known or not.</summary>
    public static bool IsOfItsKind(in MapThing thing) => thing.Kind == Kind;

    public static bool IsOne(in MapThing thing) => IsOfItsKind(thing) && ArgentumItems.TryFind(thing.Variant, out _);

    public bool Has(Fixed x, Fixed y, ushort item) => Array.BinarySearch(_keys, KeyOf(x, y, item)) >= 0;

    private static ulong KeyOf(Fixed x, Fixed y, ushort item) =>
        ((ulong)(uint)x.Round() << 40) | ((ulong)((uint)y.Round() & 0xff_ffff) << 16) | item;
}
