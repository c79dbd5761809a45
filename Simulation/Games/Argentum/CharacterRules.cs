using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>How characters begin, grow, and which values they can have at all.</summary>
internal static class CharacterRules
{
    public const int LowestDie = 6;
    public const int HighestDie = 18;
    public const byte FullNeed = 100;
    private const ushort FullStamina = 100;
    private const int HitPointsPerConstitution = 10;
    private const int ManaPerIntelligence = 10;
    private const int FirstLevelExperience = 300;
    private const byte LevelLimit = 50;
    private const int GoldLimit = 1_000_000_000;
    private const int ExperienceLimit = 1_000_000_000;

    public static Health StartHealth(in Character character)
    {
        var points = character.Constitution * HitPointsPerConstitution;
        return new Health { Current = points, Max = points };
    }

    public static Vitals StartVitals(in Character character) => new()
    {
        Stamina = FullStamina,
        MaxStamina = FullStamina,
        Mana = (ushort)(character.Intelligence * ManaPerIntelligence),
        MaxMana = (ushort)(character.Intelligence * ManaPerIntelligence),
        Food = FullNeed,
        Water = FullNeed,
        Level = 1,
        NextLevel = FirstLevelExperience,
    };

    public static Inventory StartInventory()
    {
        var inventory = default(Inventory);
        var slot = 0;
        foreach (ref readonly var item in ArgentumItems.All)
        {
            if (item.StartAmount > 0)
            {
                inventory.Items[slot] = item.Id;
                inventory.Amounts[slot] = item.StartAmount;
                slot++;
            }
        }

        return inventory;
    }

    /// <summary>A character for somebody who chose nothing: drawn from the world's dice.</summary>
    public static Character Draw(ref TickRandom random) => new()
    {
        Class = (byte)(1 + random.NextBelow(12)),
        Race = (byte)(1 + random.NextBelow(5)),
        Gender = (byte)(1 + random.NextBelow(2)),
        Home = 1,
        Head = 1,
        Strength = Die(ref random),
        Agility = Die(ref random),
        Intelligence = Die(ref random),
        Charisma = Die(ref random),
        Constitution = Die(ref random),
    };

    /// <summary>Adds experience and gold; true when it made a new level, which heals and strengthens.</summary>
    public static bool Reward(in Character character, ref Vitals vitals, ref Health health, int experience, int gold)
    {
        vitals.Gold = Math.Min(vitals.Gold + gold, GoldLimit);
        vitals.Experience += experience;
        if (vitals.Experience < vitals.NextLevel)
            return false;

        if (vitals.Level >= LevelLimit)
        {
            vitals.Experience = vitals.NextLevel - 1;
            return false;
        }

        vitals.Experience -= vitals.NextLevel;
        vitals.NextLevel = Math.Min(vitals.NextLevel + vitals.NextLevel / 2, ExperienceLimit);
        vitals.Experience = Math.Min(vitals.Experience, vitals.NextLevel - 1);
        vitals.Level++;
        health.Max = Math.Min(health.Max + character.Constitution / 2, short.MaxValue);
        health.Current = health.Max;
        return true;
    }

    public static bool Holds(in Character character) =>
        character.Class is >= 1 and <= 12
        && character.Race is >= 1 and <= 5
        && character.Gender is 1 or 2
        && character.Home is >= 1 and <= 5
        && character.Head <= short.MaxValue
        && IsDie(character.Strength)
        && IsDie(character.Agility)
        && IsDie(character.Intelligence)
        && IsDie(character.Charisma)
        && IsDie(character.Constitution);

    public static bool Holds(in Vitals vitals) =>
        vitals.MaxStamina is > 0 and <= (ushort)short.MaxValue
        && vitals.Stamina <= vitals.MaxStamina
        && vitals.MaxMana <= short.MaxValue
        && vitals.Mana <= vitals.MaxMana
        && vitals.Food <= FullNeed
        && vitals.Water <= FullNeed
        && vitals.Level is >= 1 and <= LevelLimit
        && vitals.Gold is >= 0 and <= GoldLimit
        && vitals.NextLevel is > 0 and <= ExperienceLimit
        && vitals.Experience >= 0
        && vitals.Experience < vitals.NextLevel;

    public static bool Holds(in Inventory inventory)
    {
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            var item = inventory.Items[slot];
            var amount = inventory.Amounts[slot];
            var isSound = item == 0
                ? amount == 0 && inventory.Worn[slot] == 0
                : ArgentumItems.TryFind(item, out _) && amount is > 0 and <= Inventory.AmountLimit && inventory.Worn[slot] <= 1;
            if (!isSound)
                return false;
        }

        return true;
    }

    private static bool IsDie(byte value) => value is >= LowestDie and <= HighestDie;

    private static byte Die(ref TickRandom random) => (byte)(LowestDie + random.NextBelow(HighestDie - LowestDie + 1));
}
