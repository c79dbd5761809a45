namespace Ecs.Simulation.Games.Argentum;

/// <summary>
/// The items of this world. Numbers and strengths are those of the goods that the original gives to new characters, in the order
/// of their slots.
/// </summary>
public static class ArgentumItems
{
    public const ushort RedApple = 1;
    public const ushort LongSword = 2;

    private static readonly ArgentumItem[] Known =
    [
        new(RedApple, ItemUse.Food) { StartAmount = 5 },
        new(LongSword, ItemUse.Weapon) { MinHit = 1, MaxHit = 8, StartAmount = 5 },
        new(3, ItemUse.Weapon) { MinHit = 2, MaxHit = 6, StartAmount = 10 },          // axe
        new(4, ItemUse.None) { StartAmount = 10 },                                    // tree
        new(11, ItemUse.None) { StartAmount = 1 },                                    // closed chest
        new(1073, ItemUse.Armour) { MinDefence = 8, MaxDefence = 8, StartAmount = 1 }, // apprentice's armour
        new(561, ItemUse.Weapon) { MinHit = 1, MaxHit = 2, StartAmount = 1 },         // woodcutter's axe
        new(562, ItemUse.Weapon) { MinHit = 1, MaxHit = 2, StartAmount = 1 },         // miner's pick
        new(563, ItemUse.Weapon) { MinHit = 1, MaxHit = 2, StartAmount = 1 },         // fishing rod
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
