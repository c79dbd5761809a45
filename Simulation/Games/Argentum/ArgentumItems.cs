namespace Ecs.Simulation.Games.Argentum;

/// <summary>
/// The items of this world. Numbers, names and strengths are those of the goods that the original gives to new characters, in the order
/// of their slots.
/// </summary>
public static class ArgentumItems
{
    public const ushort RedApple = 1;
    public const ushort LongSword = 2;

    private static readonly ArgentumItem[] Known =
    [
        new(RedApple, ItemUse.Food, "Manzana Roja") { StartAmount = 5 },
        new(LongSword, ItemUse.Weapon, "Espada Larga") { MinHit = 1, MaxHit = 8, StartAmount = 5 },
        new(3, ItemUse.Weapon, "Hacha") { MinHit = 2, MaxHit = 6, StartAmount = 10 }, // axe
        new(4, ItemUse.None, "Árbol") { StartAmount = 10 }, // tree
        new(11, ItemUse.None, "Cofre Cerrado") { StartAmount = 1 }, // closed chest
        new(1073, ItemUse.Armour, "Armadura de Aprendiz (Newbie)") { MinDefence = 8, MaxDefence = 8, StartAmount = 1 }, // apprentice's armour
        new(561, ItemUse.Weapon, "Hacha de Leñador (Newbie)") { MinHit = 1, MaxHit = 2, StartAmount = 1 }, // woodcutter's axe
        new(562, ItemUse.Weapon, "Piquete de Minero (Newbie)") { MinHit = 1, MaxHit = 2, StartAmount = 1 }, // miner's pick
        new(563, ItemUse.Weapon, "Caña de pescar (Newbie)") { MinHit = 1, MaxHit = 2, StartAmount = 1 }, // fishing rod
    ];

    public static ReadOnlySpan<ArgentumItem> All => Known;

    public static bool TryFind(ushort id, out ArgentumItem item)
    {
        foreach (ref readonly var known in All)
        {
            if (known.Id == id)
            {
                item = known;
                return true;
            }
        }

        item = default;
        return false;
    }
}
