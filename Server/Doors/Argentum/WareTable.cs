using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Pictures, types and prices of all items, as the original server sent them.</summary>
public static class WareTable
{
    private static readonly (ushort Item, short Graphic, byte Type, float Price)[] Shown =
    [
        (1, 506, 7, 2),
        (2, 504, 2, 210),
        (3, 505, 2, 140),
        (4, 7000, 1, 0),
        (11, 503, 1, 0),
        (1073, 527, 3, 500),
        (561, 565, 2, 150),
        (562, 608, 2, 150),
        (563, 574, 2, 150),
    ];

    private static readonly Dictionary<ushort, Ware> Wares = MakeWares();

    /// <summary>The nameless ware for an item that clients do not know.</summary>
    public static Ware Find(ushort item) => Wares.GetValueOrDefault(item, Ware.None);

    private static Dictionary<ushort, Ware> MakeWares()
    {
        var wares = new Dictionary<ushort, Ware>();
        foreach (var (id, graphic, type, price) in Shown)
        {
            if (ArgentumItems.TryFind(id, out var item))
                wares.Add(id, new Ware(item, graphic, type, price));
        }

        return wares;
    }
}
