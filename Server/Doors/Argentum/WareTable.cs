using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Names, pictures, types and prices of all items, as the original server sent them.</summary>
public static class WareTable
{
    private static readonly (ushort Item, string Name, short Graphic, byte Type, float Price)[] Shown =
    [
        (1, "Manzana Roja", 506, 7, 2),
        (2, "Espada Larga", 504, 2, 210),
        (3, "Hacha", 505, 2, 140),
        (4, "Árbol", 7000, 1, 0),
        (11, "Cofre Cerrado", 503, 1, 0),
        (1073, "Armadura de Aprendiz (Newbie)", 527, 3, 500),
        (561, "Hacha de Leñador (Newbie)", 565, 2, 150),
        (562, "Piquete de Minero (Newbie)", 608, 2, 150),
        (563, "Caña de pescar (Newbie)", 574, 2, 150),
    ];

    private static readonly Dictionary<ushort, Ware> Wares = MakeWares();

    /// <summary>The nameless ware for an item that clients do not know.</summary>
    public static Ware Find(ushort item) => Wares.GetValueOrDefault(item, Ware.None);

    private static Dictionary<ushort, Ware> MakeWares()
    {
        var wares = new Dictionary<ushort, Ware>();
        foreach (var (id, name, graphic, type, price) in Shown)
        {
            if (ArgentumItems.TryFind(id, out var item))
                wares.Add(id, new Ware(item, name, graphic, type, price));
        }

        return wares;
    }
}
